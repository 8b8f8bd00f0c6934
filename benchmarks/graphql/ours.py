"""Our service, and raw Starlette sending the same bytes, as servers import them; one process each.

`REMEMBER=0` makes every answer anew; `BYTES` names the file that raw Starlette sends.
"""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.app import create_app
from api.graphql.remembered import Answers
from graph_directory.settings import Settings


def ours() -> FastAPI:
    """The whole application, as `graph-directory serve` has it."""
    if os.environ.get("REMEMBER") == "0":
        Answers.get = lambda *_: None  # type: ignore[method-assign]
    return create_app(Settings.from_env())


def raw() -> Starlette:
    """One route that reads the body and sends bytes."""
    content = Path(os.environ["BYTES"]).read_bytes()

    async def answer(request: Request) -> Response:
        await request.body()
        return Response(content, media_type="application/json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])])
