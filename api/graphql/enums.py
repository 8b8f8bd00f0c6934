"""The closed lists of the API: the domain's vocabularies under their upper-case codes, and five of the API's own.

The domain's enums are registered as they are, so that no code is translated on its way in or out.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from graph_directory.terms import Terms
from graph_directory.vocabulary import (
    Audience,
    Confidence,
    CoverageState,
    FreshnessState,
    MatchLevel,
    OrganisationKind,
    ReferralKind,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

VOCABULARY_OF: Final[dict[type[StrEnum], str]] = {
    OrganisationKind: "kinds",
    ThemeCode: "themes",
    ServiceCode: "services",
    TargetGroup: "target_groups",
    ReferralKind: "referral_kinds",
    Audience: "audiences",
    MatchLevel: "match_levels",
    FreshnessState: "freshness",
    Confidence: "confidences",
    CoverageState: "coverage_states",
}


class Language(Enum):
    """A language in which texts are kept."""

    NL = "nl"
    FR = "fr"
    DE = "de"
    EN = "en"
    LB = "lb"


class TranslationStatus(Enum):
    """How a text came to be in its language."""

    ORIGINAL = "original"
    TRANSLATED = "translated"
    OUTDATED = "outdated"


class Direction(Enum):
    """Which way a referral runs, seen from one organisation."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    BOTH = "both"


class OrganisationOrder(Enum):
    """In which order organisations come; the default is RELEVANCE when searching, else SLUG."""

    SLUG = "slug"
    NAME = "name"
    RELEVANCE = "relevance"


class RecordType(Enum):
    """A kind of record."""

    AREA = "area"
    SOURCE = "source"
    ORGANISATION = "organisation"
    LEGAL_BASIS = "legal_basis"
    CONTACT_POINT = "contact_point"
    REFERRAL = "referral"
    MECHANISM_STAGE = "mechanism_stage"


_OWN: Final[dict[type[Enum], dict[str, str]]] = {
    Language: {"NL": "Dutch", "FR": "French", "DE": "German", "EN": "English", "LB": "Luxembourgish"},
    TranslationStatus: {
        "ORIGINAL": "Written in this language.",
        "TRANSLATED": "Translated from the text as it is now.",
        "OUTDATED": "Translated from a text that has changed since.",
    },
    Direction: {
        "INCOMING": "Referrals that end at the organisation.",
        "OUTGOING": "Referrals that start at the organisation.",
        "BOTH": "Referrals in either direction.",
    },
    OrganisationOrder: {
        "SLUG": "By slug, in plain character order.",
        "NAME": "By name in the language asked for, without regard to case and accents.",
        "RELEVANCE": "Best first; only together with `search`.",
    },
    RecordType: {
        "AREA": "A territory.",
        "SOURCE": "A page or document.",
        "ORGANISATION": "An organisation.",
        "LEGAL_BASIS": "A law, treaty or circular.",
        "CONTACT_POINT": "A desk, line, mailbox or page.",
        "REFERRAL": "A tie between two organisations.",
        "MECHANISM_STAGE": "A stage of a national referral mechanism.",
    },
}


def _register() -> None:
    for own, about in _OWN.items():
        _describe(own, about)
    terms = Terms.load()
    for enum, vocabulary in VOCABULARY_OF.items():
        _describe(enum, {member.name: terms.label(vocabulary, member.value, "en") for member in enum})


def _describe(enum: type[Enum], about: dict[str, str]) -> None:
    strawberry.enum(enum, description=enum.__doc__)
    definition: StrawberryEnumDefinition = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = about.get(value.name)


_register()
