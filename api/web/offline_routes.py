"""What works without a network: the page with the numbers, the kept answer, the worker that keeps them."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response

from api.web.guard import GuardedRoute
from api.web.i18n import speaker
from api.web.pages import SECURITY_HEADERS, Reply, render
from api.web.requests import PageNotFoundError, asking_of, directory_of, language_of, page_of
from api.web.statics import assets
from api.web.views.emergency import emergency_lines

offline = APIRouter(route_class=GuardedRoute, include_in_schema=False)
"""Under each language."""
worker = APIRouter(route_class=GuardedRoute, include_in_schema=False)
"""At the top, because a worker serves what lies under its own address."""
_read = partial(offline.api_route, methods=["GET", "HEAD"], response_model=None)


@_read("/offline")
async def show_offline(request: Request) -> Response:
    """What the worker shows when the network is gone; it is fetched and kept while there is one."""
    directory = await directory_of(request)
    lines = await emergency_lines(directory, asking_of(request, directory))
    page = page_of(request, speaker(language_of(request))("Numbers that always answer"))
    return render(request, page, Reply("offline.html", {"countries": lines}, 200, await directory.reader.info()))


@_read("/last-answer")
async def show_last_answer(request: Request) -> Response:
    """The worker answers this from the device; who gets here has nothing kept."""
    page = page_of(request, speaker(language_of(request))("No answer is kept on this device"))
    return render(request, page, Reply("last_answer.html", {}, 404))


@worker.api_route("/sw.js", methods=["GET", "HEAD"], response_model=None)
async def show_worker() -> Response:
    """The service worker; a browser asks each time whether it has changed."""
    script = assets().get("sw.js")
    if script is None:
        raise PageNotFoundError
    headers = {**SECURITY_HEADERS, "Cache-Control": "no-cache", "ETag": f'"{script.mark}"'}
    return Response(script.content, media_type=script.media_type, headers=headers)
