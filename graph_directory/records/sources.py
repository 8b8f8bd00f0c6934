"""Sources: record to domain value and back."""

from __future__ import annotations

from typing import Any

from graph_directory.model import Source
from graph_directory.records.shared import Plain, many


def source_from(record: Plain) -> Source:
    """A source from its record."""
    return Source(
        slug=record["id"],
        title=record["title"],
        publisher=record["publisher"],
        url=record["url"],
        date=record.get("date"),
        note=record.get("note"),
        used=record.get("used", True),
        also_cited_as=many(record, "also_cited_as"),
    )


def source_record(source: Source) -> dict[str, Any]:
    """The record of a source."""
    return {
        "id": source.slug,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "date": source.date,
        "note": source.note,
        "used": source.used,
        "also_cited_as": list(source.also_cited_as),
    }
