"""Every weight of the counterpart rule in one readable place; the score of a match is their sum over what fits.

Fits lie between 0 and 1. A weight says how much a full fit counts beside the others; penalties are taken off.
`docs/answers.md` explains them to a caseworker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph_directory.vocabulary import OrganisationKind, ReferralKind, ServiceCode


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each fit counts, and what each obstacle costs."""

    service: float = 2.4
    theme: float = 1.3
    role: float = 1.4
    named_kind: float = 0.8
    group: float = 0.7
    area: float = 1.8
    tie: float = 1.8
    words: float = 3.0
    words_beside_best: float = 0.8
    exclusive: float = 1.0
    joint_desk: float = 1.0
    joint_partner: float = 0.6
    near: float = 0.3
    office: float = 0.6

    only_through_others: float = 1.3
    no_cases: float = 1.5
    no_such_service: float = 0.6
    other_theme: float = 0.9
    other_group: float = 0.6
    other_area: float = 1.2
    other_town: float = 1.6
    another_comes_first: float = 1.4
    passes_on: float = 1.6
    only_a_table: float = 0.5
    unclear_status: float = 0.8


WEIGHTS: Final = Weights()

SERVICE_STANDS_IN: Final[Mapping[ServiceCode, Mapping[ServiceCode, float]]] = {
    ServiceCode.SHELTER: {
        ServiceCode.CRISIS_SHELTER: 0.8,
        ServiceCode.PLACEMENT_COORDINATION: 0.8,
        ServiceCode.AMBULATORY_SUPPORT: 0.35,
    },
    ServiceCode.CRISIS_SHELTER: {
        ServiceCode.SHELTER: 0.85,
        ServiceCode.PLACEMENT_COORDINATION: 0.6,
        ServiceCode.HOTLINE: 0.2,
    },
    ServiceCode.PLACEMENT_COORDINATION: {
        ServiceCode.SHELTER: 0.45,
        ServiceCode.AMBULATORY_SUPPORT: 0.3,
        ServiceCode.ADVICE_TO_PROFESSIONALS: 0.2,
    },
    ServiceCode.AMBULATORY_SUPPORT: {
        ServiceCode.PSYCHOSOCIAL: 0.7,
        ServiceCode.SHELTER: 0.5,
        ServiceCode.PLACEMENT_COORDINATION: 0.5,
        ServiceCode.ADVICE_TO_PROFESSIONALS: 0.35,
        ServiceCode.LEGAL_AID: 0.3,
    },
    ServiceCode.PSYCHOSOCIAL: {ServiceCode.AMBULATORY_SUPPORT: 0.8, ServiceCode.MEDICAL: 0.3},
    ServiceCode.MEDICAL: {ServiceCode.PSYCHOSOCIAL: 0.25},
    ServiceCode.LEGAL_AID: {ServiceCode.AMBULATORY_SUPPORT: 0.4, ServiceCode.RESIDENCE_PROCEDURE: 0.3},
    ServiceCode.HOTLINE: {
        ServiceCode.REGISTRATION: 0.5,
        ServiceCode.ADVICE_TO_PROFESSIONALS: 0.4,
        ServiceCode.IDENTIFICATION: 0.2,
    },
    ServiceCode.IDENTIFICATION: {ServiceCode.INVESTIGATION: 0.4, ServiceCode.HOTLINE: 0.2},
    ServiceCode.INVESTIGATION: {
        ServiceCode.INFORMATION_EXCHANGE: 0.4,
        ServiceCode.IDENTIFICATION: 0.4,
        ServiceCode.LABOUR_INSPECTION: 0.3,
        ServiceCode.PROSECUTION: 0.3,
    },
    ServiceCode.PROSECUTION: {ServiceCode.INFORMATION_EXCHANGE: 0.3, ServiceCode.INVESTIGATION: 0.3},
    ServiceCode.LABOUR_INSPECTION: {ServiceCode.INVESTIGATION: 0.3, ServiceCode.IDENTIFICATION: 0.2},
    ServiceCode.INFORMATION_EXCHANGE: {
        ServiceCode.INVESTIGATION: 0.4,
        ServiceCode.ADVICE_TO_PROFESSIONALS: 0.4,
        ServiceCode.PROSECUTION: 0.3,
    },
    ServiceCode.ADVICE_TO_PROFESSIONALS: {
        ServiceCode.INFORMATION_EXCHANGE: 0.4,
        ServiceCode.TRAINING: 0.4,
        ServiceCode.HOTLINE: 0.4,
    },
    ServiceCode.POLICY: {ServiceCode.MONITORING: 0.5, ServiceCode.INFORMATION_EXCHANGE: 0.2},
    ServiceCode.MONITORING: {ServiceCode.POLICY: 0.4, ServiceCode.REGISTRATION: 0.4},
    ServiceCode.REGISTRATION: {ServiceCode.MONITORING: 0.4, ServiceCode.IDENTIFICATION: 0.3},
    ServiceCode.RESIDENCE_PROCEDURE: {ServiceCode.LEGAL_AID: 0.2},
    ServiceCode.COMPENSATION: {ServiceCode.LEGAL_AID: 0.2},
    ServiceCode.TRAINING: {ServiceCode.ADVICE_TO_PROFESSIONALS: 0.4},
}
"""What a body that does not offer the service asked for may still do about it."""


