"""Organisations: record to domain value and back."""

from __future__ import annotations

from typing import Any

from graph_directory.model import Access, ExclusivePower, Organisation
from graph_directory.records.shared import Plain, codes, many, visibility_from, visibility_record
from graph_directory.vocabulary import (
    Audience,
    OrganisationKind,
    OrganisationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)


def organisation_from(record: Plain) -> Organisation:
    """An organisation from its record."""
    return Organisation(
        slug=record["id"],
        names=dict(record["names"]),
        aliases=many(record, "aliases"),
        former_names=many(record, "former_names"),
        acronyms=many(record, "acronyms"),
        country=record["country"],
        kind=OrganisationKind(record["kind"]),
        parent=record.get("parent"),
        group_entry=record.get("group_entry", False),
        status=OrganisationStatus(record.get("status", OrganisationStatus.ACTIVE)),
        valid_from=record.get("valid_from"),
        valid_to=record.get("valid_to"),
        successor=record.get("successor"),
        areas=many(record, "areas"),
        municipalities=many(record, "municipalities"),
        municipalities_complete=record.get("municipalities_complete"),
        description=dict(record["description"]),
        themes=codes(ThemeCode, record, "themes"),
        services=codes(ServiceCode, record, "services"),
        target_groups=codes(TargetGroup, record, "target_groups"),
        min_age=record.get("min_age"),
        max_age=record.get("max_age"),
        audience=codes(Audience, record, "audience"),
        access=_access_from(record.get("access")),
        exclusive_powers=tuple(_power_from(power) for power in record.get("exclusive_powers") or ()),
        address_secret=record.get("address_secret", False),
        shelter_address_secret=record.get("shelter_address_secret", False),
        note=record.get("note"),
        sources=many(record, "sources"),
        previous_ids=many(record, "previous_ids"),
        newest_source_date=record.get("newest_source_date"),
        visibility=visibility_from(record),
    )


def organisation_record(organisation: Organisation) -> dict[str, Any]:
    """The record of an organisation."""
    access = organisation.access
    return {
        "id": organisation.slug,
        "names": dict(organisation.names),
        "aliases": list(organisation.aliases),
        "former_names": list(organisation.former_names),
        "acronyms": list(organisation.acronyms),
        "country": organisation.country,
        "kind": organisation.kind.value,
        "parent": organisation.parent,
        "group_entry": organisation.group_entry,
        "status": organisation.status.value,
        "valid_from": organisation.valid_from,
        "valid_to": organisation.valid_to,
        "successor": organisation.successor,
        "areas": list(organisation.areas),
        "municipalities": list(organisation.municipalities),
        "municipalities_complete": organisation.municipalities_complete,
        "description": dict(organisation.description),
        "themes": [code.value for code in organisation.themes],
        "services": [code.value for code in organisation.services],
        "target_groups": [code.value for code in organisation.target_groups],
        "min_age": organisation.min_age,
        "max_age": organisation.max_age,
        "audience": [code.value for code in organisation.audience],
        "access": None if access is None else _access_record(access),
        "exclusive_powers": [_power_record(power) for power in organisation.exclusive_powers],
        "address_secret": organisation.address_secret,
        "shelter_address_secret": organisation.shelter_address_secret,
        "note": organisation.note,
        "sources": list(organisation.sources),
        "previous_ids": list(organisation.previous_ids),
        "newest_source_date": organisation.newest_source_date,
        **visibility_record(organisation.visibility),
    }


def _access_from(record: Plain | None) -> Access | None:
    if record is None:
        return None
    return Access(record["text"], record["direct"], record["mandate"], many(record, "via"))


def _access_record(access: Access) -> dict[str, Any]:
    return {"text": access.text, "direct": access.direct, "mandate": access.mandate, "via": list(access.via)}


def _power_from(record: Plain) -> ExclusivePower:
    return ExclusivePower(
        service=ServiceCode(record["service"]),
        text=record["text"],
        legal_bases=many(record, "legal_basis"),
        sources=many(record, "sources"),
    )


def _power_record(power: ExclusivePower) -> dict[str, Any]:
    return {
        "service": power.service.value,
        "text": power.text,
        "legal_basis": list(power.legal_bases),
        "sources": list(power.sources),
    }
