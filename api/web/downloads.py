"""The network as files, and as the data of the picture that can be moved."""

from __future__ import annotations

from typing import Final

import orjson
from fastapi import Response

from api.web.pages import SECURITY_HEADERS
from api.web.still import StillWords, still
from api.web.views.contact import Asking
from graph_directory.analysing import Analysis
from graph_directory.directory import Directory
from graph_directory.exporting import ENDINGS, network_file
from graph_directory.model import Slug
from graph_directory.naming import short_name
from graph_directory.network import LANES
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


def download(ending: str, found: Analysis, directory: Directory, asking: Asking, around: Slug | None) -> Response:
    """What is seen as a file to keep; the picture is shown rather than saved."""
    if found.figures is None:
        raise LookupError("a file waits for its figures")
    language = asking.say.language
    if ending == "svg":
        text = still(found, still_words(found, directory, asking), centre=around)
        return _sent(text, ending, "inline", 200 if text else 413)
    return _sent(network_file(ending, found.part, found.figures, language), ending, "attachment")


def still_words(found: Analysis, directory: Directory, asking: Asking) -> StillWords:
    """The names in the still picture."""
    language, terms = asking.say.language, directory.guide.terms
    return StillWords(
        title=asking.say("The network by country"),
        names={body.slug: short_name(body, language) for body in found.part.organisations},
        countries={code: terms.label("countries", code, language) for code in (*LANES, OTHERS)},
    )


def island_data(found: Analysis, directory: Directory, asking: Asking) -> Response:
    """Bodies as [slug, name, x, y, degree, role], links as [from, to, marks]; the numbers of bodies stand for them."""
    if found.figures is None:
        return Response(status_code=202, headers={**SECURITY_HEADERS, "Retry-After": "2"})
    language = asking.say.language
    number = {node.slug: index for index, node in enumerate(found.figures.nodes)}
    nodes = [
        [node.slug, short_name(body, language), node.x, node.y, node.degree, _ROLES[role_of(body.kind)]]
        for node, body in zip(found.figures.nodes, found.part.organisations, strict=True)
    ]
    links = [
        [
            number[tie.source],
            number[tie.target],
            (_CROSSES if tie.cross_border else 0) | (0 if tie.status is RelationStatus.DOCUMENTED else _READING),
        ]
        for tie in found.part.referrals
    ]
    words = still_words(found, directory, asking)
    lanes = [words.countries[code] for code in (*LANES, OTHERS)]
    return Response(
        orjson.dumps({"lanes": lanes, "nodes": nodes, "links": links}),
        media_type="application/json",
        headers={**SECURITY_HEADERS, "Cache-Control": "private, max-age=60"},
    )


def _sent(text: str, ending: str, manner: str, status: int = 200) -> Response:
    headers = {**SECURITY_HEADERS, "Content-Disposition": f'{manner}; filename="network.{ending}"'}
    if ending == "svg":  # the picture brings its own style, and nothing else may run in it
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return Response(text, status, headers, _TYPES[ending])
