"""Asks an application in this process, over HTTP but without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp

Ask: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]
"""Asks a GraphQL question that has an answer without errors, and gives its data."""


def client_of(app: ASGIApp) -> httpx.AsyncClient:
    """A client of an application as it stands; redirects are not followed, errors are answered as they would be."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://directory.test")


@asynccontextmanager
async def started(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that is started first and stopped afterwards."""
    async with app.router.lifespan_context(app), client_of(app) as asking:
        yield asking
