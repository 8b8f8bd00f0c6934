"""The directory's nouns: organisations, contact points, referrals, law, sources, areas; frozen values.

Every claim carries the slugs of its sources. Lists are tuples in the order of the source record. Codes are the
enums of `graph_directory.vocabulary`. Dates are ISO 8601 strings as precise as the source is: `2023`, `2023-07`
or `2023-07-24`. Texts in several languages are mappings from ISO 639-1 code to text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph_directory.vocabulary import (
    AreaKind,
    Audience,
    Confidence,
    LegalStatus,
    LegalSubject,
    MechanismVariant,
    OrganisationKind,
    OrganisationStatus,
    PhoneType,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    Stage,
    TargetGroup,
    ThemeCode,
    Visibility,
)

Slug: TypeAlias = str
AreaCode: TypeAlias = str
"""A NUTS 2024 code, a country code, or EU."""
CountryCode: TypeAlias = str
"""ISO 3166-1 alpha-2, or INT for a joint body."""
PartialDate: TypeAlias = str
Texts: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """A territory of the NUTS 2024 tree; `borders` are codes of the same level across a national border."""

    code: AreaCode
    level: int | None
    kind: AreaKind
    country: CountryCode | None
    parent: AreaCode | None
    names: Texts
    latitude: float
    longitude: float
    borders: tuple[AreaCode, ...] = ()
    touches_benelux: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A page or document that states something; `used` is False for one read and set aside."""

    slug: Slug
    title: str
    publisher: str
    url: str
    date: PartialDate | None
    note: str | None
    used: bool
    also_cited_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """How a body is reached: `direct` False means only through `via`; `mandate` an authority's order is needed."""

    text: str
    direct: bool
    mandate: bool
    via: tuple[Slug, ...]


@dataclass(frozen=True, slots=True)
class ExclusivePower:
    """What nobody else may do, and the law that says so."""

    service: ServiceCode
    text: str
    legal_bases: tuple[Slug, ...]
    sources: tuple[Slug, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that helps, decides, investigates or coordinates; never a person.

    `municipalities` narrow `areas`; `municipalities_complete` False means the source names only some. Ages are
    bounds in whole years, both included. `status` unclear means that no source tells whether it still exists.
    """

    slug: Slug
    names: Texts
    country: CountryCode
    kind: OrganisationKind
    areas: tuple[AreaCode, ...]
    description: Texts
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    parent: Slug | None = None
    group_entry: bool = False
    status: OrganisationStatus = OrganisationStatus.ACTIVE
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    successor: Slug | None = None
    municipalities: tuple[str, ...] = ()
    municipalities_complete: bool | None = None
    themes: tuple[ThemeCode, ...] = ()
    services: tuple[ServiceCode, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    audience: tuple[Audience, ...] = ()
    access: Access | None = None
    exclusive_powers: tuple[ExclusivePower, ...] = ()
    address_secret: bool = False
    shelter_address_secret: bool = False
    note: str | None = None
    sources: tuple[Slug, ...] = ()
    previous_ids: tuple[str, ...] = ()
    newest_source_date: PartialDate | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as dialled; `reachable_from_abroad` is None where no source says."""

    number: str
    display: str
    e164: str | None
    type: PhoneType
    region: str | None
    reachable_from_abroad: bool | None


@dataclass(frozen=True, slots=True)
class Address:
    """A visiting address; never that of a house that keeps its place secret. `country` is None where not recorded."""

    street: str | None
    postal_code: str | None
    locality: str
    country: CountryCode | None


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A desk, line, mailbox, counter or page; one may stand in front of several organisations (the first owns it).

    `hours` is in opening_hours syntax, None where not recorded. `languages` are ISO 639-1.
    """

    slug: Slug
    organisations: tuple[Slug, ...]
    label: str
    audience: Audience
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    address: Address | None = None
    hours: str | None = None
    languages: tuple[str, ...] = ()
    note: str | None = None
    sources: tuple[Slug, ...] = ()
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    confidence: Confidence = Confidence.CURRENT
    newest_source_date: PartialDate | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law, treaty, circular, bill or declaration."""

    slug: Slug
    country: CountryCode
    citation: str
    title: str
    about: LegalSubject
    status: LegalStatus
    summary: str
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    note: str | None = None
    sources: tuple[Slug, ...] = ()
    previous_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Referral:
    """A directed tie between two organisations; `status` inferred is a reading, never a source's statement.

    `exclusive` means it is the only way to that service. One with a `valid_to` in the past is history.
    """

    slug: Slug
    source: Slug
    target: Slug
    kind: ReferralKind
    status: RelationStatus
    cross_border: bool
    condition: str
    themes: tuple[ThemeCode, ...] = ()
    services: tuple[ServiceCode, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    steps: tuple[str, ...] = ()
    legal_bases: tuple[Slug, ...] = ()
    instrument: Slug | None = None
    exclusive: bool = False
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    confirmed_by_source: PartialDate | None = None
    confirmed_by_target: PartialDate | None = None
    note: str | None = None
    sources: tuple[Slug, ...] = ()
    newest_source_date: PartialDate | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class MechanismStage:
    """One of the ten ordered stages of a national referral mechanism, with the bodies and the law."""

    slug: Slug
    country: CountryCode
    stage: Stage
    order: int
    variant: MechanismVariant
    responsible: tuple[Slug, ...]
    supporting: tuple[Slug, ...]
    text: str
    legal_bases: tuple[Slug, ...] = ()
    sources: tuple[Slug, ...] = ()


Record: TypeAlias = Area | Source | Organisation | ContactPoint | LegalBasis | Referral | MechanismStage


@dataclass(frozen=True, slots=True)
class DirectoryInfo:
    """What this directory is: its integer version, when it last changed (RFC 3339, UTC) and how much it holds."""

    version: int
    updated_at: str
    organisations: int
    contact_points: int
    referrals: int
    store: str
    licence: str = "code EUPL-1.2; the data keep the terms of their sources"
