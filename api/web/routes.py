"""Every page's address: `/nl/…`, `/fr/…`, `/de/…`, `/en/…`; `/` goes to the reader's language."""

from __future__ import annotations

from functools import cache
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.web.coordinator_routes import coordinator
from api.web.guard import GuardedRoute, not_found
from api.web.i18n import LANGUAGES, preferred_language, speaker
from api.web.offline_routes import offline, worker
from api.web.pages import SECURITY_HEADERS, Reply, render
from api.web.question_routes import questions
from api.web.record_routes import records
from api.web.requests import PageNotFoundError, directory_of, language_of, page_of
from api.web.statics import assets

_ONE_YEAR: Final = "public, max-age=31536000, immutable"
_STATIC_PAGES: Final = ("privacy", "accessibility", "about")

last = APIRouter(route_class=GuardedRoute, include_in_schema=False)
"""What is left when no other address fits."""
router = APIRouter(route_class=GuardedRoute, include_in_schema=False)


# ---- pages about the directory, files, the way in --------------------------------------------------


@cache
def _title(name: str, language: str) -> str:
    say = speaker(language)
    return {
        "privacy": say("Privacy"),
        "accessibility": say("Accessibility"),
        "about": say("About this directory"),
    }[name]


@last.api_route("/{name}", methods=["GET", "HEAD"], response_model=None)
async def show_static(request: Request, name: str) -> Response:
    """The short pages about the directory itself."""
    if name not in _STATIC_PAGES:
        raise PageNotFoundError
    page = page_of(request, _title(name, language_of(request)), name)
    info = await (await directory_of(request)).reader.info()
    return render(request, page, Reply(f"{name.replace('-', '_')}.html", {}, 200, info))


@last.api_route("/{rest:path}", methods=["GET", "HEAD"], response_model=None)
async def show_not_found(request: Request) -> Response:
    """Any other address of a language."""
    return not_found(request)


@router.api_route("/", methods=["GET", "HEAD"], response_model=None)
async def choose_language(request: Request) -> Response:
    """To the finder in the language the browser asks for."""
    language = preferred_language(request.headers.get("accept-language", ""))
    headers = {**SECURITY_HEADERS, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    return RedirectResponse(f"/{language}/", 307, headers=headers)


@router.api_route("/static/{name}", methods=["GET", "HEAD"], response_model=None)
async def show_asset(request: Request, name: str, v: str = "") -> Response:
    """A style sheet, type face, script or icon."""
    asset = assets().get(name)
    if asset is None:
        raise PageNotFoundError
    caching = _ONE_YEAR if v == asset.mark else "public, max-age=300"
    headers = {**SECURITY_HEADERS, "Cache-Control": caching, "ETag": f'"{asset.mark}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


router.include_router(worker)
for _language in LANGUAGES:
    for _part in (questions, records, coordinator, offline, last):
        router.include_router(_part, prefix=f"/{_language}")
