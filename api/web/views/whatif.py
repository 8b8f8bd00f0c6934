"""What a loss would break, told: bodies cut off, services that would lack, ways that would end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from api.web.cell_marks import cell_mark
from api.web.views.contact import Asking
from api.web.views.names import Body, area_names, body_of
from graph_directory.analysing import WhatIf
from graph_directory.coverage import CoverageCell
from graph_directory.directory import Directory
from graph_directory.model import Organisation, Slug
from graph_directory.vocabulary import CoverageState

_MOST_FIELDS: Final = 60


@dataclass(frozen=True, slots=True)
class LostField:
    """A service that would lack or be there less well: what would be left, for which themes and in which areas."""

    service: str
    mark: Markup
    state: str
    themes: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LostWays:
    """Bodies that one body could no longer reach by any chain of ties."""

    start: Body
    goals: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class LossView:
    """The panel of a what-if."""

    removed: tuple[Body, ...]
    cut_off: tuple[Body, ...]
    fields: tuple[LostField, ...]
    more_fields: int
    ways: tuple[LostWays, ...]
    broken: int
    broken_across: int

    @property
    def harmless(self) -> bool:
        """Whether nothing hangs on them but their own ties."""
        return not (self.cut_off or self.fields or self.ways)


async def loss_view(found: WhatIf, directory: Directory, asking: Asking) -> LossView:
    """The panel in one language."""
    slugs = {*found.loss.cut_off, *(slug for way in found.loss.ways for slug in way)}
    read = await directory.reader.organisations(sorted(slugs))
    language = asking.say.language
    bodies = {slug: body_of(one, directory, language) for slug, one in read.items()}
    fields = _fields(found.cells, directory, asking)
    return LossView(
        removed=tuple(body_of(one, directory, language) for one in found.removed),
        cut_off=_named(found.loss.cut_off, bodies),
        fields=fields[:_MOST_FIELDS],
        more_fields=max(len(fields) - _MOST_FIELDS, 0),
        ways=_ways(found.loss.ways, bodies),
        broken=len(found.loss.broken),
        broken_across=sum(tie.cross_border for tie in found.loss.broken),
    )


def lost_slugs(found: WhatIf) -> frozenset[Slug]:
    """The bodies to mark in a picture: those taken out and those cut off."""
    return frozenset({*found.loss.cut_off, *(body.slug for body in found.removed)})


def _named(slugs: Sequence[Slug], bodies: Mapping[Slug, Body]) -> tuple[Body, ...]:
    return tuple(sorted((bodies[slug] for slug in slugs if slug in bodies), key=lambda one: one.name.text.casefold()))


def _ways(ways: Sequence[tuple[Slug, Slug]], bodies: Mapping[Slug, Body]) -> tuple[LostWays, ...]:
    """By start, those who lose most first."""
    lost = Counter(start for start, _ in ways)
    return tuple(
        LostWays(bodies[start], _named([goal for begin, goal in ways if begin == start], bodies))
        for start, _ in sorted(lost.items(), key=lambda item: (-item[1], item[0]))
        if start in bodies
    )


def _fields(cells: Sequence[CoverageCell], directory: Directory, asking: Asking) -> tuple[LostField, ...]:
    """Cells of one service and state in one line: the worst first."""
    grouped: dict[tuple[str, CoverageState], list[CoverageCell]] = {}
    for cell in cells:
        grouped.setdefault((cell.service.value, cell.state), []).append(cell)
    order = list(CoverageState)
    keys = sorted(grouped, key=lambda key: (-order.index(key[1]), -len(grouped[key]), key))
    language, terms = asking.say.language, directory.guide.terms
    return tuple(
        LostField(
            service=terms.label("services", service, language),
            mark=cell_mark(state),
            state=terms.label("coverage_states", state, language),
            themes=tuple(terms.label("themes", one, language) for one in _once(cell.theme for cell in found)),
            areas=tuple(area_names([one], directory, language) for one in _once(cell.area for cell in found)),
        )
        for (service, state) in keys
        if (found := grouped[service, state])
    )


def _once(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def without_unknown(
    typed: Sequence[str], known: Mapping[str, Organisation | None]
) -> tuple[tuple[Slug, ...], tuple[str, ...]]:
    """The bodies to take out by slug, and what was typed for those that are not in the directory."""
    slugs = tuple(dict.fromkeys(found.slug for text in typed if (found := known.get(text))))
    return slugs, tuple(text for text in typed if not known.get(text))
