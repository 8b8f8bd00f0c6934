"""What speaks for a candidate: points for every aspect that fits, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph_directory.counterparts.admission import JOINT, is_table
from graph_directory.counterparts.candidate import PLACES, Candidate, Points, term
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import group_fit, work_fit
from graph_directory.counterparts.territory import UNION, is_joint_desk, nearness
from graph_directory.counterparts.weights import (
    AREA_OF_LEVEL,
    ASSUMED_SERVICE,
    DIVIDED_INTO_DISTRICTS,
    OFFICE_OF_SERVICE,
    ROLE_BESIDE_A_NAMED_SERVICE,
    ROLE_BESIDE_A_READ_SERVICE,
    ROLE_BESIDE_WORDS,
    SERVICES_OF_PEERS,
    TIE_ABOVE_DISTRICTS,
)
from graph_directory.model import Organisation
from graph_directory.questions import Reason
from graph_directory.vocabulary import RelationStatus, ServiceCode

ROLE_IS_PLAYED: Final = 0.8
WORDS_ARE_TELLING: Final = 0.12
ONLY_WORDS: Final = 1.5
"""Words say more where they are all there is: no service and no theme was named."""
BESIDE_FILLED_FIELDS: Final = 0.8
"""A remark beside a filled form only completes it."""
MOST_WORDS_TOLD: Final = 4


def merits(one: Candidate) -> Iterator[Points]:
    """Every point given, each with its reason where it is worth a sentence."""
    yield _service(one)
    yield from _exclusive(one)
    yield from _office(one)
    yield _theme(one)
    yield from _role(one)
    yield _person(one)
    yield from _place(one)
    yield from _tie(one)
    yield _words(one)
    yield from _joint_body(one)


def _service(one: Candidate) -> Points:
    points = one.weights.service * one.service.fit * (1.0 if one.case.services else ASSUMED_SERVICE)
    if one.opens:
        return Points(points, Reason("gate", 0.0, {"behind": f"org:{one.opens}"}))
    if one.service.offered:
        return Points(points, Reason("service", 0.0, {"service": term("services", one.service.offered)}))
    if one.service.instead:
        return Points(points, Reason("service_instead", 0.0, {"service": term("services", one.service.instead)}))
    return Points(points)


def _exclusive(one: Candidate) -> Iterator[Points]:
    power, share = _exclusive_power(one.body, one.case.wanted_services)
    if power:
        reason = Reason("exclusive", 0.0, {"service": term("services", power)})
        yield Points(one.weights.exclusive * share, reason)


def _exclusive_power(body: Organisation, wanted: tuple[ServiceCode, ...]) -> tuple[ServiceCode | None, float]:
    """A service asked for that only this body may do, and what share of the question that is."""
    for power in body.exclusive_powers:
        if power.service is ServiceCode.PLACEMENT_COORDINATION and PLACES & set(wanted):
            return power.service, 1.0
        if power.service in wanted:
            return power.service, 1 / len(wanted)
    return None, 0.0


def _office(one: Candidate) -> Iterator[Points]:
    """Who decides on what is asked for comes before who helps to ask for it."""
    asked = one.case.services
    decided = next((code for code in asked if one.body.kind in OFFICE_OF_SERVICE.get(code, ())), None)
    if decided and decided in one.body.services:
        reason = Reason("decides", 0.0, {"service": term("services", decided)})
        yield Points(one.weights.office / len(asked), reason)


def _theme(one: Candidate) -> Points:
    fit, best = work_fit(one.body, one.case, one.scales.terms)
    return Points(one.weights.theme * fit, Reason("theme", 0.0, {"theme": term("themes", best)}) if best else None)


def _role(one: Candidate) -> Iterator[Points]:
    case, kind = one.case, {"kind": term("kinds", one.body.kind)}
    role = one.scales.roles.fit(case.kind, one.body.kind)
    among_peers = not case.services or bool(set(case.services) & SERVICES_OF_PEERS)
    share = 1.0 if among_peers else ROLE_BESIDE_A_NAMED_SERVICE if case.filled else ROLE_BESIDE_A_READ_SERVICE
    share *= 1.0 if case.filled else ROLE_BESIDE_WORDS
    played = case.kind is not None and role >= ROLE_IS_PLAYED
    yield Points(one.weights.role * share * role, Reason("role", 0.0, kind) if played else None)
    if one.body.kind in case.kinds:
        yield Points(one.weights.named_kind, Reason("named_kind", 0.0, kind))


def _person(one: Candidate) -> Points:
    fit, named = group_fit(one.body, one.case)
    reason = Reason("group", 0.0, {"group": term("target_groups", named)}) if named else None
    return Points(one.weights.group * fit, reason)


def _place(one: Candidate) -> Iterator[Points]:
    told = one.area.area and not one.area.other_town
    yield Points(
        one.weights.area * one.area.fit, Reason("area", 0.0, {"area": f"area:{one.area.area}"}) if told else None
    )
    yield Points(one.weights.near * nearness(one.body, one.case, one.known.areas))


def _tie(one: Candidate) -> Iterator[Points]:
    referral = one.tie.referral
    if referral is None or one.tie.strength <= 0:
        return
    code = "tie" if one.tie.whose == "asker" else f"tie_of_{one.tie.whose}"
    if referral.status is RelationStatus.INFERRED:
        code = f"{code}_inferred"
    starts_here = referral.source in (one.body.slug, one.body.parent)
    side, other = ("source", referral.target) if starts_here else ("target", referral.source)
    facts = {"kind": f"tie:{referral.kind}:{side}", "other": f"org:{other}"}
    yield Points(one.weights.tie * one.tie.strength * _share_of_district(one), Reason(code, 0.0, facts))


def _share_of_district(one: Candidate) -> float:
    """A national office says less of a named place, where each district has an office of its own."""
    other = one.case.other
    is_far = other.area != other.country and one.area.fit <= AREA_OF_LEVEL[0]
    return TIE_ABOVE_DISTRICTS if is_far and one.body.kind in DIVIDED_INTO_DISTRICTS else 1.0


def _words(one: Candidate) -> Points:
    shown, slug = one.known.evidence, one.body.slug
    found = shown.score(slug) * _how_much_words_say(one.case)
    pairs = zip(shown.clues, shown.strengths.get(slug, ()), strict=False)
    words = [clue.words for clue, strength in pairs if strength > 0 and not clue.places]
    told = bool(words) and found >= WORDS_ARE_TELLING
    reason = Reason("words", 0.0, {"words": ", ".join(words[:MOST_WORDS_TOLD])}) if told else None
    if one.case.filled or not shown.best:
        return Points(one.weights.words * found, reason)
    beside_the_best = one.weights.words_beside_best * shown.score(slug) / shown.best
    return Points(one.weights.words * found / 2 + beside_the_best, reason)


def _how_much_words_say(case: Case) -> float:
    if case.filled:
        return BESIDE_FILLED_FIELDS
    return 1.0 if case.services or case.themes else ONLY_WORDS


def _joint_body(one: Candidate) -> Iterator[Points]:
    body, case = one.body, one.case
    exchanges = ServiceCode.INFORMATION_EXCHANGE in body.services and case.kind is body.kind
    if exchanges and is_joint_desk(body, case, one.known.areas):
        first = not case.services or case.services[0] is ServiceCode.INFORMATION_EXCHANGE
        yield Points(one.weights.joint_desk * (1.0 if first else 0.5), Reason("joint_desk"))
    stated = one.tie.referral is not None and one.tie.referral.status is RelationStatus.DOCUMENTED
    of_these_countries = body.country == JOINT and UNION not in body.areas and not is_table(body)
    if of_these_countries and one.tie.whose == "asker" and stated:
        yield Points(one.weights.joint_partner)
