"""The bodies of a part of the network with their weight, sorted as asked; and the links that need a look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.web.network_form import NetworkForm
from api.web.views.contact import Asking
from api.web.views.links import LinkWriter
from api.web.views.names import Body, body_of
from graph_directory.analysing import Analysis
from graph_directory.directory import Directory
from graph_directory.model import Referral, Slug
from graph_directory.network import NodeFigures, TieFigures, bridging, tie_figures
from graph_directory.vocabulary import RelationStatus, ThemeCode

ROWS: Final = 50
_MOST_TIES: Final = 30


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body with its weight; the figures are None while they are being reckoned."""

    body: Body
    links: int
    through: float | None
    bar: int
    joint: bool
    group: int | None


@dataclass(frozen=True, slots=True)
class TieRow:
    """A link as a line: from, what, to."""

    source: Body
    target: Body
    kind: str
    documented: bool
    cross_border: bool
    stated: str


@dataclass(frozen=True, slots=True)
class Look:
    """Links of one sort that need a look: the first of them, and how many there are."""

    key: str
    ties: tuple[TieRow, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Joiner:
    """A body that joins two themes."""

    body: Body
    mandated: bool
    ties: int
    across: int


@dataclass(frozen=True, slots=True)
class NetworkTable:
    """A page of the table, the numbers above it and the links to look at below."""

    rows: tuple[BodyRow, ...]
    bodies: int
    pages: int
    links: int
    crossing: int
    one_way: int
    confirmed: int
    components: int | None
    answered: float | None
    sampled: int | None
    looks: tuple[Look, ...]
    joiners: tuple[Joiner, ...]
    seconds: int


def network_table(found: Analysis, form: NetworkForm, directory: Directory, asking: Asking) -> NetworkTable:
    """The page's values in one language."""
    part, figures = found.part, found.figures
    bodies = {one.slug: body_of(one, directory, asking.say.language) for one in part.organisations}
    ties = tie_figures(part.referrals, asking.at.date())
    rows = _rows(found, bodies, form)
    first = (min(form.page, _pages(len(rows))) - 1) * ROWS
    return NetworkTable(
        rows=rows[first : first + ROWS],
        bodies=len(rows),
        pages=_pages(len(rows)),
        links=len(part.referrals),
        crossing=len(ties.crossing),
        one_way=len(ties.one_way),
        confirmed=len(part.referrals) - len(ties.unconfirmed) - len(ties.half_confirmed),
        components=figures.components if figures else None,
        answered=figures.reciprocity if figures else None,
        sampled=figures.sampled if figures else None,
        looks=_looks(ties, figures.bridges if figures else (), bodies, directory, asking),
        joiners=_joiners(found, bodies, form),
        seconds=round(found.seconds),
    )


def _pages(rows: int) -> int:
    return max((rows + ROWS - 1) // ROWS, 1)


def _rows(found: Analysis, bodies: Mapping[Slug, Body], form: NetworkForm) -> tuple[BodyRow, ...]:
    nodes = found.figures.nodes if found.figures else ()
    most = max((node.betweenness for node in nodes), default=0.0) or 1.0
    rows = [_row(bodies[node.slug], node, most) for node in nodes]
    if not nodes:
        degree: dict[Slug, int] = {}
        for tie in found.part.referrals:
            for end in (tie.source, tie.target):
                degree[end] = degree.get(end, 0) + 1
        rows = [BodyRow(body, degree.get(slug, 0), None, 0, False, None) for slug, body in bodies.items()]
    return tuple(sorted(rows, key=_order(form.sort)))


def _row(body: Body, node: NodeFigures, most: float) -> BodyRow:
    bar = round(20 * node.betweenness / most)
    return BodyRow(body, node.degree, node.betweenness, bar, node.articulation, node.community + 1)


def _order(sort: str) -> Callable[[BodyRow], tuple[Any, ...]]:
    keys: Mapping[str, Callable[[BodyRow], Any]] = {
        "name": lambda row: row.body.name.text.casefold(),
        "country": lambda row: row.body.country,
        "kind": lambda row: row.body.kind.casefold(),
        "links": lambda row: -row.links,
        "through": lambda row: -(row.through or 0.0),
        "group": lambda row: row.group or 0,
    }
    key = keys.get(sort, keys["links"])
    return lambda row: (key(row), row.body.name.text.casefold(), row.body.slug)


def _looks(
    ties: TieFigures,
    bridges: Sequence[Referral],
    bodies: Mapping[Slug, Body],
    directory: Directory,
    asking: Asking,
) -> tuple[Look, ...]:
    writer = LinkWriter(bodies, directory.guide.terms, asking.say, asking.at.date())
    across = [tie for tie in ties.unconfirmed if tie.cross_border and tie.status is RelationStatus.DOCUMENTED]
    sorts: Mapping[str, Sequence[Referral]] = {
        "one_way": ties.one_way,
        "unconfirmed": across,
        "stale": ties.stale,
        "bridges": bridges,
    }
    return tuple(
        Look(key, tuple(_tie_row(tie, writer) for tie in found[:_MOST_TIES]), len(found))
        for key, found in sorts.items()
        if found
    )


def _tie_row(tie: Referral, writer: LinkWriter) -> TieRow:
    return TieRow(
        source=writer.bodies[tie.source],
        target=writer.bodies[tie.target],
        kind=writer.kind(tie, True),
        documented=tie.status.value == "documented",
        cross_border=tie.cross_border,
        stated=writer.stated(tie),
    )


def _joiners(found: Analysis, bodies: Mapping[Slug, Body], form: NetworkForm) -> tuple[Joiner, ...]:
    if len(form.join) < 2:
        return ()
    pair = (ThemeCode(form.join[0]), ThemeCode(form.join[1]))
    return tuple(
        Joiner(bodies[one.organisation], one.mandated, len(one.ties), one.across)
        for one in bridging(found.part, pair, form.between)
    )
