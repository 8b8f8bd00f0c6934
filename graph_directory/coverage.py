"""Where which service is there for somebody across the border: a cell for each area, theme and service, with causes.

A body counts fully when a contact is recorded that works from abroad, its sources are not old, it is open at the hour
asked about, and it works for the area rather than for a whole country. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.freshness import freshness_of
from graph_directory.hours import is_open, next_opening
from graph_directory.model import AreaCode, ContactPoint, CountryCode, Organisation, Slug
from graph_directory.questions import Reason
from graph_directory.vocabulary import (
    Confidence,
    CoverageState,
    FreshnessState,
    OrganisationStatus,
    ServiceCode,
    TargetGroup,
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
_RANK: Final = {state: rank for rank, state in enumerate(_ORDER)}
_EXPLAINED: Final = frozenset({CoverageState.STALE_ONLY, CoverageState.UNREACHABLE, CoverageState.CLOSED_ONLY})
_MOST_CAUSES: Final = 6
_ROW_LEVELS: Final[Mapping[CountryCode, int]] = {"NL": 2, "BE": 2, "LU": 2, "DE": 1, "FR": 1}


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
    """Which cells: every area with every theme and every service; for whom, and at which hour (None: any)."""

    areas: Sequence[AreaCode]
    themes: Sequence[ThemeCode]
    services: Sequence[ServiceCode]
    group: TargetGroup | None = None
    at: datetime | None = None

    @property
    def cells(self) -> int:
        """How many cells that makes."""
        return len(self.areas) * len(self.themes) * len(self.services)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one body serves somebody abroad, wherever the need is, and why not further."""

    state: CoverageState
    cause: Reason | None = None


@dataclass(frozen=True, slots=True)
class CoverageData:
    """What cells are judged by: the bodies, their contact points, the tree of areas and the day."""

    organisations: Sequence[Organisation]
    contact_points: Mapping[Slug, Sequence[ContactPoint]]
    areas: AreaTree
    today: date
    _standings: dict[tuple[Slug, datetime | None], Standing] = field(default_factory=dict)

    def standing(self, body: Organisation, at: datetime | None = None) -> Standing:
        """How far a body serves at all; judged once."""
        key = (body.slug, at)
        if key not in self._standings:
            self._standings[key] = self._judged(body, at)
        return self._standings[key]

    def _judged(self, body: Organisation, at: datetime | None) -> Standing:
        name = {"name": f"org:{body.slug}"}
        if self._has_ended(body):
            return Standing(CoverageState.CLOSED_ONLY, Reason("coverage_body_ended", 0.0, name))
        usable = [point for point in self.contact_points.get(body.slug, ()) if self._works_from_abroad(point)]
        if not usable and not (body.access and body.access.via):
            return Standing(CoverageState.UNREACHABLE, Reason(self._why_unreachable(body), 0.0, name))
        if at and usable and (closed := self._closed(body, usable, at)):
            return Standing(CoverageState.CLOSED_ONLY, closed)
        if self._is_old(body, usable):
            dated = {"date": body.newest_source_date} if body.newest_source_date else {}
            code = "coverage_body_old" if dated else "coverage_body_old_undated"
            return Standing(CoverageState.STALE_ONLY, Reason(code, 0.0, {**name, **dated}))
        return Standing(CoverageState.COVERED)

    def _has_ended(self, body: Organisation) -> bool:
        return body.status is OrganisationStatus.ENDED or self._is_past(body.valid_to)

    def _is_past(self, day: str | None) -> bool:
        return day is not None and day < self.today.isoformat()[: len(day)]

    def _works_from_abroad(self, point: ContactPoint) -> bool:
        if self._is_past(point.valid_to):
            return False
        return bool(point.emails) or any(phone.reachable_from_abroad is not False for phone in point.phones)

    def _why_unreachable(self, body: Organisation) -> str:
        points = self.contact_points.get(body.slug, ())
        if any(point.phones for point in points):
            return "coverage_body_home_number_only"
        return "coverage_body_page_only" if any(point.urls for point in points) else "coverage_body_no_contact"

    def _closed(self, body: Organisation, usable: Sequence[ContactPoint], at: datetime) -> Reason | None:
        """Why nobody answers at that hour; None where somebody does or where it is not known."""
        if any(point.hours is None or is_open(point.hours, body.country, at) is not False for point in usable):
            return None
        found = (next_opening(point.hours, body.country, at) for point in usable if point.hours)
        openings = sorted(opening for opening in found if opening)
        facts = {"name": f"org:{body.slug}"}
        if openings:
            return Reason("coverage_body_opens", 0.0, {**facts, "opens": f"time:{openings[0].isoformat()}"})
        return Reason("coverage_body_closed", 0.0, facts)

    def _is_old(self, body: Organisation, usable: Sequence[ContactPoint]) -> bool:
        """Whether nobody has looked for years: at any way to reach it, or at the body where those are undated."""
        states = {_state(point.newest_source_date, point.confidence, self.today) for point in usable}
        dated = states - {FreshnessState.UNVERIFIED}
        if dated:
            return dated == {FreshnessState.STALE}
        return _state(body.newest_source_date, Confidence.CURRENT, self.today) is FreshnessState.STALE


