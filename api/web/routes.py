"""Every page's address: `/nl/…`, `/fr/…`, `/de/…`, `/en/…`; `/` goes to the reader's language."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.web.coordinator_routes import coordinator
from api.web.forms import FinderForm, Problem
from api.web.guard import GuardedRoute, not_found
from api.web.i18n import LANGUAGES, preferred_language, speaker
from api.web.offline_routes import offline, worker
from api.web.pages import SECURITY_HEADERS, Reply, render
from api.web.record_routes import records
from api.web.requests import PageNotFoundError, asking_of, directory_of, form_of, language_of, page_of
from api.web.statics import assets
from api.web.views.answer import AnswerWriter, read_found
from api.web.views.file_note import file_note
from api.web.views.finder import Told, finder
from api.web.views.meanwhile import read_meanwhile
from api.web.views.names import body_of
from api.web.views.search import AskerFound, find_asker
from graph_directory.directory import Directory
from graph_directory.model import Organisation

_ONE_YEAR: Final = "public, max-age=31536000, immutable"
_STATIC_PAGES: Final = ("privacy", "accessibility", "about")

pages = APIRouter(route_class=GuardedRoute, include_in_schema=False)
last = APIRouter(route_class=GuardedRoute, include_in_schema=False)
"""What is left when no other address fits."""
router = APIRouter(route_class=GuardedRoute, include_in_schema=False)
_read = partial(pages.api_route, methods=["GET", "HEAD"], response_model=None)
_ask = partial(pages.post, response_model=None)


# ---- finder and answer -----------------------------------------------------------------------------


@_read("/")
async def show_finder(request: Request) -> Response:
    """The empty form."""
    return await _finder(request, FinderForm())


@_ask("/")
async def show_finder_again(request: Request) -> Response:
    """The form with what was typed, opened at the field to change."""
    form, edit = await form_of(request)
    return await _finder(request, form, edit=edit)


@_ask("/answer")
async def show_answer(request: Request) -> Response:
    """The counterpart; the form again, with plain words, where the question cannot be answered as put."""
    form, _ = await form_of(request)
    say = speaker(language_of(request))
    problems = form.problems(say)
    if problems:
        return await _finder(request, form, problems, status=422)
    directory = await directory_of(request)
    asker = await find_asker(form.asker, directory) if form.asker else AskerFound(None)
    if form.asker and not asker.meant:
        return await _ask_who(request, form, asker, directory)
    return await _answer(request, form, asker.meant, directory)


@_read("/answer")
async def show_answer_without_question(request: Request) -> Response:
    """A question is never part of an address, so this one leads to the form."""
    return RedirectResponse(f"/{language_of(request)}/", 303, headers=dict(SECURITY_HEADERS))


async def _finder(
    request: Request, form: FinderForm, problems: tuple[Problem, ...] = (), edit: str = "", status: int = 200
) -> Response:
    directory = await directory_of(request)
    info = await directory.reader.info()
    say = speaker(language_of(request))
    view = finder(form, directory.guide.terms, say, Told(problems, (), edit))
    page = page_of(request, say("Find a counterpart"), "find", form if request.method == "POST" else None)
    return render(request, page, Reply("finder.html", {"view": view}, status, info))


async def _ask_who(request: Request, form: FinderForm, asker: AskerFound, directory: Directory) -> Response:
    say = speaker(language_of(request))
    text = say(
        "No body of the directory is called “{name}”. Try another spelling, or choose your role.", name=form.asker
    )
    if asker.possible:
        text = say("More than one body fits “{name}”. Which one are you?", name=form.asker)
    bodies = tuple(body_of(organisation, directory, say.language) for organisation in asker.possible)
    problems = (Problem("asker", text),)
    view = finder(form, directory.guide.terms, say, Told(problems, bodies, "asker"))
    page = page_of(request, say("Find a counterpart"), "find", form)
    return render(request, page, Reply("finder.html", {"view": view}, 422, await directory.reader.info()))


async def _answer(request: Request, form: FinderForm, asker: Organisation | None, directory: Directory) -> Response:
    question = form.question(asker.slug if asker else None)
    answer = await directory.find_counterparts(question)
    country = asker.country if asker and asker.country != "INT" else form.from_country or None
    asking = asking_of(request, directory, country)
    found = await read_found(directory, answer, asker, await read_meanwhile(directory, question, answer, asking))
    view = AnswerWriter(found, directory, asking).page(form)
    say = asking.say
    title = say("Start with {name}", name=view.best.body.short.text) if view.best else say("Nothing recorded")
    page = page_of(request, title, "find", form)
    info = await directory.reader.info()
    values = {"view": view, "file_note": file_note(view, info, say)}
    return render(request, page, Reply("answer.html", values, 200, info))


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
    for _part in (pages, records, coordinator, offline, last):
        router.include_router(_part, prefix=f"/{_language}")
