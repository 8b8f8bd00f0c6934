"""Legal bases: record to domain value and back."""

from __future__ import annotations

from typing import Any

from graph_directory.model import LegalBasis
from graph_directory.records.shared import Plain, many
from graph_directory.vocabulary import LegalStatus, LegalSubject


def legal_basis_from(record: Plain) -> LegalBasis:
    """A legal basis from its record."""
    return LegalBasis(
        slug=record["id"],
        country=record["country"],
        citation=record["citation"],
        title=record["title"],
        about=LegalSubject(record["about"]),
        status=LegalStatus(record["status"]),
        valid_from=record.get("valid_from"),
        valid_to=record.get("valid_to"),
        summary=record["summary"],
        note=record.get("note"),
        sources=many(record, "sources"),
        previous_ids=many(record, "previous_ids"),
    )


def legal_basis_record(law: LegalBasis) -> dict[str, Any]:
    """The record of a legal basis."""
    return {
        "id": law.slug,
        "country": law.country,
        "citation": law.citation,
        "title": law.title,
        "about": law.about.value,
        "status": law.status.value,
        "valid_from": law.valid_from,
        "valid_to": law.valid_to,
        "summary": law.summary,
        "note": law.note,
        "sources": list(law.sources),
        "previous_ids": list(law.previous_ids),
    }
