"""Referrals: record to domain value and back."""

from __future__ import annotations

from typing import Any

from graph_directory.model import Referral
from graph_directory.records.shared import Plain, codes, many, visibility_from, visibility_record
from graph_directory.vocabulary import ReferralKind, RelationStatus, ServiceCode, TargetGroup, ThemeCode


def referral_from(record: Plain) -> Referral:
    """A referral from its record; `from` and `to` are slugs of organisations."""
    return Referral(
        slug=record["id"],
        source=record["from"],
        target=record["to"],
        kind=ReferralKind(record["kind"]),
        status=RelationStatus(record["status"]),
        cross_border=record["cross_border"],
        themes=codes(ThemeCode, record, "themes"),
        services=codes(ServiceCode, record, "services"),
        target_groups=codes(TargetGroup, record, "target_groups"),
        condition=record["condition"],
        steps=many(record, "steps"),
        legal_bases=many(record, "legal_basis"),
        instrument=record.get("instrument"),
        exclusive=record.get("exclusive", False),
        valid_from=record.get("valid_from"),
        valid_to=record.get("valid_to"),
        confirmed_by_source=record.get("confirmed_by_source"),
        confirmed_by_target=record.get("confirmed_by_target"),
        note=record.get("note"),
        sources=many(record, "sources"),
        newest_source_date=record.get("newest_source_date"),
        visibility=visibility_from(record),
    )


def referral_record(referral: Referral) -> dict[str, Any]:
    """The record of a referral."""
    confirmed = {
        "confirmed_by_source": referral.confirmed_by_source,
        "confirmed_by_target": referral.confirmed_by_target,
    }
    return {
        "id": referral.slug,
        "from": referral.source,
        "to": referral.target,
        "kind": referral.kind.value,
        "status": referral.status.value,
        "cross_border": referral.cross_border,
        "themes": [code.value for code in referral.themes],
        "services": [code.value for code in referral.services],
        "target_groups": [code.value for code in referral.target_groups],
        "condition": referral.condition,
        "steps": list(referral.steps),
        "legal_basis": list(referral.legal_bases),
        "instrument": referral.instrument,
        "exclusive": referral.exclusive,
        "valid_from": referral.valid_from,
        "valid_to": referral.valid_to,
        **{key: date for key, date in confirmed.items() if date is not None},
        "note": referral.note,
        "sources": list(referral.sources),
        "newest_source_date": referral.newest_source_date,
        **visibility_record(referral.visibility),
    }
