"""Addresses of what is recorded: bodies, contact points, law, mechanisms, search, and names offered while typing."""

from __future__ import annotations

from functools import partial
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.web.forms import COUNTRIES
from api.web.guard import GuardedRoute
from api.web.i18n import speaker
from api.web.pages import NOT_KEPT, SECURITY_HEADERS, Reply, render
from api.web.requests import PageNotFoundError, asking_of, directory_of, fields_of, language_of, page_of
from api.web.views.contact_page import contact_page, read_contact
from api.web.views.figures import read_figures
from api.web.views.law import law_page, read_law
from api.web.views.mechanisms import countries_asked, mechanisms_page
from api.web.views.organisation import organisation_page, read_records
from api.web.views.search import results
from api.web.views.suggestions import Suggestion, suggested_bodies, suggested_places

records = APIRouter(route_class=GuardedRoute, include_in_schema=False)
_read = partial(records.api_route, methods=["GET", "HEAD"], response_model=None)
_ask = partial(records.post, response_model=None)
_MOST_LETTERS: Final = 200


@_read("/organisation/{slug}")
async def show_organisation(request: Request, slug: str) -> Response:
    """One body."""
    directory = await directory_of(request)
    organisation = await directory.organisation(slug)
    if organisation is None:
        raise PageNotFoundError
    view = organisation_page(await read_records(directory, organisation), directory, asking_of(request, directory))
    page = page_of(request, view.body.name.text)
    return render(request, page, Reply("organisation.html", {"view": view}, 200, await directory.reader.info()))


@_read("/contact/{slug}")
async def show_contact(request: Request, slug: str) -> Response:
    """One contact point."""
    directory = await directory_of(request)
    point = await read_contact(directory, slug)
    view = await contact_page(point, directory, asking_of(request, directory)) if point else None
    if view is None:
        raise PageNotFoundError
    page = page_of(request, f"{view.contact.label.text}, {view.body.short.text}")
    return render(request, page, Reply("contact.html", {"view": view}, 200, await directory.reader.info()))


@_read("/law/{slug}")
async def show_law(request: Request, slug: str) -> Response:
    """One legal basis."""
    directory = await directory_of(request)
    found = await read_law(directory, slug)
    if found is None:
        raise PageNotFoundError
    view = await law_page(found, directory, asking_of(request, directory))
    page = page_of(request, view.citation)
    return render(request, page, Reply("law.html", {"view": view}, 200, await directory.reader.info()))


@_read("/mechanisms")
async def show_mechanisms(request: Request) -> Response:
    """The national referral mechanisms side by side."""
    directory = await directory_of(request)
    countries = countries_asked(request.query_params.getlist("country"))
    view = await mechanisms_page(countries, directory, asking_of(request, directory))
    page = page_of(request, speaker(language_of(request))("National mechanisms"), "mechanisms")
    return render(request, page, Reply("mechanisms.html", {"view": view}, 200, await directory.reader.info()))


@_read("/how-we-know")
async def show_how_we_know(request: Request) -> Response:
    """Where the records come from and how sure they are, in figures of this version."""
    directory = await directory_of(request)
    figures = await read_figures(directory, asking_of(request, directory))
    page = page_of(request, speaker(language_of(request))("How we know"), "how-we-know")
    return render(request, page, Reply("how_we_know.html", {"view": figures}, 200, await directory.reader.info()))


@_read("/search")
async def show_search(request: Request, q: str = "") -> Response:
    """Bodies by name."""
    directory = await directory_of(request)
    text = q.strip()[:_MOST_LETTERS]
    found, number = await results(text, directory, language_of(request)) if text else ((), 0)
    page = page_of(request, speaker(language_of(request))("Search"), "search")
    values = {"text": text, "results": found, "number": number}
    return render(request, page, Reply("search.html", values, 200, await directory.reader.info()))


# ---- offered while typing: by POST, so that no letter of it stands in an address or a log ----------------------


@_ask("/suggest/organisations")
async def suggest_organisations(request: Request) -> Response:
    """Bodies whose name begins with what was typed."""
    directory, fields = await directory_of(request), await fields_of(request)
    say = speaker(language_of(request))
    return _offered(await suggested_bodies(fields.get("q", "")[:_MOST_LETTERS], directory, say))


@_ask("/suggest/places")
async def suggest_places(request: Request) -> Response:
    """Places whose name or postal code begins with what was typed."""
    directory, fields = await directory_of(request), await fields_of(request)
    country = fields.get("country", "")
    say = speaker(language_of(request))
    text = fields.get("q", "")[:_MOST_LETTERS]
    return _offered(suggested_places(text, country if country in COUNTRIES else "", directory, say))


def _offered(found: tuple[Suggestion, ...]) -> Response:
    return JSONResponse([one.plain() for one in found], headers={**SECURITY_HEADERS, **NOT_KEPT})
