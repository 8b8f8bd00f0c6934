"""One candidate against one case: every fit times its weight, every obstacle taken off, and why, as reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from graph_directory.counterparts.admission import JOINT, TABLES, WITHOUT_CASES, is_table, takes_no_cases
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import (
    AreaFit,
    ServiceFit,
    Tie,
    area_fit,
    group_fit,
    is_for_others,
    is_joint_desk,
    is_open_to,
    nearness,
    service_fit,
    theme_fit,
    tie_fit,
)
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.roles import Roles
from graph_directory.counterparts.weights import (
    ASSUMED_SERVICE,
    ROLE_BESIDE_A_NAMED_SERVICE,
    ROLE_BESIDE_A_READ_SERVICE,
    SERVICES_OF_PEERS,
    WEIGHTS,
    Weights,
)
from graph_directory.model import Organisation, Slug
from graph_directory.questions import Reason
from graph_directory.terms import Terms
from graph_directory.vocabulary import (
    Audience,
    OrganisationStatus,
    RelationStatus,
    ServiceCode,
    TargetGroup,
)

ROLE_IS_PLAYED: Final = 0.8
WORDS_ARE_TELLING: Final = 0.12
THROUGH_OTHERS_FOR_AUTHORITIES: Final = 0.35
GATE: Final = 0.95
ANOTHER_THEME: Final = 0.4
PLACES: Final = frozenset({ServiceCode.SHELTER, ServiceCode.CRISIS_SHELTER})


@dataclass(frozen=True, slots=True)
class Scales:
    """What a case is weighed with; kept apart so that a test can weigh differently."""

    terms: Terms
    roles: Roles
    weights: Weights = WEIGHTS


@dataclass(frozen=True)
class Scored:
    """A candidate with every fit and what follows from it."""

    body: Organisation
    area: AreaFit
    service: ServiceFit
    tie: Tie
    gate_to: Slug | None
    open: bool
    score: float
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]


@dataclass(slots=True)
class _Sheet:
    """The adding up of one candidate."""

    total: float = 0.0
    reasons: list[Reason] = field(default_factory=list)
    cautions: list[Reason] = field(default_factory=list)

    def add(self, points: float, reason: Reason | None = None) -> None:
        self.total += points
        if reason is not None:
            self.reasons.append(Reason(reason.code, round(points, 4), reason.facts))

    def take(self, points: float, caution: Reason | None = None) -> None:
        self.total -= points
        if caution is not None:
            self.cautions.append(Reason(caution.code, round(-points, 4), caution.facts))


@dataclass(frozen=True, slots=True)
class Beside:
    """What the other candidates mean for one: the best body it is the gate to, and whether another comes first.

    `gate` holds that body's service fit and slug; `first` the slug of a body of the same kind that is competent for a
    smaller area round the asked place.
    """

    gate: tuple[float, Slug] | None = None
    first: Slug | None = None


def score(body: Organisation, case: Case, known: Known, scales: Scales, beside: Beside) -> Scored:
    """Adds up one candidate."""
    gate = beside.gate
    sheet = _Sheet()
    weights = scales.weights
    tie = tie_fit(body, case, known, scales.terms)
    area = area_fit(body, case, known.areas)
    own = service_fit(body.services, case.wanted_services)
    service = own if gate is None or own.fit >= GATE * gate[0] else ServiceFit(GATE * gate[0])
    opens = gate[1] if gate is not None and service is not own else None
    _add_service(sheet, body, case, scales, service, opens)
    _add_theme_and_role(sheet, body, case, scales)
    _add_person(sheet, body, case, weights)
    _add_area(sheet, area, nearness(body, case, known.areas), weights)
    _add_tie(sheet, tie, body, weights)
    _add_words(sheet, body.slug, known, weights)
    among_gates = _is_among_its_gates(body, case, known)
    is_open = among_gates or is_open_to(body, case, tie, scales.roles.authorities)
    _add_joint_desk(sheet, body, case, known, weights)
    _add_joint_partner(sheet, body, tie, weights)
    _take_obstacles(sheet, body, case, weights)
    _take_elsewhere(sheet, case, weights, area, beside)
    if case.filled and not service.fit:
        sheet.take(
            weights.no_such_service, Reason("no_such_service", 0.0, {"service": _term("services", case.services[0])})
        )
    _take_closed_door(sheet, body, case, (known, scales), (is_open, among_gates))
    return Scored(
        body,
        area,
        service,
        tie,
        opens,
        is_open,
        round(sheet.total / _full(weights), 6),
        tuple(_scaled(sheet.reasons, weights)),
        tuple(_scaled(sheet.cautions, weights)),
    )


def _full(weights: Weights) -> float:
    return (
        weights.service + weights.theme + weights.role + weights.group + weights.area + weights.tie + weights.words / 2
    )


def _scaled(reasons: list[Reason], weights: Weights) -> Iterator[Reason]:
    full = _full(weights)
    for reason in sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.code)):
        yield Reason(reason.code, round(reason.weight / full, 4), reason.facts)


def _term(vocabulary: str, code: str) -> str:
    return f"term:{vocabulary}:{code}"


def _add_service(
    sheet: _Sheet, body: Organisation, case: Case, scales: Scales, service: ServiceFit, opens: Slug | None
) -> None:
    weights = scales.weights
    points = weights.service * service.fit * (1.0 if case.services else ASSUMED_SERVICE)
    if opens:
        sheet.add(points, Reason("gate", 0.0, {"behind": f"org:{opens}"}))
    elif service.offered:
        sheet.add(points, Reason("service", 0.0, {"service": _term("services", service.offered)}))
    elif service.instead:
        sheet.add(points, Reason("service_instead", 0.0, {"service": _term("services", service.instead)}))
    else:
        sheet.add(points)
    power, share = _exclusive_power(body, case.wanted_services)
    if power:
        sheet.add(weights.exclusive * share, Reason("exclusive", 0.0, {"service": _term("services", power)}))


def _exclusive_power(body: Organisation, wanted: tuple[ServiceCode, ...]) -> tuple[ServiceCode | None, float]:
    """A service asked for that only this body may do, and what share of the question that is."""
    for power in body.exclusive_powers:
        if power.service is ServiceCode.PLACEMENT_COORDINATION and PLACES & set(wanted):
            return power.service, 1.0
        if power.service in wanted:
            return power.service, 1 / len(wanted)
    return None, 0.0


def _add_theme_and_role(sheet: _Sheet, body: Organisation, case: Case, scales: Scales) -> None:
    weights = scales.weights
    fit, best = theme_fit(body.themes, case.themes, scales.terms)
    sheet.add(weights.theme * fit, Reason("theme", 0.0, {"theme": _term("themes", best)}) if best else None)
    if case.themes and fit < ANOTHER_THEME:
        cost = weights.other_theme * (1 - fit)
        sheet.take(cost, Reason("other_theme", 0.0, {"theme": _term("themes", case.themes[-1])}))
    role = scales.roles.fit(case.kind, body.kind)
    among_peers = not case.services or bool(set(case.services) & SERVICES_OF_PEERS)
    share = 1.0 if among_peers else ROLE_BESIDE_A_NAMED_SERVICE if case.filled else ROLE_BESIDE_A_READ_SERVICE
    played = case.kind is not None and role >= ROLE_IS_PLAYED
    sheet.add(weights.role * share * role, Reason("role", 0.0, {"kind": _term("kinds", body.kind)}) if played else None)
    if body.kind in case.kinds:
        sheet.add(weights.named_kind, Reason("named_kind", 0.0, {"kind": _term("kinds", body.kind)}))


def _add_person(sheet: _Sheet, body: Organisation, case: Case, weights: Weights) -> None:
    fit, named = group_fit(body, case)
    sheet.add(weights.group * fit, Reason("group", 0.0, {"group": _term("target_groups", named)}) if named else None)
    if is_for_others(body, case):
        group = next((code for code in body.target_groups if code is not TargetGroup.ANY), None)
        facts = {"group": _term("target_groups", group)} if group else {}
        sheet.take(weights.other_group, Reason("other_group", 0.0, facts))


def _add_area(sheet: _Sheet, area: AreaFit, near: float, weights: Weights) -> None:
    facts = {"area": f"area:{area.area}"} if area.area else {}
    if area.other_town:
        sheet.take(weights.other_town, Reason("other_town"))
    sheet.add(weights.area * area.fit, Reason("area", 0.0, facts) if facts and not area.other_town else None)
    sheet.add(weights.near * near)


def _add_tie(sheet: _Sheet, tie: Tie, body: Organisation, weights: Weights) -> None:
    if tie.referral is None or tie.strength <= 0:
        return
    documented = tie.referral.status is RelationStatus.DOCUMENTED
    code = {"asker": "tie", "parent": "tie_of_parent", "peer": "tie_of_peer", "body_parent": "tie_of_body_parent"}[
        tie.whose
    ]
    other = tie.referral.target if tie.referral.source == body.slug else tie.referral.source
    facts = {"kind": _term("referral_kinds", tie.referral.kind), "other": f"org:{other}"}
    sheet.add(weights.tie * tie.strength, Reason(code if documented else f"{code}_inferred", 0.0, facts))


def _add_words(sheet: _Sheet, slug: Slug, known: Known, weights: Weights) -> None:
    found = known.evidence.score(slug)
    words = [
        clue.words
        for clue, strength in zip(known.evidence.clues, known.evidence.strengths.get(slug, ()), strict=False)
        if strength > 0 and not clue.places
    ]
    said = bool(words) and found >= WORDS_ARE_TELLING
    sheet.add(weights.words * found, Reason("words", 0.0, {"words": ", ".join(words[:4])}) if said else None)


def _add_joint_desk(sheet: _Sheet, body: Organisation, case: Case, known: Known, weights: Weights) -> None:
    exchanged = ServiceCode.INFORMATION_EXCHANGE in body.services
    if exchanged and case.kind is body.kind and is_joint_desk(body, case, known.areas):
        sheet.add(weights.joint_desk, Reason("joint_desk"))


def _add_joint_partner(sheet: _Sheet, body: Organisation, tie: Tie, weights: Weights) -> None:
    """A body of several countries that the asker itself works in, and that does more than meet."""
    stated = tie.referral is not None and tie.referral.status is RelationStatus.DOCUMENTED
    if body.country == JOINT and not is_table(body) and tie.whose == "asker" and stated:
        sheet.add(weights.joint_partner)


def _take_obstacles(sheet: _Sheet, body: Organisation, case: Case, weights: Weights) -> None:
    if takes_no_cases(body, case):
        sheet.take(weights.no_cases, Reason("no_cases"))
    elif is_table(body) and case.kind not in TABLES and set(case.wanted_services) - WITHOUT_CASES:
        sheet.take(weights.only_a_table, Reason("only_a_table"))
    if body.status is OrganisationStatus.UNCLEAR:
        sheet.take(weights.unclear_status, Reason("unclear_status"))
    if case.asker is None and case.kind is None and body.audience and Audience.PUBLIC not in body.audience:
        sheet.take(0.0, Reason("audience", 0.0, {"audience": _term("audiences", body.audience[0])}))


def _take_elsewhere(sheet: _Sheet, case: Case, weights: Weights, area: AreaFit, beside: Beside) -> None:
    if case.other.country and not area.fit:
        sheet.take(weights.other_area, Reason("other_area"))
    if beside.first:
        sheet.take(weights.another_comes_first, Reason("another_first", 0.0, {"name": f"org:{beside.first}"}))


def _take_closed_door(
    sheet: _Sheet, body: Organisation, case: Case, with_what: tuple[Known, Scales], door: tuple[bool, bool]
) -> None:
    (known, scales), (is_open, among_gates) = with_what, door
    access = body.access
    if access is None:
        return
    if access.direct and not access.mandate:
        _take_passed_on(sheet, body, case, known, scales.weights)
        return
    facts = {f"via{place}": f"org:{slug}" for place, slug in enumerate(access.via, 1)}
    if access.mandate:
        sheet.take(0.0, Reason("mandate", 0.0, facts))
    if access.direct:
        return
    peers = case.kind in scales.roles.authorities and body.kind in scales.roles.authorities
    cost = 0.0 if among_gates else THROUGH_OTHERS_FOR_AUTHORITIES if is_open and peers else 0.0 if is_open else 1.0
    sheet.take(scales.weights.only_through_others * cost, Reason("through", 0.0, facts) if facts else None)


def _take_passed_on(sheet: _Sheet, body: Organisation, case: Case, known: Known, weights: Weights) -> None:
    """One may turn to it, but it passes on what another body does itself."""
    wanted = set(case.wanted_services) & set(body.services)
    for slug in body.access.via if body.access else ():
        other = known.organisations.get(slug)
        if other and wanted & set(other.services):
            sheet.take(weights.passes_on, Reason("passes_on", 0.0, {"via1": f"org:{slug}"}))
            return


def _is_among_its_gates(body: Organisation, case: Case, known: Known) -> bool:
    """Whether the asker, or another body that does the asker's work on that side, is a way in."""
    via = body.access.via if body.access else ()
    for slug in via:
        other = known.organisations.get(slug)
        if case.asker and slug in {case.asker.slug, case.asker.parent}:
            return True
        if other and case.kind is other.kind and other.country == case.own.country:
            return True
    return False
