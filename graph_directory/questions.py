"""Questions and answers as frozen values: what is asked, what comes back, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from graph_directory.model import Area, AreaCode, ContactPoint, CountryCode, Organisation, Referral, Slug
from graph_directory.places import Place
from graph_directory.vocabulary import (
    FreshnessState,
    MatchLevel,
    OrganisationKind,
    ReferralKind,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

# ---- what is asked ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: an organisation of the directory, or only a kind of body in a country and place."""

    organisation: Slug | None = None
    kind: OrganisationKind | None = None
    country: CountryCode | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The other side; `place` as typed: any spelling, exonym or postal code."""

    country: CountryCode | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What the person in front of the asker needs; `age` in years, `languages` ISO 639-1."""

    themes: tuple[ThemeCode, ...] = ()
    services: tuple[ServiceCode, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    age: int | None = None
    languages: tuple[str, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class CounterpartQuestion:
    """Who is my counterpart there? Filled fields win over what `text` says; `at` defaults to now."""

    asker: Asker = Asker()
    target: Target = Target()
    need: Need = Need()
    text: str | None = None
    at: datetime | None = None
    first: int = 10


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """How do I get from `origin` to `destination`, or to a service on the other side?"""

    origin: Slug
    destination: Slug | None = None
    target: Target = Target()
    need: Need = Need()
    text: str | None = None
    max_hops: int = 5
    at: datetime | None = None
    first: int = 3


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """Which organisations; a field left empty does not narrow. `areas` match themselves and what lies inside them."""

    countries: tuple[CountryCode, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()
    themes: tuple[ThemeCode, ...] = ()
    services: tuple[ServiceCode, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    areas: tuple[AreaCode, ...] = ()
    freshness: tuple[FreshnessState, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferralFilter:
    """Which referrals; a field left empty does not narrow. `countries`: either end lies there."""

    kinds: tuple[ReferralKind, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    themes: tuple[ThemeCode, ...] = ()
    cross_border: bool | None = None
    documented: bool | None = None


@dataclass(frozen=True, slots=True)
class NetworkFilter:
    """Which part of the network; `around` and `hops` give the neighbourhood of one body."""

    countries: tuple[CountryCode, ...] = ()
    themes: tuple[ThemeCode, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()
    cross_border_only: bool = False
    around: Slug | None = None
    hops: int = 1
    documented_only: bool = False
    freshness: tuple[FreshnessState, ...] = ()


# ---- what comes back -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a body was chosen, or what to keep in mind; the text is made from `code` and `facts` in any language.

    `weight` is the share of the score it gave (reasons) or took (cautions, negative or 0). A fact is a plain string,
    or `term:<vocabulary>:<code>`, `org:<slug>`, `area:<code>`, `country:<code>`, `lang:<code>`, or for a tie its kind
    and the end of it that is meant (`tie:<kind>:source` or `:target`): the writer names it.
    """

    code: str
    weight: float = 0.0
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReferralPath:
    """A chain of referrals; `organisations` is one longer than `hops`; a lower `cost` is the better way."""

    hops: tuple[Referral, ...]
    organisations: tuple[Slug, ...]
    cost: float
    crosses_border: bool
    cautions: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One counterpart with its place in the ranking explained; `distance_km` is as the crow flies."""

    organisation: Organisation
    contact_point: ContactPoint | None
    score: float
    level: MatchLevel
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...] = ()
    distance_km: float | None = None
    path: ReferralPath | None = None


@dataclass(frozen=True, slots=True)
class TriedLevel:
    """A level that was looked at, and why it answered or did not."""

    level: MatchLevel
    area: Area | None
    answered: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class MissingAttribute:
    """What would make the answer sharper; `options` are (vocabulary, code) pairs, best known first."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    near: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class UnderstoodWords:
    """What a word or group of words was taken for; exactly one of the three is filled."""

    words: str
    place: Place | None = None
    term: tuple[str, str] | None = None
    organisation: Slug | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was understood of the question; `terms` are (vocabulary, code) pairs in order of appearance."""

    places: tuple[Place, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    organisations: tuple[Slug, ...] = ()
    unrecognised: tuple[str, ...] = ()
    language: str | None = None
    age: int | None = None
    words: tuple[UnderstoodWords, ...] = ()
    ambiguous_places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class CounterpartAnswer:
    """The ranked counterparts, how far one had to look, and what was understood."""

    matches: tuple[Match, ...]
    match_level: MatchLevel
    fallback_reason: Reason | None
    tried: tuple[TriedLevel, ...]
    understood: Interpretation
    missing: tuple[MissingAttribute, ...]
    notes: tuple[Reason, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the network: organisations in slug order and the referrals whose two ends are both inside."""

    organisations: tuple[Organisation, ...]
    referrals: tuple[Referral, ...]
