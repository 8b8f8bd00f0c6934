"""Contact points: record to domain value and back."""

from __future__ import annotations

from typing import Any

from graph_directory.model import Address, ContactPoint, Phone
from graph_directory.records.shared import Plain, many, visibility_from, visibility_record
from graph_directory.vocabulary import Audience, Confidence, PhoneType


def contact_point_from(record: Plain) -> ContactPoint:
    """A contact point from its record; `organisation` owns it, `also_serves` names the others behind the same line."""
    address = record.get("address")
    return ContactPoint(
        slug=record["id"],
        organisations=(record["organisation"], *many(record, "also_serves")),
        label=record["label"],
        audience=Audience(record["audience"]),
        phones=tuple(_phone_from(phone) for phone in record.get("phones") or ()),
        emails=many(record, "emails"),
        urls=many(record, "urls"),
        address=None if address is None else _address_from(address),
        hours=record.get("hours"),
        languages=many(record, "languages"),
        note=record.get("note"),
        sources=many(record, "sources"),
        valid_from=record.get("valid_from"),
        valid_to=record.get("valid_to"),
        confidence=Confidence(record.get("confidence", Confidence.CURRENT)),
        newest_source_date=record.get("newest_source_date"),
        visibility=visibility_from(record),
    )


def contact_point_record(contact: ContactPoint) -> dict[str, Any]:
    """The record of a contact point."""
    owner, *others = contact.organisations
    return {
        "id": contact.slug,
        "organisation": owner,
        **({"also_serves": others} if others else {}),
        "label": contact.label,
        "audience": contact.audience.value,
        "phones": [_phone_record(phone) for phone in contact.phones],
        "emails": list(contact.emails),
        "urls": list(contact.urls),
        "address": None if contact.address is None else _address_record(contact.address),
        "hours": contact.hours,
        "languages": list(contact.languages),
        "note": contact.note,
        "sources": list(contact.sources),
        "valid_from": contact.valid_from,
        "valid_to": contact.valid_to,
        "confidence": contact.confidence.value,
        "newest_source_date": contact.newest_source_date,
        **visibility_record(contact.visibility),
    }


def _phone_from(record: Plain) -> Phone:
    return Phone(
        number=record["number"],
        display=record["display"],
        e164=record.get("e164"),
        type=PhoneType(record["type"]),
        region=record.get("region"),
        reachable_from_abroad=record.get("reachable_from_abroad"),
    )


def _phone_record(phone: Phone) -> dict[str, Any]:
    return {
        "number": phone.number,
        "display": phone.display,
        "e164": phone.e164,
        "type": phone.type.value,
        "region": phone.region,
        "reachable_from_abroad": phone.reachable_from_abroad,
    }


def _address_from(record: Plain) -> Address:
    return Address(record.get("street"), record.get("postal_code"), record["locality"], record.get("country"))


def _address_record(address: Address) -> dict[str, Any]:
    return {
        "street": address.street,
        "postal_code": address.postal_code,
        "locality": address.locality,
        "country": address.country,
    }
