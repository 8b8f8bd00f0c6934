"""Ties between a body and the asker's side: whose they are, how strongly they speak, and which doors they open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import NEUTRAL, theme_fit
from graph_directory.counterparts.known import Known, is_current
from graph_directory.counterparts.territory import UNION, area_fit
from graph_directory.counterparts.weights import (
    INFERRED_TIE,
    TIE_FOR_ANOTHER_SERVICE,
    TIE_FOR_ANOTHER_THEME,
    TIE_OF_A_UNION,
    TIE_OF_HOUSE,
    TIE_OF_KIND,
    TIE_OF_PARENT,
    TIE_OF_PEER,
    services_with_near,
)
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.terms import Terms
from graph_directory.vocabulary import OrganisationKind, ReferralKind, RelationStatus

STANDS_IN_FOR_TIE: Final = 0.5
BOTH_WAYS: Final = frozenset(
    {ReferralKind.MEMBER_OF, ReferralKind.PARTNER_OF, ReferralKind.COUNTERPART_OF, ReferralKind.LIAISON}
)
"""Kinds of tie that are travelled in both directions."""
AGAINST_THE_ARROW: Final = 0.4
SAID_AS_MUCH: Final = 0.08
"""So much less of the question may be found in a unit that lies closer than its house."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that says that this is whom to turn to; `through` is whose tie it is (asker, parent or peer)."""

    strength: float
    referral: Referral | None = None
    whose: str = "asker"


def tie_fit(body: Organisation, case: Case, known: Known, terms: Terms) -> Tie:
    """The strongest tie between the body and the asker, the asker's parent, or those who do the same work there."""
    return max(_ties(body, case, known, terms), key=lambda tie: tie.strength, default=Tie(0.0))


def _ties(body: Organisation, case: Case, known: Known, terms: Terms) -> Iterator[Tie]:
    yield from _own_ties(body, case, known, terms)
    house = known.organisations.get(body.parent) if body.parent else None
    if house is None:
        return
    share = TIE_OF_HOUSE if _is_the_unit_meant(body, house, case, known) else TIE_OF_PARENT
    for tie in _own_ties(house, case, known, terms):
        yield Tie(share * tie.strength, tie.referral, "body_parent")


def _is_the_unit_meant(unit: Organisation, house: Organisation, case: Case, known: Known) -> bool:
    """Whether the case is closer to the unit than to its house: a smaller area round the place, or more words."""
    near, far = area_fit(unit, case, known.areas).fit, area_fit(house, case, known.areas).fit
    said, besides = known.evidence.score(unit.slug), known.evidence.score(house.slug)
    return (near > far and said >= besides - SAID_AS_MUCH) or (near >= far and said > besides)


def _own_ties(body: Organisation | None, case: Case, known: Known, terms: Terms) -> Iterator[Tie]:
    if body is None:
        return
    day, rest = case.at.date().isoformat(), TIE_OF_A_UNION if UNION in body.areas else 1.0
    for referral in (*known.referrals.get(body.slug, ()), *known.ties_with_asker.get(body.slug, ())):
        outward = referral.source != body.slug
        share, whose = _whose(referral.source if outward else referral.target, case, known)
        if whose and is_current(referral.valid_from, referral.valid_to, day):
            strength = _strength(referral, case, terms, outward=referral.target == body.slug)
            yield Tie(share * (strength * rest), referral, whose)


def _whose(other: Slug, case: Case, known: Known) -> tuple[float, str]:
    """How much a tie with somebody says of the asker, and whose it is; nobody's where it says nothing."""
    asker = case.asker
    if asker and other == asker.slug:
        return 1.0, "asker"
    if asker and asker.parent and other == asker.parent:
        return TIE_OF_PARENT, "parent"
    return (TIE_OF_PEER, "peer") if _is_peer(known.organisations.get(other), case) else (0.0, "")


def _is_peer(other: Organisation | None, case: Case) -> bool:
    return other is not None and case.kind is not None and other.kind is case.kind and other.country == case.own.country


def _strength(referral: Referral, case: Case, terms: Terms, *, outward: bool) -> float:
    strength = TIE_OF_KIND[referral.kind]
    if not outward and referral.kind not in BOTH_WAYS:
        strength *= AGAINST_THE_ARROW
    if referral.status is RelationStatus.INFERRED:
        strength *= INFERRED_TIE
    wanted = set(case.wanted_services)
    if wanted and referral.services and not wanted & services_with_near(referral.services, STANDS_IN_FOR_TIE):
        strength *= TIE_FOR_ANOTHER_SERVICE
    if case.themes and referral.themes and theme_fit(referral.themes, case.themes, terms)[0] < NEUTRAL:
        strength *= TIE_FOR_ANOTHER_THEME
    return strength


def gates_of(bodies: Mapping[Slug, Organisation], fits: Mapping[Slug, float]) -> Mapping[Slug, tuple[float, Slug]]:
    """For every body that opens the way to others: how well the best body behind it fits, and which that is."""
    best: dict[Slug, tuple[float, Slug]] = {}
    for slug in sorted(bodies):
        access = bodies[slug].access
        if access is None or access.direct:
            continue
        for gate in access.via:
            if gate in bodies and fits[slug] > best.get(gate, (0.0, ""))[0]:
                best[gate] = (fits[slug], slug)
    return best


def is_open_to(body: Organisation, case: Case, tie: Tie, authorities: frozenset[OrganisationKind]) -> bool:
    """Whether the asker may turn to the body itself rather than through another."""
    access = body.access
    if access is None or access.direct:
        return True
    if case.kind in authorities and body.kind in authorities and not access.mandate:
        return True
    if tie.referral is None or tie.whose != "asker":
        return False
    return tie.referral.kind is ReferralKind.REFERS or tie.referral.status is RelationStatus.DOCUMENTED


def is_among_its_gates(body: Organisation, case: Case, known: Known) -> bool:
    """Whether the asker, or another body that does the asker's work on that side, is a way in."""
    via = body.access.via if body.access else ()
    own = {case.asker.slug, case.asker.parent} if case.asker else set()
    others = (known.organisations.get(slug) for slug in via)
    return bool(own & set(via)) or any(_is_peer(other, case) for other in others)
