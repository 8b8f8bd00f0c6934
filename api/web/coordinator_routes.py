"""The coordinator's pages: the network whole and around one body, coverage, the map, and what can be taken away."""

from __future__ import annotations

from functools import partial
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.web.downloads import FORMATS, download, island_data, picture_file, still_words
from api.web.guard import GuardedRoute
from api.web.i18n import speaker
from api.web.network_form import NetworkForm
from api.web.pages import SECURITY_HEADERS, Reply, render
from api.web.requests import PageNotFoundError, asking_of, directory_of, language_of, page_of
from api.web.still import still
from api.web.views.contact import Asking
from api.web.views.coverage import CoverageForm, coverage_csv, coverage_page
from api.web.views.map import MapForm, map_page
from api.web.views.names import body_of
from api.web.views.network import network_page
from api.web.views.network_table import network_table
from api.web.views.networking import PATIENCE, find_body, read_network
from api.web.views.search import AskerFound
from graph_directory.directory import Directory
from graph_directory.terms import Terms

MOST_DRAWN: Final = 30_000
"""A browser draws no more bodies than this."""

coordinator = APIRouter(route_class=GuardedRoute, include_in_schema=False)
_read = partial(coordinator.api_route, methods=["GET", "HEAD"], response_model=None)


# ---- network ---------------------------------------------------------------------------------------


@_read("/network")
async def show_whole_network(request: Request) -> Response:
    """The whole network, or the part that the filters leave; a body named for the middle leads to its page."""
    directory, form = await directory_of(request), _form_of(request)
    say = speaker(language_of(request))
    asked = await find_body(form.around, directory) if form.around else AskerFound(None)
    if asked.meant:
        target = f"/{say.language}/network/{asked.meant.slug}{form.query()}"
        return RedirectResponse(target, 303, headers=dict(SECURITY_HEADERS))
    asking = asking_of(request, directory)
    read = await read_network(form, None, directory, asking)
    values = {
        **_choices(form, directory.guide.terms, say.language),
        "ego": None,
        "read": read,
        "table": network_table(read.found, form, directory, asking),
        "possible": tuple(body_of(one, directory, say.language) for one in asked.possible),
        "too_large": len(read.found.part.organisations) > MOST_DRAWN,
        "at": "/network",
    }
    page = page_of(request, say("Network"), "network")
    return render(request, page, Reply("network.html", values, 200, await directory.reader.info()))


@_read("/network/{slug}")
async def show_network_around(request: Request, slug: str) -> Response:
    """The network around one body."""
    directory, form = await directory_of(request), _form_of(request)
    organisation = await directory.organisation(slug)
    if organisation is None:
        return await _gone(request, slug, directory)
    asking = asking_of(request, directory)
    read = await read_network(form, slug, directory, asking)
    ego = network_page(organisation, read.found.part, form.hops, directory, asking, read.lost)
    values = {
        **_choices(form, directory.guide.terms, asking.say.language),
        "ego": ego,
        "read": read,
        "table": network_table(read.found, form, directory, asking),
        "possible": (),
        "too_large": len(read.found.part.organisations) > MOST_DRAWN,
        "at": f"/network/{slug}",
    }
    page = page_of(request, asking.say("Around {name}", name=ego.centre.short.text), "network")
    return render(request, page, Reply("network.html", values, 200, await directory.reader.info()))


@_read("/network-data.json")
async def show_island_data(request: Request) -> Response:
    """Bodies and links with their places, for the picture that can be moved and zoomed."""
    directory, form = await directory_of(request), _form_of(request)
    asking = asking_of(request, directory)
    found = await directory.analysis(form.filter(form.around or None), asking.at.date(), PATIENCE)
    return await island_data(found, directory, asking)


@_read("/network-as/{ending}")
async def show_network_file(request: Request, ending: str) -> Response:
    """What is seen as a file: GraphML, GEXF, CSV, JSON or SVG."""
    if ending not in FORMATS:
        raise PageNotFoundError
    directory, form = await directory_of(request), _form_of(request)
    asking = asking_of(request, directory)
    around = await directory.organisation(form.around) if form.around else None
    if form.around and around is None:
        raise PageNotFoundError
    found = await directory.analysis(form.filter(around.slug if around else None), asking.at.date())
    if ending == "svg":
        text = network_page(around, found.part, form.hops, directory, asking).file if around else ""
        return picture_file(text or still(found, still_words(found, directory, asking)))
    return download(ending, found, asking)


def _form_of(request: Request) -> NetworkForm:
    return NetworkForm.read(request.query_params.multi_items())


async def _gone(request: Request, slug: str, directory: Directory) -> Response:
    """404: a view that was kept names a body that the directory no longer has."""
    say = speaker(language_of(request))
    page = page_of(request, say("This body is not in the directory"), "network")
    values = {"slug": slug[:80], "possible": ()}
    return render(request, page, Reply("network_gone.html", values, 404, await directory.reader.info()))


def _choices(form: NetworkForm, terms: Terms, language: str) -> dict[str, object]:
    def entries(vocabulary: str) -> tuple[tuple[str, str], ...]:
        return tuple((entry.code, entry.label(language)) for entry in terms.entries(vocabulary))

    return {
        "form": form,
        "themes": entries("themes"),
        "kinds": tuple(sorted(entries("kinds"), key=lambda pair: pair[1].casefold())),
        "freshness": entries("freshness"),
        "countries": tuple((code, terms.label("countries", code, language)) for code in ("NL", "BE", "LU", "DE", "FR")),
    }


# ---- coverage and map ------------------------------------------------------------------------------


@_read("/coverage")
async def show_coverage(request: Request) -> Response:
    """Which service is there in which area, with the cell that was opened."""
    directory = await directory_of(request)
    asking = asking_of(request, directory)
    form = CoverageForm.read(request.query_params.multi_items())
    view = await coverage_page(form, directory, asking)
    page = page_of(request, asking.say("Which help is missing where"), "coverage")
    return render(request, page, Reply("coverage.html", {"view": view}, 200, await directory.reader.info()))


@_read("/coverage.csv")
async def show_coverage_file(request: Request) -> Response:
    """The same cells as a table for a spreadsheet."""
    directory = await directory_of(request)
    asking = asking_of(request, directory)
    form = CoverageForm.read(request.query_params.multi_items())
    text = await coverage_csv(form, directory, asking)
    return _file(text, "text/csv; charset=utf-8", "coverage.csv", asking)


@_read("/map")
async def show_map(request: Request) -> Response:
    """Who faces whom along a border: the map, the border straightened, the same as a list."""
    directory = await directory_of(request)
    asking = asking_of(request, directory)
    form = MapForm.read(request.query_params.multi_items())
    view = await map_page(form, directory, asking)
    page = page_of(request, asking.say("Who faces whom along the border"), "map")
    return render(request, page, Reply("map.html", {"view": view}, 200, await directory.reader.info()))


def _file(text: str, media_type: str, name: str, asking: Asking) -> Response:
    headers = {
        **SECURITY_HEADERS,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Language": asking.say.language,
    }
    return Response(text, media_type=media_type, headers=headers)
