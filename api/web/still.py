"""A part of the network as one SVG file that needs nothing else: for a page without script, for print, for a report."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import escape

from graph_directory.analysing import Analysis
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.network import LANES, NodeFigures
from graph_directory.network.layout import OTHERS, role_of
from graph_directory.vocabulary import RelationStatus

WIDTH: Final = 1600
HEIGHT: Final = 1000
MOST_BODIES: Final = 800
"""More cannot be told apart on a sheet."""
_SIZE: Final = f'width="{WIDTH}" height="{HEIGHT}"'
_TOP: Final = 60
_LABELLED: Final = 28
_ALL: Final = (*LANES, OTHERS)
_STYLE: Final = """
svg{font-family:"Atkinson Next",system-ui,sans-serif;background:#fff}
text{fill:#15232B;font-size:21px;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.lane{font-size:24px;font-weight:700}.e{fill:none;stroke:#5A6870;stroke-width:1;opacity:.5}
.x{stroke:#97195F;stroke-width:1.6;opacity:.75}.inf{stroke-dasharray:5 4}
.n{fill:#fff;stroke:#0A5563;stroke-width:2}
.b{stroke:#97195F;stroke-width:3;stroke-dasharray:14 5 4 5}
@media (prefers-color-scheme:dark){svg{background:#162229}text{fill:#EEF1EE;stroke:#162229}.e{stroke:#9BA9AE}
.x{stroke:#F093C3}
.n{fill:#162229;stroke:#83CBD7}.b{stroke:#F093C3}}
@media print{svg{background:#fff}text{fill:#15232B;stroke:#fff}.n{fill:#fff;stroke:#0A5563}}
"""


@dataclass(frozen=True, slots=True)
class StillWords:
    """The words in a still picture; `names` are short names by slug, `countries` names of lanes by code."""

    title: str
    names: Mapping[Slug, str]
    countries: Mapping[str, str]


def still(found: Analysis, words: StillWords) -> str:
    """The picture; empty where there are no figures to place bodies by, or more bodies than can be told apart."""
    if found.figures is None or len(found.part.organisations) > MOST_BODIES:
        return ""
    lanes = _used(found.figures.nodes)
    nodes = {node.slug: _within(node, lanes) for node in found.figures.nodes}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {_SIZE} role="img">',
        f"<title>{escape(words.title)}</title><style>{_STYLE}</style>",
        *_lanes([_ALL[number] for number in lanes], words),
        *(_line(tie, nodes) for tie in sorted(found.part.referrals, key=lambda tie: tie.cross_border)),
        *(_body(body, nodes[body.slug]) for body in found.part.organisations),
        *_labels(nodes, words),
        "</svg>",
    ]
    return "\n".join(parts)


def place(node: NodeFigures) -> tuple[float, float]:
    """Where a body stands, in the picture's own units."""
    return round(node.x * WIDTH, 1), round(_TOP + node.y * (HEIGHT - _TOP), 1)


def _used(nodes: Sequence[NodeFigures]) -> range:
    """The lanes from the first that somebody stands in to the last: they share the width of the picture."""
    lanes = [min(int(node.x * len(_ALL)), len(_ALL) - 1) for node in nodes]
    return range(min(lanes, default=0), max(lanes, default=len(_ALL) - 1) + 1)


def _within(node: NodeFigures, lanes: range) -> NodeFigures:
    return replace(node, x=(node.x * len(_ALL) - lanes.start) / len(lanes))


def _lanes(lanes: Sequence[str], words: StillWords) -> Iterator[str]:
    wide = WIDTH / len(lanes)
    for number, code in enumerate(lanes):
        yield f'<text class="lane" x="{number * wide + 16:g}" y="34">{escape(words.countries.get(code, code))}</text>'
        if number:
            yield f'<path class="b" d="M{number * wide:g} 8V{HEIGHT}"/>'


def _line(tie: Referral, nodes: Mapping[Slug, NodeFigures]) -> str:
    (x1, y1), (x2, y2) = place(nodes[tie.source]), place(nodes[tie.target])
    style = "e x" if tie.cross_border else "e"
    style += "" if tie.status is RelationStatus.DOCUMENTED else " inf"
    bend = (x1 + x2) / 2 + (y2 - y1) * 0.12
    return f'<path class="{style}" d="M{x1:g} {y1:g}Q{bend:g} {(y1 + y2) / 2:g} {x2:g} {y2:g}"/>'


def _body(body: Organisation, node: NodeFigures) -> str:
    x, y = place(node)
    size = min(4 + node.degree**0.5 * 1.4, 16)
    role = role_of(body.kind)
    if role == "authority":
        return f'<rect class="n" x="{x - size:g}" y="{y - size:g}" width="{2 * size:g}" height="{2 * size:g}"/>'
    if role == "coordination":
        far = size * 1.35
        return f'<path class="n" d="M{x:g} {y - far:g}l{far:g} {far:g}-{far:g} {far:g}-{far:g}-{far:g}z"/>'
    return f'<circle class="n" cx="{x:g}" cy="{y:g}" r="{size:g}"/>'


def _labels(nodes: Mapping[Slug, NodeFigures], words: StillWords) -> Iterator[str]:
    """Names of the best tied bodies, as many as find room."""
    taken: list[tuple[float, float, float]] = []
    order = sorted(nodes.values(), key=lambda node: (-node.degree, node.slug))
    for node in order:
        x, y = place(node)
        text = textwrap.shorten(words.names.get(node.slug, node.slug), 26, placeholder="…")
        wide = len(text) * 10.5
        left = x + 18 if x + 18 + wide < WIDTH else x - 18 - wide
        if any(abs(y - other) < 26 and left < right and start < left + wide for start, right, other in taken):
            continue
        taken.append((left, left + wide, y))
        yield f'<text x="{left:g}" y="{y + 7:g}">{escape(text)}</text>'
        if len(taken) == _LABELLED:
            return
