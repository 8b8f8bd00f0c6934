"""Where a way may end: bodies that offer the service to this person, the better fitting ones at a lower cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph_directory.counterparts.admission import JOINT, is_admissible, takes_no_cases
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import group_fit, is_for_others, theme_fit
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.territory import area_fit, nearness
from graph_directory.counterparts.weights import OFFICE_OF_SERVICE, SERVICE_STANDS_IN
from graph_directory.model import Organisation, Slug
from graph_directory.terms import Terms
from graph_directory.vocabulary import ReferralKind, RelationStatus, ServiceCode

# What a goal that fits in nothing costs more than one that fits in all: about as much as one step and a half.
AREA: Final = 0.8
THEME: Final = 0.6
GROUP: Final = 0.6
WORDS: Final = 1.6
FOR_OTHERS: Final = 1.2
ELSEWHERE: Final = 2.0
FAR: Final = 1.2
HANDS_ON: Final = 2.5
PEER_INSTEAD: Final = 0.5
CLOSE: Final = 0.4
LEADS_ON: Final = frozenset({ReferralKind.REFERS, ReferralKind.REGISTERS_WITH})


def goals_of(bodies: Mapping[Slug, Organisation], case: Case, known: Known, terms: Terms) -> Mapping[Slug, float]:
    """Every body of the asked country that offers a service asked for and takes this person, with its cost."""
    wanted = set(case.services)
    offering = {
        slug: body
        for slug, body in bodies.items()
        if body.country != JOINT
        and (wanted & set(body.services) or _is_peer_instead(body, case))
        and is_admissible(body, case, known.areas)
        and not takes_no_cases(body, case)
    }
    return {
        slug: goal_cost(body, case, known, terms)
        + PEER_INSTEAD * (not wanted & set(body.services))
        + HANDS_ON * (hands_on(slug, offering, case, known) or helps_to_ask(slug, offering, case))
        for slug, body in offering.items()
    }


def _is_peer_instead(body: Organisation, case: Case) -> bool:
    """Whether information is to be exchanged with a body of the asker's kind: any police unit tells what it knows."""
    near = SERVICE_STANDS_IN[ServiceCode.INFORMATION_EXCHANGE]
    peers = body.kind is case.kind and ServiceCode.INFORMATION_EXCHANGE in case.services
    return peers and any(near.get(code, 0.0) >= CLOSE for code in body.services)


def helps_to_ask(slug: Slug, offering: Mapping[Slug, Organisation], case: Case) -> bool:
    """Whether the body only helps to ask for what an office decides on, and that office is there."""
    offices = {kind for code in case.services for kind in OFFICE_OF_SERVICE.get(code, ())}
    decides = {other for other, body in offering.items() if body.kind in offices}
    return bool(decides) and slug not in decides


def hands_on(slug: Slug, offering: Mapping[Slug, Organisation], case: Case, known: Known) -> bool:
    """Whether the body itself leads on for this very service, to one that gives it in the end."""
    wanted = set(case.services)
    return any(
        tie.source == slug
        and tie.target in offering
        and wanted & set(tie.services)
        and (case.is_minor or offering[tie.target].max_age is None)
        and (tie.exclusive or (tie.kind in LEADS_ON and tie.status is RelationStatus.DOCUMENTED))
        for tie in known.referrals.get(slug, ())
    )


def goal_cost(body: Organisation, case: Case, known: Known, terms: Terms) -> float:
    """What ending at this body costs: 0 where it fits in everything."""
    area = area_fit(body, case, known.areas)
    theme, _ = theme_fit(body.themes, case.themes, terms)
    group, _ = group_fit(body, case)
    words = min(1.0, known.evidence.score(body.slug) * 2)
    cost = AREA * (1 - area.fit) + THEME * (1 - theme) + GROUP * (1 - group) + WORDS * (1 - words)
    elsewhere = ELSEWHERE * (not area.fit or area.other_town)
    if case.other.area in {None, case.other.country}:
        cost += FAR * (1 - nearness(body, case, known.areas))
    return cost + FOR_OTHERS * is_for_others(body, case) + elsewhere
