"""Where a record of a data file becomes a domain value and back: one pair of functions a kind.

`to_record(from_record(kind, record))` has the same keys and values as a complete `record`. Keys that came later
(`visibility`, `also_serves`, `confirmed_by_source`, `confirmed_by_target`) are written only where they say something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph_directory.model import (
    Area,
    ContactPoint,
    LegalBasis,
    MechanismStage,
    Organisation,
    Record,
    Referral,
    Slug,
    Source,
)
from graph_directory.records.areas import area_from, area_record
from graph_directory.records.contact_points import contact_point_from, contact_point_record
from graph_directory.records.legal_bases import legal_basis_from, legal_basis_record
from graph_directory.records.mechanism_stages import mechanism_stage_from, mechanism_stage_record
from graph_directory.records.organisations import organisation_from, organisation_record
from graph_directory.records.referrals import referral_from, referral_record
from graph_directory.records.shared import Plain
from graph_directory.records.sources import source_from, source_record
from graph_directory.store import RecordKind

RECORD_FILES: Mapping[RecordKind, str] = {
    RecordKind.AREA: "areas.json",
    RecordKind.SOURCE: "sources.json",
    RecordKind.ORGANISATION: "organisations.json",
    RecordKind.LEGAL_BASIS: "legal_bases.json",
    RecordKind.CONTACT_POINT: "contact_points.json",
    RecordKind.REFERRAL: "relations.json",
    RecordKind.MECHANISM_STAGE: "referral_mechanisms.json",
}


def from_record(kind: RecordKind, record: Plain) -> Record:
    """The domain value of one record.

    Raises KeyError for a missing required key and ValueError for an unknown code; `importing` says so with a line.
    """
    return _FROM[kind](record)


def to_record(value: Record) -> dict[str, Any]:
    """The record of one domain value as plain data, every key present, in the order of the data files."""
    return _TO[type(value)](value)


def kind_of(value: Record) -> RecordKind:
    """Which kind of record a domain value is."""
    return _KINDS[type(value)]


def slug_of(value: Record) -> Slug:
    """The stable key of a domain value; an area's is its code."""
    return value.code if isinstance(value, Area) else value.slug


_FROM: Mapping[RecordKind, Callable[[Plain], Record]] = {
    RecordKind.AREA: area_from,
    RecordKind.SOURCE: source_from,
    RecordKind.ORGANISATION: organisation_from,
    RecordKind.LEGAL_BASIS: legal_basis_from,
    RecordKind.CONTACT_POINT: contact_point_from,
    RecordKind.REFERRAL: referral_from,
    RecordKind.MECHANISM_STAGE: mechanism_stage_from,
}
_TO: Mapping[type[Record], Callable[[Any], dict[str, Any]]] = {
    Area: area_record,
    Source: source_record,
    Organisation: organisation_record,
    LegalBasis: legal_basis_record,
    ContactPoint: contact_point_record,
    Referral: referral_record,
    MechanismStage: mechanism_stage_record,
}
_KINDS: Mapping[type[Record], RecordKind] = {
    Area: RecordKind.AREA,
    Source: RecordKind.SOURCE,
    Organisation: RecordKind.ORGANISATION,
    LegalBasis: RecordKind.LEGAL_BASIS,
    ContactPoint: RecordKind.CONTACT_POINT,
    Referral: RecordKind.REFERRAL,
    MechanismStage: RecordKind.MECHANISM_STAGE,
}
