"""The page that a browser gets at /graphql: a place to try questions, made of three files of our own."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.graphql.remembered import Reply

_FILES: Final = {"console.css": "text/css", "console.js": "text/javascript", "examples.json": "application/json"}
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def console_page() -> Reply:
    """The page itself."""
    more = {"Cache-Control": "no-cache", "Vary": "Accept", "Content-Type": "text/html; charset=utf-8"}
    return Reply.of(HTTPStatus.OK, {**_HEADERS, **more}, _text("console.html").encode())


def console_routes() -> list[BaseRoute]:
    """The page's files."""
    return [Route("/graphql/console/{name}", _file, methods=["GET", "HEAD"], include_in_schema=False)]


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FILES:
        return Response("There is no such file.\n", 404, _HEADERS, media_type="text/plain")
    return Response(_text(name), headers={**_HEADERS, "Cache-Control": "no-cache"}, media_type=_FILES[name])


@cache
def _text(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")
