"""Addresses of the finder and its answer. A question comes by POST and never stands in an address.

Whoever reads pages is led on to an address of its own (held.py), so that going back and loading again need no form to
be sent anew; whoever does not, such as a program, gets the answer at once.
"""

from __future__ import annotations

from functools import partial
from typing import Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.web.forms import FinderForm, Problem
from api.web.guard import GuardedRoute
from api.web.held import Held, Token
from api.web.i18n import speaker
from api.web.pages import NOT_KEPT, SECURITY_HEADERS, Reply, render
from api.web.requests import asking_of, directory_of, form_of, language_of, page_of
from api.web.views.answer import AnswerWriter, read_found
from api.web.views.file_note import file_note
from api.web.views.finder import Told, finder
from api.web.views.meanwhile import read_meanwhile
from api.web.views.names import body_of
from api.web.views.search import AskerFound, find_asker
from graph_directory.directory import Directory
from graph_directory.model import Organisation
from graph_directory.text.personal import seems_personal

questions = APIRouter(route_class=GuardedRoute, include_in_schema=False)
_read = partial(questions.api_route, methods=["GET", "HEAD"], response_model=None)
_ask = partial(questions.post, response_model=None)
_EDIT: Final = "edit"


# ---- what is sent ----------------------------------------------------------------------------------


@_read("/")
async def show_finder(request: Request) -> Response:
    """The empty form."""
    return await _finder(request, FinderForm())


@_ask("/")
async def show_finder_again(request: Request) -> Response:
    """The form with what was typed, opened at the field to change."""
    form, edit = await form_of(request)
    return _led_on(request, "form", form, edit) or await _finder(request, form, edit=edit)


@_ask("/answer")
async def show_answer(request: Request) -> Response:
    """The counterpart; the form again, with plain words, where the question cannot be answered as put."""
    form, _ = await form_of(request)
    return _led_on(request, "answer", form) or await _answered(request, form)


@_read("/answer")
async def show_answer_without_question(request: Request) -> Response:
    """A question is never part of an address, so this one leads to the form."""
    return RedirectResponse(f"/{language_of(request)}/", 303, headers=dict(SECURITY_HEADERS))


# ---- what is held ----------------------------------------------------------------------------------


@_read("/form/{token}")
async def show_held_form(request: Request, token: str) -> Response:
    """The form with what was typed, as long as it is held."""
    question = _found(request, token)
    if question is None:
        return await _forgotten(request)
    return await _finder(request, question[0], edit=question[1])


@_read("/answer/{token}")
async def show_held_answer(request: Request, token: str) -> Response:
    """The answer to a question that is held, as the directory and the clock have it now."""
    question = _found(request, token)
    return await (_answered(request, question[0]) if question else _forgotten(request))


@_ask("/forget/{token}")
async def forget(request: Request, token: str) -> Response:
    """Takes a question away: sent by the button that leaves the site."""
    held: Held | None = request.app.state.held
    if held is not None:
        held.forget(Token(token))
    return Response(status_code=204, headers={**SECURITY_HEADERS, **NOT_KEPT})


def _led_on(request: Request, where: str, form: FinderForm, edit: str = "") -> Response | None:
    """The way to the address of its own; None for who does not read pages, and where nothing is to be held.

    What seems to name a person is never held, not even for half an hour.
    """
    held: Held | None = request.app.state.held
    if held is None or "text/html" not in request.headers.get("accept", "") or seems_personal(form.text):
        return None
    token = held.hold(urlencode([*form.hidden(), (_EDIT, edit)]))
    address = f"/{language_of(request)}/{where}/{token}"
    return RedirectResponse(address, 303, headers={**SECURITY_HEADERS, **NOT_KEPT})


def _found(request: Request, token: str) -> tuple[FinderForm, str] | None:
    held: Held | None = request.app.state.held
    question = held.find(Token(token)) if held else None
    if question is None:
        return None
    items = parse_qsl(question)
    return FinderForm.read(items), next((value for name, value in items if name == _EDIT), "")


async def _forgotten(request: Request) -> Response:
    """410: in plain words that the question is gone, and where what was typed may still be."""
    say = speaker(language_of(request))
    page = page_of(request, say("This question is forgotten"), "find")
    return render(request, page, Reply("forgotten.html", {}, 410, await (await directory_of(request)).reader.info()))


# ---- what is shown ---------------------------------------------------------------------------------


async def _answered(request: Request, form: FinderForm) -> Response:
    say = speaker(language_of(request))
    problems = form.problems(say)
    if problems:
        return await _finder(request, form, problems, status=422)
    directory = await directory_of(request)
    asker = await find_asker(form.asker, directory) if form.asker else AskerFound(None)
    if form.asker and not asker.meant:
        return await _ask_who(request, form, asker, directory)
    return await _answer(request, form, asker.meant, directory)


async def _finder(
    request: Request, form: FinderForm, problems: tuple[Problem, ...] = (), edit: str = "", status: int = 200
) -> Response:
    directory = await directory_of(request)
    info = await directory.reader.info()
    say = speaker(language_of(request))
    view = finder(form, directory.guide.terms, say, Told(problems, (), edit))
    page = page_of(request, say("Find a counterpart"), "find", None if form == FinderForm() else form)
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