def _state(newest: str | None, confidence: Confidence, today: date) -> FreshnessState:
    return freshness_of(newest, confidence, today).state


def rows(areas: AreaTree, countries: Sequence[CountryCode]) -> tuple[AreaCode, ...]:
    """The areas that a table of coverage lists: provinces at home, and the neighbours' regions along the border."""
    found = [
        area
        for area in areas.by_code.values()
        if area.country in countries
        and area.level == _ROW_LEVELS.get(area.country or "")
        and (area.touches_benelux or _ROW_LEVELS.get(area.country or "") != 1)
    ]
    return tuple(area.code for area in sorted(found, key=lambda one: (countries.index(one.country or ""), one.code)))


def coverage(question: CoverageQuestion, data: CoverageData) -> Iterator[CoverageCell]:
    """The cells by area, theme and service, in the order asked."""
    if question.at:  # there is no end of moments: what holds at one is not kept for the next question
        data = replace(data, _standings={})
    fitting = _by_field(question, data)
    for area in question.areas:
        here = _ranks(area, question.at, data)
        for theme in question.themes:
            for service in question.services:
                able = fitting.get((theme, service), ())
                bodies = [(here[body.slug], body) for body in able if body.slug in here]
                yield _cell((area, theme, service), bodies, question.at, data)


def worse(after: CoverageState, before: CoverageState) -> bool:
    """Whether a state is further from covered than another."""
    return _RANK[after] > _RANK[before]


def lost_cells(question: CoverageQuestion, data: CoverageData, removed: Collection[Slug]) -> Iterator[CoverageCell]:
    """The cells that are covered worse without some bodies, as they would then be."""
    rest = tuple(body for body in data.organisations if body.slug not in removed)
    without = CoverageData(rest, data.contact_points, data.areas, data.today)
    for before, after in zip(coverage(question, data), coverage(question, without), strict=True):
        if worse(after.state, before.state):
            yield after


def _by_field(
    question: CoverageQuestion, data: CoverageData
) -> Mapping[tuple[ThemeCode, ServiceCode], Sequence[Organisation]]:
    found: defaultdict[tuple[ThemeCode, ServiceCode], list[Organisation]] = defaultdict(list)
    for body in data.organisations:
        if question.group is None or _serves(body, question.group):
            for theme in dict.fromkeys(body.themes):
                for service in dict.fromkeys(body.services):
                    found[theme, service].append(body)
    return found


def _serves(body: Organisation, group: TargetGroup) -> bool:
    """Whether it is there for a group; one that names no group is there for all."""
    return not body.target_groups or group in body.target_groups or TargetGroup.ANY in body.target_groups


def _ranks(area: AreaCode, at: datetime | None, data: CoverageData) -> Mapping[Slug, int]:
    """How good each body that works there is for the area: the place of its state among all."""
    near = data.areas.around(area)
    ranks: dict[Slug, int] = {}
    for body in data.organisations:
        if not near.isdisjoint(body.areas):
            state = data.standing(body, at).state
            if state is CoverageState.COVERED and not _is_local(body, area, data.areas):
                state = CoverageState.NATIONAL_ONLY
            ranks[body.slug] = _RANK[state]
    return ranks


def _cell(
    place: tuple[AreaCode, ThemeCode, ServiceCode],
    bodies: Sequence[tuple[int, Organisation]],
    at: datetime | None,
    data: CoverageData,
) -> CoverageCell:
    """The best state that any of the bodies gives, those that give it, and why none gives a better one."""
    area, theme, service = place
    best = min((rank for rank, _ in bodies), default=_RANK[CoverageState.NONE])
    state, carrying = _ORDER[best], [body for rank, body in bodies if rank == best]
    facts = {
        "area": "area:" + area,  # added, not formatted: this is done some ten thousand times
        "theme": "term:themes:" + theme,
        "service": "term:services:" + service,
        "number": str(len(carrying)),
    }
    code = "coverage_" + state + ("_one" if len(carrying) == 1 else "")
    found = [data.standing(body, at).cause for body in carrying[:_MOST_CAUSES]] if state in _EXPLAINED else []
    causes = (Reason(code, 0.0, facts), *(cause for cause in found if cause))
    return CoverageCell(area, theme, service, state, tuple(sorted(body.slug for body in carrying)), causes)


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
