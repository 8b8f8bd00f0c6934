"""What a step over a referral costs for one case, and which steps may not be taken at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph_directory.counterparts.admission import JOINT, TABLES, WITHOUT_CASES, is_table
from graph_directory.counterparts.case import GENDERS, MINORS, Case
from graph_directory.counterparts.known import is_current
from graph_directory.counterparts.ties import BOTH_WAYS
from graph_directory.counterparts.weights import SERVICES_OF_PEERS, services_with_near
from graph_directory.model import CountryCode, Organisation, Referral, Slug
from graph_directory.paths.search import Graph
from graph_directory.vocabulary import (
    OrganisationStatus,
    ReferralKind,
    RelationStatus,
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


@dataclass(frozen=True, slots=True)
class Steps:
    """For every body, what the cheapest step to another costs and which referral it is."""

    graph: Graph
    referrals: Mapping[tuple[Slug, Slug], Referral]


@dataclass(frozen=True, slots=True)
class Terrain:
    """What steps are weighed with: the case, the bodies, and the countries that a way may lead through."""

    case: Case
    bodies: Mapping[Slug, Organisation]
    countries: frozenset[CountryCode]


def steps_of(referrals: Iterable[Referral], terrain: Terrain) -> Steps:
    """Every step that may be taken; both directions where the kind of tie is travelled both ways."""
    ties = [tie for tie in referrals if _is_passable(tie, terrain)]
    gates = exclusive_gates(ties, terrain.case)
    costs: defaultdict[Slug, dict[Slug, float]] = defaultdict(dict)
    taken: dict[tuple[Slug, Slug], Referral] = {}
    for tie in ties:
        for source, target in _directions(tie):
            if not may_enter(tie, source, target, terrain, gates):
                continue
            cost = _cost(tie, source, target, terrain)
            if cost < costs[source].get(target, float("inf")):
                costs[source][target] = cost
                taken[source, target] = tie
    return Steps(Graph(costs), taken)


def _is_passable(tie: Referral, terrain: Terrain) -> bool:
    ends = [terrain.bodies.get(slug) for slug in (tie.source, tie.target)]
    if any(body is None or body.status is OrganisationStatus.ENDED for body in ends):
        return False
    return is_current(tie.valid_from, tie.valid_to, terrain.case.at.date().isoformat())


def _directions(tie: Referral) -> Iterator[tuple[Slug, Slug]]:
    yield tie.source, tie.target
    if tie.kind in BOTH_WAYS:
        yield tie.target, tie.source


def exclusive_gates(ties: Iterable[Referral], case: Case) -> Mapping[Slug, frozenset[Slug]]:
    """For every body that only some may lead to in this case: those who may."""
    wanted = set(case.wanted_services)
    gates: defaultdict[Slug, set[Slug]] = defaultdict(set)
    for tie in ties:
        if tie.exclusive and (not tie.services or not wanted or wanted & set(tie.services)):
            gates[tie.target].add(tie.source)
    return {slug: frozenset(who) for slug, who in gates.items()}


def may_enter(
    tie: Referral, source: Slug, target: Slug, terrain: Terrain, gates: Mapping[Slug, frozenset[Slug]]
) -> bool:
    """Whether one may come to `target` this way: not past the only body that allots or files, nor by a closed door."""
    if target in gates and source not in gates[target]:
        return False
    access = terrain.bodies[target].access
    if access is None or access.direct or not access.via or source in access.via:
        return True
    return tie.status is RelationStatus.DOCUMENTED and tie.kind in _OPENS_A_DOOR | {ReferralKind.COUNTERPART_OF}


def _is_side_door(tie: Referral, source: Slug, body: Organisation) -> bool:
    """Whether a body that is reached through others is entered as a counterpart instead."""
    access = body.access
    shut = access is not None and not access.direct and bool(access.via) and source not in access.via
    return shut and tie.kind is ReferralKind.COUNTERPART_OF


def _cost(tie: Referral, source: Slug, target: Slug, terrain: Terrain) -> float:
    case, body = terrain.case, terrain.bodies[target]
    cost = COST_OF_KIND[tie.kind]
    if is_desk(terrain.bodies[source]) or is_desk(body):
        cost = min(cost, OVER_A_DESK)
    cost += INFERRED * (tie.status is RelationStatus.INFERRED) + EXCLUSIVE * tie.exclusive
    wanted = set(case.wanted_services)
    if wanted and not tie.services:
        cost += SERVICE_NOT_SAID
    elif (
        wanted and tie.kind is not ReferralKind.MUST_NOTIFY and not wanted & services_with_near(tie.services, STANDS_IN)
    ):
        cost += OTHER_SERVICE
    themes = set(case.themes) or (set() if wanted & SERVICES_OF_PEERS else {ThemeCode.TRAFFICKING})
    if tie.themes and themes and not themes & set(tie.themes):
        cost += OTHER_THEME
    cost += BY_THE_SIDE_DOOR * _is_side_door(tie, source, body)
    cost += OTHER_PERSON * is_for_other_persons(tie.target_groups, case)
    cost += THIRD_COUNTRY * (body.country not in terrain.countries)
    cost += TAKES_NO_CASES * (bool(body.services) and set(body.services) <= WITHOUT_CASES)
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
