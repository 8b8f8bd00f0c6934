"""The network for other programs: GraphML, GEXF (Gephi), CSV and JSON; the same records give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from graph_directory.model import Organisation, Referral
from graph_directory.naming import display_name, short_name
from graph_directory.network import NetworkFigures, NodeFigures
from graph_directory.network.graph import MUTUAL
from graph_directory.network.layout import role_of
from graph_directory.questions import Subgraph
from graph_directory.vocabulary import RelationStatus

Value: TypeAlias = str | int | float | bool
Row: TypeAlias = Mapping[str, Value]

_SCALE: Final = 1000
"""Places run from 0 to this in a file, y upwards, as drawing programs have it."""
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_GEXF: Final = "http://gexf.net/1.3"
_GRAPHML_TYPES: Final = {str: "string", int: "int", float: "double", bool: "boolean"}
_GEXF_TYPES: Final = {str: "string", int: "integer", float: "double", bool: "boolean"}


def network_file(ending: str, part: Subgraph, figures: NetworkFigures, language: str = "en") -> str:
    """A part of the network as the text of a file. Raises KeyError for an ending that is not among `ENDINGS`."""
    figure = {node.slug: node for node in figures.nodes}
    bodies = [_body(one, figure[one.slug], language) for one in part.organisations]
    named = {str(row["id"]): row for row in bodies}
    return _WRITERS[ending](bodies, [_tie(one, named) for one in part.referrals])


def _body(body: Organisation, figure: NodeFigures, language: str) -> Row:
    return {
        "id": body.slug,
        "label": short_name(body, language),
        "name": display_name(body, language),
        "country": body.country,
        "kind": body.kind.value,
        "role": role_of(body.kind),
        "areas": " ".join(body.areas),
        "themes": " ".join(body.themes),
        "degree": figure.degree,
        "betweenness": figure.betweenness,
        "articulation": figure.articulation,
        "community": figure.community,
        "x": round(figure.x * _SCALE, 3),
        "y": round((1 - figure.y) * _SCALE, 3),
    }


def _tie(tie: Referral, bodies: Mapping[str, Row]) -> Row:
    return {
        "id": tie.slug,
        "source": tie.source,
        "target": tie.target,
        "source_name": bodies[tie.source]["name"],
        "target_name": bodies[tie.target]["name"],
        "kind": tie.kind.value,
        "cross_border": tie.cross_border,
        "documented": tie.status is RelationStatus.DOCUMENTED,
        "both_ways": tie.kind in MUTUAL,
        "themes": " ".join(tie.themes),
        "confirmed_by_source": tie.confirmed_by_source or "",
        "confirmed_by_target": tie.confirmed_by_target or "",
        "newest_source": tie.newest_source_date or "",
        "condition": tie.condition,
    }


def _attributes(row: Row, without: Sequence[str]) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name not in without}


# ---- XML -------------------------------------------------------------------------------------------

_BODY_OWN: Final = ("id",)
_TIE_OWN: Final = ("id", "source", "target", "source_name", "target_name")


def _graphml(bodies: Sequence[Row], ties: Sequence[Row]) -> str:
    return "\n".join(_graphml_lines(bodies, ties)) + "\n"


def _graphml_lines(bodies: Sequence[Row], ties: Sequence[Row]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for sort, rows, own in (("node", bodies, _BODY_OWN), ("edge", ties, _TIE_OWN)):
        for name, value in _attributes(rows[0], own).items() if rows else ():
            kind = _GRAPHML_TYPES[type(value)]
            yield f'<key id="{sort}-{name}" for="{sort}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="network" edgedefault="directed">'
    for row in bodies:
        yield f"<node id={_quoted(row['id'])}>{_data('node', _attributes(row, _BODY_OWN))}</node>"
    for row in ties:
        ends = f"source={_quoted(row['source'])} target={_quoted(row['target'])}"
        yield f"<edge id={_quoted(row['id'])} {ends}>{_data('edge', _attributes(row, _TIE_OWN))}</edge>"
    yield "</graph></graphml>"


def _data(sort: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{sort}-{name}">{escape(_said(value))}</data>' for name, value in values.items())


def _gexf(bodies: Sequence[Row], ties: Sequence[Row]) -> str:
    return "\n".join(_gexf_lines(bodies, ties)) + "\n"


def _gexf_lines(bodies: Sequence[Row], ties: Sequence[Row]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<gexf xmlns="{_GEXF}" xmlns:viz="{_GEXF}/viz" version="1.3">'
    yield '<graph defaultedgetype="directed" mode="static">'
    own = {"node": ("id", "label", "x", "y"), "edge": _TIE_OWN}
    for sort, rows in (("node", bodies), ("edge", ties)):
        yield f'<attributes class="{sort}">'
        for name, value in _attributes(rows[0], own[sort]).items() if rows else ():
            yield f'<attribute id="{name}" title="{name}" type="{_GEXF_TYPES[type(value)]}"/>'
        yield "</attributes>"
    yield "<nodes>"
    for row in bodies:
        place = f'<viz:position x="{row["x"]}" y="{row["y"]}" z="0.0"/>'
        values = _values(_attributes(row, own["node"]))
        yield f"<node id={_quoted(row['id'])} label={_quoted(row['label'])}>{values}{place}</node>"
    yield "</nodes><edges>"
    for row in ties:
        # without its kind, Gephi takes a second link between the same two bodies for the first again
        ends = f"source={_quoted(row['source'])} target={_quoted(row['target'])} kind={_quoted(row['kind'])}"
        yield f"<edge id={_quoted(row['id'])} {ends}>{_values(_attributes(row, own['edge']))}</edge>"
    yield "</edges></graph></gexf>"


def _values(values: Mapping[str, Value]) -> str:
    inside = "".join(f'<attvalue for="{name}" value={_quoted(value)}/>' for name, value in values.items())
    return f"<attvalues>{inside}</attvalues>"


def _quoted(value: Value) -> str:
    return quoteattr(_said(value))


def _said(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else _NOT_XML.sub("", str(value))


# ---- tables and data -------------------------------------------------------------------------------


def _links_csv(_: Sequence[Row], ties: Sequence[Row]) -> str:
    return table(ties)


def _bodies_csv(bodies: Sequence[Row], _: Sequence[Row]) -> str:
    return table(bodies)


def table(rows: Sequence[Row]) -> str:
    """Rows of the same columns as CSV; what a spreadsheet would take for a formula is kept from being one."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _json(bodies: Sequence[Row], ties: Sequence[Row]) -> str:
    return json.dumps({"bodies": list(bodies), "links": list(ties)}, ensure_ascii=False, indent=1) + "\n"


_WRITERS: Final[Mapping[str, Callable[[Sequence[Row], Sequence[Row]], str]]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _links_csv,
    "bodies.csv": _bodies_csv,
    "json": _json,
}
ENDINGS: Final = tuple(_WRITERS)
"""The kinds of file that there are."""
