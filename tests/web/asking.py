"""Asks an application without a network, as tests of the pages do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI


@asynccontextmanager
async def asking_of(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a started application; redirects are not followed, and errors are answered as they would be."""
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://directory.test") as asking:
            yield asking
