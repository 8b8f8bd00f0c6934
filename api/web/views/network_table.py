"""The bodies of a part of the network with their weight, sorted as asked; and the links that need a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.web.network_form import NetworkForm
from api.web.views.contact import Asking
from api.web.views.links import LinkWriter
from api.web.views.names import Body, body_of
from graph_directory.analysing import Analysis, Reckoned
from graph_directory.directory import Directory
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.naming import display_name
from graph_directory.network import NodeFigures, bridging
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
    one_way: int | None
    confirmed: int | None
    both_ways: int | None
    components: int | None
    sampled: int | None
    looks: tuple[Look, ...]
    joiners: tuple[Joiner, ...]
    work: Progress | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the figures are: seconds so far, and the share that is done in per cent."""

    seconds: int
    done: int


def network_table(found: Analysis, form: NetworkForm, directory: Directory, asking: Asking) -> NetworkTable:
    """The page's values in one language; only what is shown is written, so a large network costs no more."""
    part, figures = found.part, found.figures
    ties = found.reckoned.ties if found.reckoned else None
    pages = max((len(part.organisations) + ROWS - 1) // ROWS, 1)
    first = (min(form.page, pages) - 1) * ROWS
    writer = _Writer({one.slug: one for one in part.organisations}, directory, asking)
    return NetworkTable(
        rows=_shown(found, form, writer, first),
        bodies=len(part.organisations),
        pages=pages,
        links=len(part.referrals),
        crossing=sum(tie.cross_border for tie in part.referrals),
        one_way=len(ties.one_way) if ties else None,
        confirmed=len(part.referrals) - len(ties.unconfirmed) - len(ties.half_confirmed) if ties else None,
        both_ways=len(ties.mutual) if ties else None,
        components=figures.components if figures else None,
        sampled=figures.sampled if figures else None,
        looks=_looks(found.reckoned, writer) if found.reckoned else (),
        joiners=_joiners(found, form, writer),
        work=None if figures else progress_of(found),
    )


def progress_of(found: Analysis) -> Progress:
    """How far figures are that are not there yet."""
    work = found.work
    return Progress(max(round(work.seconds), 1), round(work.done * 100)) if work else Progress(1, 0)


@dataclass(frozen=True, slots=True)
class _Writer:
    organisations: Mapping[Slug, Organisation]
    directory: Directory
    asking: Asking

    def body(self, slug: Slug) -> Body:
        return body_of(self.organisations[slug], self.directory, self.asking.say.language)

    def name(self, slug: Slug) -> str:
        return display_name(self.organisations[slug], self.asking.say.language).casefold()

    def kind(self, slug: Slug) -> str:
        kind = self.organisations[slug].kind
        return self.directory.guide.terms.label("kinds", kind, self.asking.say.language).casefold()


def _shown(found: Analysis, form: NetworkForm, writer: _Writer, first: int) -> tuple[BodyRow, ...]:
    known = {node.slug: node for node in found.figures.nodes} if found.figures else {}
    degree = Counter(end for tie in found.part.referrals for end in (tie.source, tie.target))
    order = sorted((one.slug for one in found.part.organisations), key=_order(form.sort, writer, degree, known))
    most = max((node.betweenness for node in known.values()), default=0.0) or 1.0
    return tuple(_row(writer.body(slug), degree[slug], known.get(slug), most) for slug in order[first : first + ROWS])


def _row(body: Body, links: int, node: NodeFigures | None, most: float) -> BodyRow:
    if node is None:
        return BodyRow(body, links, None, 0, False, None)
    bar = round(20 * node.betweenness / most)
    return BodyRow(body, links, node.betweenness, bar, node.articulation, node.community + 1)


def _order(
    sort: str, writer: _Writer, degree: Mapping[Slug, int], known: Mapping[Slug, NodeFigures]
) -> Callable[[Slug], tuple[Any, ...]]:
    """What bodies are sorted by; by links where the figure asked for is not there yet."""
    keys: dict[str, Callable[[Slug], Any]] = {
        "links": lambda slug: -degree[slug],
        "name": writer.name,
        "country": lambda slug: writer.organisations[slug].country,
        "kind": writer.kind,
    }
    if known:
        keys |= {"through": lambda slug: -known[slug].betweenness, "group": lambda slug: known[slug].community}
    key = keys.get(sort) or keys["links"]
    return lambda slug: (key(slug), slug)


def _looks(reckoned: Reckoned, writer: _Writer) -> tuple[Look, ...]:
    """What needs a look, what matters most first: across a border, the oldest; bridges between bodies of many links."""
    ties, bridges = reckoned.ties, reckoned.network.bridges
    degree = {node.slug: node.degree for node in reckoned.network.nodes}
    across = [tie for tie in ties.unconfirmed if tie.cross_border and tie.status is RelationStatus.DOCUMENTED]
    sorts: Mapping[str, Sequence[Referral]] = {
        "one_way": ties.one_way,
        "unconfirmed": across,
        "stale": sorted(ties.stale, key=lambda tie: (not tie.cross_border, tie.newest_source_date or "")),
        "bridges": sorted(bridges, key=lambda tie: -min(degree[tie.source], degree[tie.target])),
    }
    return tuple(
        Look(key, tuple(_tie_row(tie, writer) for tie in found[:_MOST_TIES]), len(found))
        for key, found in sorts.items()
        if found
    )


def _tie_row(tie: Referral, writer: _Writer) -> TieRow:
    bodies = {end: writer.body(end) for end in (tie.source, tie.target)}
    told = LinkWriter(bodies, writer.directory.guide.terms, writer.asking.say, writer.asking.at.date())
    return TieRow(
        source=bodies[tie.source],
        target=bodies[tie.target],
        kind=told.kind(tie, True),
        documented=tie.status is RelationStatus.DOCUMENTED,
        cross_border=tie.cross_border,
        stated=told.stated(tie),
    )


def _joiners(found: Analysis, form: NetworkForm, writer: _Writer) -> tuple[Joiner, ...]:
    if len(form.join) < 2:
        return ()
    pair = (ThemeCode(form.join[0]), ThemeCode(form.join[1]))
    return tuple(
        Joiner(writer.body(one.organisation), one.mandated, len(one.ties), one.across)
        for one in bridging(found.part, pair, form.between)
    )