@cache
def services_with_near(services: tuple[ServiceCode, ...], least: float) -> frozenset[ServiceCode]:
    """The services, and those for which one of them stands in at least so well."""
    near = (
        wanted
        for wanted, others in SERVICE_STANDS_IN.items()
        if any(value >= least and code in services for code, value in others.items())
    )
    return frozenset(services) | frozenset(near)


OFFICE_OF_SERVICE: Final[Mapping[ServiceCode, frozenset[OrganisationKind]]] = {
    ServiceCode.COMPENSATION: frozenset({OrganisationKind.COMPENSATION}),
    ServiceCode.GUARDIANSHIP: frozenset({OrganisationKind.GUARDIANSHIP, OrganisationKind.CHILD_PROTECTION}),
    ServiceCode.RESIDENCE_PROCEDURE: frozenset({OrganisationKind.IMMIGRATION}),
}
"""Services on which an office decides; others only help to ask for them."""

TIE_OF_KIND: Final[Mapping[ReferralKind, float]] = {
    ReferralKind.COUNTERPART_OF: 1.0,
    ReferralKind.REFERS: 1.0,
    ReferralKind.LIAISON: 0.9,
    ReferralKind.MUST_NOTIFY: 0.9,
    ReferralKind.REGISTERS_WITH: 0.9,
    ReferralKind.MAY_NOTIFY: 0.8,
    ReferralKind.PARTNER_OF: 0.75,
    ReferralKind.MEMBER_OF: 0.7,
    ReferralKind.COORDINATES: 0.6,
    ReferralKind.FALLS_BACK_TO: 0.6,
    ReferralKind.SUPERVISES: 0.3,
    ReferralKind.SUCCEEDS: 0.0,
}
"""How strongly a tie with the asker says that this is whom to turn to."""
INFERRED_TIE: Final = 0.9
TIE_FOR_ANOTHER_SERVICE: Final = 0.6
TIE_FOR_ANOTHER_THEME: Final = 0.6
TIE_OF_PARENT: Final = 0.6
"""A tie with the asker's parent, or of the body's own parent, counts in part."""
TIE_OF_HOUSE: Final = 0.95
"""The tie of the house that a unit belongs to, where the case is closer to the unit than to the house."""
TIE_OF_PEER: Final = 0.5
TIE_ABOVE_DISTRICTS: Final = 0.6
DIVIDED_INTO_DISTRICTS: Final = frozenset({OrganisationKind.PROSECUTION, OrganisationKind.CUSTOMS})
"""Where a place is named, the office of its district is competent by law, whoever knows the one above it."""
TIE_OF_A_UNION: Final = 0.5
"""A tie with a body of all Europe says less about this one country."""

AREA_OF_LEVEL: Final[Mapping[int | None, float]] = {3: 1.0, 2: 0.9, 1: 0.75, 0: 0.38, None: 0.2}
"""How closely a body's area fits the asked place: the smaller the area that holds it, the closer."""
AREA_INSIDE: Final = 0.6
"""Competent for a part of the area asked for."""
AREA_AS_ASKED: Final = 1.0
"""Competent for the very area asked for: a town's district, a region, or the country where only that was named."""
AREA_SOMEWHERE_IN_COUNTRY: Final = 0.3
ROLE_BESIDE_A_NAMED_SERVICE: Final = 0.55
"""Who needs a guardian or compensation looks for the body that gives it, whatever its own role."""
ROLE_BESIDE_A_READ_SERVICE: Final = 0.8
ROLE_BESIDE_WORDS: Final = 0.8
"""What somebody writes says more about whom to ask than what the writer is."""
ASSUMED_SERVICE: Final = 0.6
"""A service that is only assumed from the asker's role counts less than one that was asked for."""
SERVICES_OF_PEERS: Final = frozenset(
    {
        ServiceCode.INFORMATION_EXCHANGE,
        ServiceCode.INVESTIGATION,
        ServiceCode.PROSECUTION,
        ServiceCode.LABOUR_INSPECTION,
        ServiceCode.POLICY,
        ServiceCode.MONITORING,
    }
)
"""Services that bodies of the same role do for each other; the role counts in full."""
