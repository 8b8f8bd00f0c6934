"""What a step over a referral costs for one case, and which steps may not be taken at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.admission import JOINT, TABLES, WITHOUT_CASES, is_table
from graph_directory.counterparts.case import GENDERS, MINORS, Case
from graph_directory.counterparts.known import is_current
from graph_directory.counterparts.territory import area_fit
from graph_directory.counterparts.ties import BOTH_WAYS
from graph_directory.counterparts.weights import SERVICES_OF_PEERS, services_with_near
from graph_directory.model import CountryCode, Organisation, Referral, Slug
from graph_directory.paths.corridor import Corridor, Walk
from graph_directory.paths.search import Ends, Step, in_order
from graph_directory.vocabulary import (
    OrganisationStatus,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

COST_OF_KIND: Final[Mapping[ReferralKind, float]] = {
    ReferralKind.REFERS: 1.0,
    ReferralKind.MUST_NOTIFY: 0.7,
    ReferralKind.REGISTERS_WITH: 1.0,
    ReferralKind.COORDINATES: 1.1,
    ReferralKind.COUNTERPART_OF: 1.15,
    ReferralKind.LIAISON: 1.2,
    ReferralKind.MAY_NOTIFY: 1.2,
    ReferralKind.FALLS_BACK_TO: 1.4,
    ReferralKind.PARTNER_OF: 1.5,
    ReferralKind.MEMBER_OF: 1.6,
    ReferralKind.SUPERVISES: 1.6,
    ReferralKind.SUCCEEDS: 1.6,
}
INFERRED: Final = 0.15
EXCLUSIVE: Final = -0.2
OTHER_SERVICE: Final = 0.7
"""The tie is there for another service; a duty to notify holds whatever is needed."""
SERVICE_NOT_SAID: Final = 0.2
OTHER_THEME: Final = 0.5
OTHER_PERSON: Final = 1.0
THIRD_COUNTRY: Final = 1.5
ANOTHER_AREA: Final = 0.4
TAKES_NO_CASES: Final = 1.5
ONLY_A_TABLE: Final = 0.8
BY_THE_SIDE_DOOR: Final = 0.6
OVER_A_DESK: Final = 1.0
STANDS_IN: Final = 0.4
_OPENS_A_DOOR: Final = frozenset(
    {
        ReferralKind.REFERS,
        ReferralKind.MUST_NOTIFY,
        ReferralKind.REGISTERS_WITH,
        ReferralKind.COORDINATES,
        ReferralKind.MEMBER_OF,
        ReferralKind.LIAISON,
    }
)


@dataclass(frozen=True)
class Terrain:
    """What steps are weighed with: the case, the bodies, and the countries that a way may lead through."""

    case: Case
    bodies: Mapping[Slug, Organisation]
    countries: frozenset[CountryCode]
    areas: AreaTree | None = None

    @cached_property
    def day(self) -> str:
        """The day of the question."""
        return self.case.at.date().isoformat()

    @cached_property
    def wanted(self) -> Set[ServiceCode]:
        """The services that the way is looked for."""
        return frozenset(self.case.wanted_services)

    @cached_property
    def served_by(self) -> Set[ServiceCode]:
        """The services that a tie may be there for, to be there for one that is wanted."""
        return frozenset(code for code in ServiceCode if self.wanted & services_with_near((code,), STANDS_IN))

    @cached_property
    def themes(self) -> Set[ThemeCode]:
        """The themes that it is about."""
        among_peers = self.wanted & SERVICES_OF_PEERS
        return frozenset(self.case.themes) or (frozenset() if among_peers else frozenset({ThemeCode.TRAFFICKING}))

    def body(self, slug: Slug) -> Organisation | None:
        """A body that ways may lead over; None for one that is not known or has ended."""
        body = self.bodies.get(slug)
        return None if body is None or body.status is OrganisationStatus.ENDED else body

    @cached_property
    def _for_another_area(self) -> dict[Slug, bool]:
        return {}

    def is_elsewhere(self, body: Organisation) -> bool:
        """Whether a body of the asked country, or a joint one, is there for another area than the place named."""
        other = self.case.other
        if self.areas is None or other.area in {None, other.country} or body.country not in {other.country, JOINT}:
            return False
        if body.slug not in self._for_another_area:
            self._for_another_area[body.slug] = not area_fit(body, self.case, self.areas).fit
        return self._for_another_area[body.slug]

    def is_passable(self, tie: Referral) -> bool:
        """Whether a tie holds now, between two bodies that are there."""
        current = not (tie.valid_from or tie.valid_to) or is_current(tie.valid_from, tie.valid_to, self.day)
        return current and self.body(tie.source) is not None and self.body(tie.target) is not None


class Steps:
    """Roads over referrals (`search.Roads`): weighed for one case, and only where somebody comes by.

    `ties` holds for every body all referrals that start or end there. Where a corridor is given, only steps that ways
    through it can take are weighed.
    """

    def __init__(
        self, ties: Mapping[Slug, Sequence[Referral]], terrain: Terrain, corridor: Corridor | None = None
    ) -> None:
        self._ties, self._terrain, self._corridor = ties, terrain, corridor
        self._to: dict[Slug, Mapping[Slug, float]] = {}
        self._from: dict[Slug, Sequence[Step]] = {}
        self._sorted: dict[Slug, Sequence[Step]] = {}
        self._gates: dict[Slug, Set[Slug]] = {}
        self._taken: dict[tuple[Slug, Slug], Referral] = {}
        self._near: dict[Slug, Beside] = {}

    def costs_to(self, slug: Slug) -> Mapping[Slug, float]:
        """What steps to a body cost, by where they start."""
        if slug not in self._to:
            self._to[slug] = self._weighed(slug, ((tie, one) for tie, one, other in self._at(slug) if other == slug))
        return self._to[slug]

    def steps_to(self, slug: Slug) -> Sequence[Step]:
        """The same, cheapest first."""
        if slug not in self._sorted:
            self._sorted[slug] = in_order(self.costs_to(slug))
        return self._sorted[slug]

    def steps_from(self, slug: Slug) -> Sequence[Step]:
        """What steps from a body cost, cheapest first."""
        if slug not in self._from:
            costs: dict[Slug, float] = {}
            for tie, source, target in self._at(slug):
                if source == slug and self._leads_on(slug, target):
                    cost = self._cost(tie, slug, target)
                    if cost < costs.get(target, inf):
                        costs[target] = cost
            self._from[slug] = in_order(costs)
        return self._from[slug]

    def way(self, stops: Sequence[Slug]) -> tuple[Referral, ...]:
        """The referrals of a way that was found."""
        return tuple(self._taken[pair] for pair in pairwise(stops))

    def cost_of(self, stops: Sequence[Slug]) -> float:
        """What a way costs without its goal."""
        return sum(self.costs_to(target)[source] for source, target in pairwise(stops))

    def walk(self, ends: Ends, hops: int) -> Walk:
        """The walk that ways of so many steps are looked for in."""
        sides = (lambda slug: self._beside(slug).targets, lambda slug: self._beside(slug).sources)
        return Walk(ends.start, ends.goals, hops, sides)

    def _beside(self, slug: Slug) -> Beside:
        if slug not in self._near:
            self._near[slug] = beside(slug, self._ties.get(slug, ()))
        return self._near[slug]

    def _at(self, slug: Slug) -> Iterator[tuple[Referral, Slug, Slug]]:
        return ((tie, *ends) for tie in self._ties.get(slug, ()) for ends in directions(tie))

    def _weighed(self, target: Slug, ties: Iterable[tuple[Referral, Slug]]) -> Mapping[Slug, float]:
        costs: dict[Slug, float] = {}
        for tie, source in ties:
            if not self._leads_on(source, target):
                continue
            cost = self._cost(tie, source, target)
            if cost < costs.get(source, inf):
                costs[source] = cost
                self._taken[source, target] = tie
        return costs

    def _leads_on(self, source: Slug, target: Slug) -> bool:
        corridor = self._corridor
        return corridor is None or corridor.since_start(source) + corridor.to_goal(target) < corridor.hops

    def _cost(self, tie: Referral, source: Slug, target: Slug) -> float:
        """What a step costs; infinite where it may not be taken."""
        if not self._terrain.is_passable(tie) or not may_enter(tie, source, target, self._terrain.bodies):
            return inf
        gates = self._who_leads_to(target)
        return inf if gates and source not in gates else cost_of_step(tie, source, target, self._terrain)

    def _who_leads_to(self, slug: Slug) -> Set[Slug]:
        """The only ones who may lead to a body in this case; nobody where everybody may."""
        if slug not in self._gates:
            exclusive = (tie for tie in self._ties.get(slug, ()) if tie.exclusive and tie.target == slug)
            self._gates[slug] = {tie.source for tie in exclusive if is_gate(tie, self._terrain)}
        return self._gates[slug]


def steps_over(referrals: Iterable[Referral], terrain: Terrain) -> Steps:
    """Every step over these referrals that may be taken."""
    ties: defaultdict[Slug, list[Referral]] = defaultdict(list)
    for tie in referrals:
        for end in {tie.source, tie.target}:
            ties[end].append(tie)
    return Steps(ties, terrain)


@dataclass(frozen=True, slots=True)
class Beside:
    """Who stands next to a body, whatever is asked: where one step may lead from and to, and who alone leads there."""

    sources: tuple[Slug, ...]
    targets: tuple[Slug, ...]
    gates: tuple[Slug, ...]


def beside(slug: Slug, ties: Iterable[Referral]) -> Beside:
    """Read from the referrals that start or end at a body."""
    ways = [ends for tie in ties for ends in directions(tie)]
    return Beside(
        tuple({source for source, target in ways if target == slug}),
        tuple({target for source, target in ways if source == slug}),
        tuple(tie.source for tie in ties if tie.exclusive and tie.target == slug),
    )


def directions(tie: Referral) -> tuple[tuple[Slug, Slug], ...]:
    """The steps over a referral; both ways where its kind is travelled both ways."""
    there = (tie.source, tie.target)
    return (there, (tie.target, tie.source)) if tie.kind in BOTH_WAYS else (there,)


def is_gate(tie: Referral, terrain: Terrain) -> bool:
    """Whether a tie says that nobody else leads to its target in this case."""
    asked = not tie.services or not terrain.wanted or not terrain.wanted.isdisjoint(tie.services)
    return tie.exclusive and asked and terrain.is_passable(tie)


def may_enter(tie: Referral, source: Slug, target: Slug, bodies: Mapping[Slug, Organisation]) -> bool:
    """Whether one may come to a body this way: not by a door that is closed for others."""
    if not _is_shut(bodies[target], source) or _shares_the_desk(bodies[source], bodies[target], bodies):
        return True
    return tie.status is RelationStatus.DOCUMENTED and tie.kind in _OPENS_A_DOOR | {ReferralKind.COUNTERPART_OF}


def _is_shut(body: Organisation, source: Slug) -> bool:
    """Whether a body is reached through others than this one."""
    access = body.access
    return access is not None and not access.direct and bool(access.via) and source not in access.via


def _shares_the_desk(source: Organisation, desk: Organisation, bodies: Mapping[Slug, Organisation]) -> bool:
    """Whether a joint desk is reached through a service of which this body is a part: any of a country's police."""
    if desk.country != JOINT or desk.access is None:
        return False
    staffed_by = (bodies.get(slug) for slug in desk.access.via)
    return any(one is not None and (one.kind, one.country) == (source.kind, source.country) for one in staffed_by)


