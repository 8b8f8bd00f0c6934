"""What operators and their machines ask: is it alive, can it answer, how much did it do, what is the schema."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from api.errors import plain_words
from api.graphql.schema import sdl
from graph_directory.errors import StoreError

operations = APIRouter(include_in_schema=False)
_NOT_KEPT: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@operations.api_route("/healthz", methods=["GET", "HEAD"])
async def alive() -> PlainTextResponse:
    """200 as long as the process answers at all."""
    return PlainTextResponse("ok\n", headers=_NOT_KEPT)


@operations.api_route("/readyz", methods=["GET", "HEAD"])
async def ready(request: Request) -> PlainTextResponse:
    """200 when the store answers; 503 with one plain line, within three seconds, when it does not."""
    try:
        await request.app.state.door.check()
    except StoreError as error:
        return PlainTextResponse(f"not ready: {plain_words(error)}\n", 503, {**_NOT_KEPT, "Retry-After": "2"})
    return PlainTextResponse("ready\n", headers=_NOT_KEPT)


@operations.get("/metrics")
async def measured(request: Request) -> PlainTextResponse:
    """Counters in the text format of Prometheus."""
    try:
        version = (await (await request.app.state.directory()).reader.info()).version
    except StoreError:
        version = None
    text = "\n".join(request.app.state.metrics.lines(version)) + "\n"
    return PlainTextResponse(text, headers=_NOT_KEPT, media_type="text/plain; version=0.0.4")


@operations.api_route("/schema.graphql", methods=["GET", "HEAD"])
async def schema(request: Request) -> PlainTextResponse:
    """The GraphQL schema in the schema definition language; none where introspection is switched off."""
    if not request.app.state.settings.introspection:
        return PlainTextResponse("The schema is not given out here.\n", 404, _NOT_KEPT)
    headers = {"Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff"}
    return PlainTextResponse(sdl(), headers=headers)
