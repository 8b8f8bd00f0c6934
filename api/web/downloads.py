"""The network as files, and as the data of the picture that can be moved."""

from __future__ import annotations

from typing import Final

import orjson
from fastapi import Response

from api.web.pages import SECURITY_HEADERS
from api.web.still import StillWords
from api.web.views.contact import Asking
from api.web.views.network_table import progress_of
from graph_directory.analysing import Analysis
from graph_directory.directory import Directory
from graph_directory.exporting import ENDINGS, network_file
from graph_directory.model import Organisation, Referral
from graph_directory.naming import short_name
from graph_directory.network import LANES, NodeFigures
from graph_directory.network.layout import OTHERS, role_of
from graph_directory.vocabulary import RelationStatus

FORMATS: Final = (*ENDINGS, "svg")
_TYPES: Final = {
    "graphml": "application/xml; charset=utf-8",
    "gexf": "application/xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "bodies.csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}
_ROLES: Final = {"aid": 0, "authority": 1, "coordination": 2}
_CROSSES, _READING = 1, 2


def download(ending: str, found: Analysis, asking: Asking) -> Response:
    """What is seen as a file to keep."""
    if found.figures is None:
        raise LookupError("a file waits for its figures")
    return _sent(network_file(ending, found.part, found.figures, asking.say.language), ending, "attachment")


def picture_file(text: str) -> Response:
    """A picture, which is shown rather than saved; 413 where there are more bodies than can be told apart."""
    return _sent(text, "svg", "inline", 200 if text else 413)


def still_words(found: Analysis, directory: Directory, asking: Asking) -> StillWords:
    """The names in the still picture."""
    language, terms = asking.say.language, directory.guide.terms
    return StillWords(
        title=asking.say("The network by country"),
        names={body.slug: short_name(body, language) for body in found.part.organisations},
        countries={code: terms.label("countries", code, language) for code in (*LANES, OTHERS)},
    )


async def island_data(found: Analysis, directory: Directory, asking: Asking) -> Response:
    """The data of the moving picture, written once per part and language."""
    if found.figures is None:
        waiting = {**SECURITY_HEADERS, "Retry-After": "1", "Cache-Control": "no-store"}
        told = orjson.dumps({"done": progress_of(found).done})
        return Response(told, 202, waiting, "application/json")
    key = ("island", found.key, asking.say.language)
    data = await directory.shelf.get(key, lambda: _island(found, directory, asking))
    headers = {**SECURITY_HEADERS, "Cache-Control": "private, max-age=60", "Vary": "Accept-Encoding"}
    return Response(data, media_type="application/json", headers=headers)


def _island(found: Analysis, directory: Directory, asking: Asking) -> bytes:
    """Bodies as [slug, name, x, y, degree, role], links as [from, to, marks]; the numbers of bodies stand for them."""
    language, nodes = asking.say.language, found.figures.nodes if found.figures else ()
    number = {node.slug: index for index, node in enumerate(nodes)}
    bodies = [_body(node, body, language) for node, body in zip(nodes, found.part.organisations, strict=True)]
    links = [[number[tie.source], number[tie.target], _marks(tie)] for tie in found.part.referrals]
    lanes = [directory.guide.terms.label("countries", code, language) for code in (*LANES, OTHERS)]
    return orjson.dumps({"lanes": lanes, "nodes": bodies, "links": links})


def _body(node: NodeFigures, body: Organisation, language: str) -> list[str | float]:
    place = (round(node.x, 4), round(node.y, 4))
    return [node.slug, short_name(body, language), *place, node.degree, _ROLES[role_of(body.kind)]]


def _marks(tie: Referral) -> int:
    crosses = _CROSSES if tie.cross_border else 0
    return crosses | (0 if tie.status is RelationStatus.DOCUMENTED else _READING)


def _sent(text: str, ending: str, manner: str, status: int = 200) -> Response:
    headers = {**SECURITY_HEADERS, "Content-Disposition": f'{manner}; filename="network.{ending}"'}
    if ending == "svg":  # the picture brings its own style, and nothing else may run in it
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return Response(text, status, headers, _TYPES[ending])
