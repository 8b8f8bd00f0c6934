"""Where which service is there: one cell for each area, theme and service, with the bodies and the causes; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.freshness import freshness_of
from graph_directory.model import AreaCode, ContactPoint, Organisation, Slug
from graph_directory.questions import Reason
from graph_directory.vocabulary import (
    Confidence,
    CoverageState,
    FreshnessState,
    OrganisationStatus,
    ServiceCode,
    ThemeCode,
)

_ORDER: Final = (
    CoverageState.COVERED,
    CoverageState.NATIONAL_ONLY,
    CoverageState.STALE_ONLY,
    CoverageState.UNREACHABLE,
    CoverageState.CLOSED_ONLY,
    CoverageState.NONE,
)


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One area, theme and service; `organisations` are those that the state rests on, in slug order."""

    area: AreaCode
    theme: ThemeCode
    service: ServiceCode
    state: CoverageState
    organisations: tuple[Slug, ...]
    causes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class CoverageQuestion:
    """Which cells: every area with every theme and every service."""

    areas: Sequence[AreaCode]
    themes: Sequence[ThemeCode]
    services: Sequence[ServiceCode]

    @property
    def cells(self) -> int:
        """How many cells that makes."""
        return len(self.areas) * len(self.themes) * len(self.services)


@dataclass(frozen=True, slots=True)
class CoverageData:
    """What cells are judged by: the bodies, their contact points, the tree of areas and the day."""

    organisations: Sequence[Organisation]
    contact_points: Mapping[Slug, Sequence[ContactPoint]]
    areas: AreaTree
    today: date
    _stale: dict[Slug, bool] = field(default_factory=dict)

    def is_closed(self, body: Organisation) -> bool:
        """Whether it has ended."""
        ended = body.valid_to is not None and body.valid_to < self.today.isoformat()[: len(body.valid_to)]
        return ended or body.status is OrganisationStatus.ENDED

    def is_reachable(self, body: Organisation) -> bool:
        """Whether somebody can get through: by phone, mail or page, or through another body."""
        points = self.contact_points.get(body.slug, ())
        if any(point.phones or point.emails or point.urls for point in points):
            return True
        return bool(body.access and body.access.via)

    def is_stale(self, body: Organisation) -> bool:
        """Whether nobody has looked for years."""
        if body.slug not in self._stale:
            state = freshness_of(body.newest_source_date, Confidence.CURRENT, self.today).state
            self._stale[body.slug] = state is FreshnessState.STALE
        return self._stale[body.slug]


def coverage(question: CoverageQuestion, data: CoverageData) -> Iterator[CoverageCell]:
    """The cells by area, theme and service, in the order asked."""
    around = {area: data.areas.around(area) for area in question.areas}
    for area in question.areas:
        here = [body for body in data.organisations if not around[area].isdisjoint(body.areas)]
        for theme in question.themes:
            fitting = [body for body in here if theme in body.themes]
            for service in question.services:
                yield _cell(area, theme, service, [body for body in fitting if service in body.services], data)


def worse(after: CoverageState, before: CoverageState) -> bool:
    """Whether a state is further from covered than another."""
    return _ORDER.index(after) > _ORDER.index(before)


def _cell(
    area: AreaCode, theme: ThemeCode, service: ServiceCode, bodies: Sequence[Organisation], data: CoverageData
) -> CoverageCell:
    state, carrying = _judge(area, bodies, data)
    facts = {"area": f"area:{area}", "theme": f"term:themes:{theme.value}", "service": f"term:services:{service.value}"}
    cause = Reason(f"coverage_{state.value}", 0.0, {**facts, "number": str(len(carrying))})
    slugs = tuple(sorted(body.slug for body in carrying))
    return CoverageCell(area, theme, service, state, slugs, (cause,))


def _judge(
    area: AreaCode, bodies: Sequence[Organisation], data: CoverageData
) -> tuple[CoverageState, Sequence[Organisation]]:
    """The best state that any of the bodies gives, and those that give it."""
    if not bodies:
        return CoverageState.NONE, ()
    open_ones = [body for body in bodies if not data.is_closed(body)]
    if not open_ones:
        return CoverageState.CLOSED_ONLY, bodies
    reachable = [body for body in open_ones if data.is_reachable(body)]
    if not reachable:
        return CoverageState.UNREACHABLE, open_ones
    fresh = [body for body in reachable if not data.is_stale(body)]
    if not fresh:
        return CoverageState.STALE_ONLY, reachable
    local = [body for body in fresh if _is_local(body, area, data.areas)]
    return (CoverageState.COVERED, local) if local else (CoverageState.NATIONAL_ONLY, fresh)


def _is_local(body: Organisation, area: AreaCode, areas: AreaTree) -> bool:
    """Whether it works for less than a whole country; in a country without smaller areas its own bodies are local."""
    near = areas.around(area)
    return any(code in near and _is_near(code, area, areas) for code in body.areas)


def _is_near(code: AreaCode, area: AreaCode, areas: AreaTree) -> bool:
    found, asked = areas.get(code), areas.get(area)
    if found is None or asked is None or found.level is None:
        return False
    like_it = [inside for inside in areas.inside(code) if areas.by_code[inside].level == asked.level]
    return found.level > 0 or like_it == [area]


def lost_cells(question: CoverageQuestion, data: CoverageData, removed: Collection[Slug]) -> Iterator[CoverageCell]:
    """The cells that are covered worse without some bodies, as they would then be."""
    rest = tuple(body for body in data.organisations if body.slug not in removed)
    without = CoverageData(rest, data.contact_points, data.areas, data.today)
    for before, after in zip(coverage(question, data), coverage(question, without), strict=True):
        if worse(after.state, before.state):
            yield after
