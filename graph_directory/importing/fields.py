"""Which fields a record of each kind has, which of them it needs, and what each must look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from graph_directory.importing.contacts import address, country, email, hours, phone, spoken_language
from graph_directory.importing.values import (
    Check,
    Complaint,
    any_text,
    code,
    degrees,
    each,
    english_texts,
    flag,
    partial_date,
    slug,
    text,
    texts,
    url,
    whole,
)
from graph_directory.store import RecordKind
from graph_directory.vocabulary import (
    AreaKind,
    Audience,
    Confidence,
    LegalStatus,
    LegalSubject,
    MechanismVariant,
    OrganisationKind,
    OrganisationStatus,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    Stage,
    TargetGroup,
    ThemeCode,
    Visibility,
)


@dataclass(frozen=True, slots=True)
class Field:
    """What a field must look like; one that is not `needed` may be missing or null."""

    check: Check
    needed: bool = True
    nullable: bool = False


def needed(check: Check) -> Field:
    """A field that must be there and say something."""
    return Field(check)


def nullable(check: Check) -> Field:
    """A field that must be there, null where nothing is recorded."""
    return Field(check, nullable=True)


def optional(check: Check) -> Field:
    """A field that may be missing or null."""
    return Field(check, needed=False, nullable=True)


def defaulted(check: Check) -> Field:
    """A field that may be missing, and then has its usual value, but is not null."""
    return Field(check, needed=False)


def complaints(fields: Mapping[str, Field], record: Mapping[str, Any], prefix: str = "") -> Iterator[Complaint]:
    """Everything wrong with the fields of one record, in the order of the table."""
    for name, field in fields.items():
        if name not in record:
            if field.needed:
                yield Complaint(prefix + name, "is missing.")
        elif record[name] is not None:
            yield from field.check(prefix + name, record[name])
        elif not field.nullable:
            yield Complaint(prefix + name, "must not be null.")
    for name in record:
        if name not in fields:
            near = get_close_matches(name, fields, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(fields)}."
            yield Complaint(prefix + name, f"is not a known field; {hint}")


def nested(fields: Mapping[str, Field]) -> Check:
    """An object with fields of its own."""

    def check(field: str, value: Any) -> Iterator[Complaint]:
        if isinstance(value, dict):
            yield from complaints(fields, value, f"{field}.")
        else:
            yield Complaint(field, f"must be an object with {', '.join(fields)}.")

    return check


_SOURCES = needed(each(slug, at_least=1))
_CODES = {
    "themes": optional(each(code(ThemeCode))),
    "services": optional(each(code(ServiceCode))),
    "target_groups": optional(each(code(TargetGroup))),
}
_VALIDITY = {"valid_from": optional(partial_date), "valid_to": optional(partial_date)}
_SEEN_BY = {"visibility": defaulted(code(Visibility))}
_ACCESS = {
    "text": needed(text),
    "direct": needed(flag),
    "mandate": needed(flag),
    "via": optional(each(slug)),
}
_POWER = {
    "service": needed(code(ServiceCode)),
    "text": needed(text),
    "legal_basis": optional(each(slug)),
    "sources": _SOURCES,
}

FIELDS: Mapping[RecordKind, Mapping[str, Field]] = {
    RecordKind.AREA: {
        "code": needed(text),
        "level": nullable(whole(0, 3)),
        "kind": needed(code(AreaKind)),
        "country": nullable(country),
        "parent": nullable(text),
        "names": needed(texts),
        "lat": needed(degrees(90)),
        "lon": needed(degrees(180)),
        "borders": optional(each(text)),
        "touches_benelux": defaulted(flag),
    },
    RecordKind.SOURCE: {
        "id": needed(slug),
        "title": needed(text),
        "publisher": needed(any_text),
        "url": needed(url),
        "date": optional(partial_date),
        "note": optional(any_text),
        "used": defaulted(flag),
        "also_cited_as": optional(each(slug)),
    },
    RecordKind.ORGANISATION: {
        "id": needed(slug),
        "names": needed(texts),
        "aliases": optional(each(text)),
        "former_names": optional(each(text)),
        "acronyms": optional(each(text)),
        "country": needed(country),
        "kind": needed(code(OrganisationKind)),
        "parent": optional(slug),
        "group_entry": defaulted(flag),
        "status": defaulted(code(OrganisationStatus)),
        **_VALIDITY,
        "successor": optional(slug),
        "areas": needed(each(text, at_least=1)),
        "municipalities": optional(each(text)),
        "municipalities_complete": optional(flag),
        "description": needed(english_texts),
        **_CODES,
        "min_age": optional(whole(0, 120)),
        "max_age": optional(whole(0, 120)),
        "audience": optional(each(code(Audience))),
        "access": optional(nested(_ACCESS)),
        "exclusive_powers": optional(each(nested(_POWER))),
        "address_secret": defaulted(flag),
        "shelter_address_secret": defaulted(flag),
        "note": optional(any_text),
        "sources": _SOURCES,
        "previous_ids": optional(each(slug)),
        "newest_source_date": optional(partial_date),
        **_SEEN_BY,
    },
    RecordKind.LEGAL_BASIS: {
        "id": needed(slug),
        "country": needed(country),
        "citation": needed(text),
        "title": needed(text),
        "about": needed(code(LegalSubject)),
        "status": needed(code(LegalStatus)),
        **_VALIDITY,
        "summary": needed(text),
        "note": optional(any_text),
        "sources": _SOURCES,
        "previous_ids": optional(each(slug)),
    },
    RecordKind.CONTACT_POINT: {
        "id": needed(slug),
        "organisation": needed(slug),
        "also_serves": optional(each(slug)),
        "label": needed(text),
        "audience": needed(code(Audience)),
        "phones": optional(each(phone)),
        "emails": optional(each(email)),
        "urls": optional(each(url)),
        "address": optional(address),
        "hours": optional(hours),
        "languages": optional(each(spoken_language)),
        "note": optional(any_text),
        "sources": _SOURCES,
        **_VALIDITY,
        "confidence": defaulted(code(Confidence)),
        "newest_source_date": optional(partial_date),
        **_SEEN_BY,
    },
    RecordKind.REFERRAL: {
        "id": needed(slug),
        "from": needed(slug),
        "to": needed(slug),
        "kind": needed(code(ReferralKind)),
        "status": needed(code(RelationStatus)),
        "cross_border": needed(flag),
        **_CODES,
        "condition": needed(text),
        "steps": optional(each(text)),
        "legal_basis": optional(each(slug)),
        "instrument": optional(slug),
        "exclusive": defaulted(flag),
        **_VALIDITY,
        "confirmed_by_source": optional(partial_date),
        "confirmed_by_target": optional(partial_date),
        "note": optional(any_text),
        "sources": _SOURCES,
        "newest_source_date": optional(partial_date),
        **_SEEN_BY,
    },
    RecordKind.MECHANISM_STAGE: {
        "id": needed(slug),
        "country": needed(country),
        "stage": needed(code(Stage)),
        "order": needed(whole(1, 10)),
        "variant": needed(code(MechanismVariant)),
        "responsible": needed(each(slug, at_least=1)),
        "supporting": optional(each(slug)),
        "text": needed(text),
        "legal_basis": optional(each(slug)),
        "sources": _SOURCES,
    },
}