def cost_of_step(tie: Referral, source: Slug, target: Slug, terrain: Terrain) -> float:
    """What a step that may be taken costs in this case."""
    body, wanted = terrain.bodies[target], terrain.wanted
    cost = COST_OF_KIND[tie.kind]
    if is_desk(terrain.bodies[source]) or is_desk(body):
        cost = min(cost, OVER_A_DESK)
    cost += INFERRED * (tie.status is RelationStatus.INFERRED) + EXCLUSIVE * tie.exclusive
    if wanted and not tie.services:
        cost += SERVICE_NOT_SAID
    elif wanted and tie.kind is not ReferralKind.MUST_NOTIFY and terrain.served_by.isdisjoint(tie.services):
        cost += OTHER_SERVICE
    if tie.themes and terrain.themes and terrain.themes.isdisjoint(tie.themes):
        cost += OTHER_THEME
    cost += BY_THE_SIDE_DOOR * (tie.kind is ReferralKind.COUNTERPART_OF and _is_shut(body, source))
    cost += OTHER_PERSON * is_for_other_persons(tie.target_groups, terrain.case)
    cost += THIRD_COUNTRY * (body.country not in terrain.countries) + ANOTHER_AREA * terrain.is_elsewhere(body)
    cost += TAKES_NO_CASES * (bool(body.services) and WITHOUT_CASES.issuperset(body.services))
    return cost + ONLY_A_TABLE * is_table(body)


def is_desk(body: Organisation) -> bool:
    """Whether it is a desk that several countries share and that handles cases, not only a table to meet at."""
    return body.country == JOINT and body.kind not in TABLES


def is_for_other_persons(groups: Iterable[TargetGroup], case: Case) -> bool:
    """Whether a tie is there for others than the person of this case."""
    named = set(groups)
    if not named or TargetGroup.ANY in named:
        return False
    if case.is_adult and named <= MINORS:
        return True
    if case.is_minor and not named & MINORS and named & GENDERS:
        return not case.genders & named
    return bool(case.genders and named & GENDERS and not case.genders & named)


def crosses(tie: Referral, bodies: Mapping[Slug, Organisation]) -> bool:
    """Whether a step leads into another country, or to or from a joint body."""
    source, target = bodies[tie.source].country, bodies[tie.target].country
    return source != target or source == JOINT
