"""One row at a time: its fields, what two of its fields say together, and the domain value it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_directory.errors import Problem
from graph_directory.importing.fields import FIELDS, complaints
from graph_directory.importing.rows import Row
from graph_directory.importing.values import Complaint
from graph_directory.model import ContactPoint, LegalBasis, Organisation, Record, Referral, Slug
from graph_directory.records import from_record
from graph_directory.store import RecordKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its domain value, which is None where its fields have errors."""

    row: Row
    slug: Slug | None
    value: Record | None


def read_entries(rows: Iterable[Row], problems: list[Problem]) -> list[Entry]:
    """Every row as an entry; what is wrong with single rows is added to `problems`."""
    entries = []
    for row in rows:
        found = [
            row.problem(each.field, each.message, each.severity) for each in complaints(FIELDS[row.kind], row.record)
        ]
        sound = not any(problem.severity == "error" for problem in found)
        value = from_record(row.kind, row.record) if sound else None
        if value is not None:
            found += [row.problem(each.field, each.message, each.severity) for each in _together(value)]
        problems += found
        entries.append(Entry(row, _slug(row), value))
    return entries


def _slug(row: Row) -> Slug | None:
    slug = row.record.get("code" if row.kind is RecordKind.AREA else "id")
    return slug if isinstance(slug, str) else None


def _together(value: Record) -> Iterator[Complaint]:
    if isinstance(value, Organisation | ContactPoint | LegalBasis | Referral):
        yield from _validity(value.valid_from, value.valid_to)
    if isinstance(value, Organisation):
        yield from _organisation(value)
    if isinstance(value, ContactPoint):
        yield from _contact_point(value)
    if isinstance(value, Referral) and value.source == value.target:
        yield Complaint("to", f"a referral must lead to another organisation than {value.source!r}.")


def _validity(valid_from: str | None, valid_to: str | None) -> Iterator[Complaint]:
    if valid_from and valid_to:
        shorter = min(len(valid_from), len(valid_to))  # a year and a day compare by what both of them say
        if valid_from[:shorter] > valid_to[:shorter]:
            yield Complaint("valid_to", f"{valid_to} lies before valid_from ({valid_from}).")


def _organisation(value: Organisation) -> Iterator[Complaint]:
    if value.min_age is not None and value.max_age is not None and value.min_age > value.max_age:
        yield Complaint("max_age", f"{value.max_age} is lower than min_age ({value.min_age}).")
    for field, slug in (("parent", value.parent), ("successor", value.successor)):
        if slug == value.slug:
            yield Complaint(field, "an organisation cannot be its own.")


def _contact_point(value: ContactPoint) -> Iterator[Complaint]:
    if value.organisations[0] in value.organisations[1:]:
        yield Complaint("also_serves", f"{value.organisations[0]!r} is the owner; name only the others.")
    if value.phones or value.emails or value.urls or value.address:
        return
    if not (value.note or value.hours or value.languages):
        yield Complaint("phones", "a contact point needs a phone, a mailbox, a page, an address or a note.", "warning")
