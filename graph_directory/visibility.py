"""What a visibility class may see; what it may not see does not exist for it, neither as a record nor as a slug."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from graph_directory.model import ContactPoint, MechanismStage, Organisation, Record, Referral, Slug
from graph_directory.vocabulary import Visibility

_HEIGHT = {Visibility.PUBLIC: 0, Visibility.PROFESSIONAL: 1, Visibility.RESTRICTED: 2}


def may_see(reader: Visibility, record: Visibility) -> bool:
    """Whether a reader of one class may see a record of another: its own class and every class below."""
    return _HEIGHT[reader] >= _HEIGHT[record]


def visibility_of(record: Record) -> Visibility:
    """The class a record itself asks for; areas, sources, law and mechanisms are public."""
    return record.visibility if isinstance(record, Organisation | ContactPoint | Referral) else Visibility.PUBLIC


def as_seen(record: Record, reader: Visibility, hidden: Collection[Slug]) -> Record | None:
    """The record as the class sees it, or None; `hidden` are the organisations that the class may not see.

    A contact point goes with the organisation that owns it, a referral with either end. Elsewhere the slugs of
    hidden organisations are left out, because a slug alone may tell that a protected house exists.
    """
    if not may_see(reader, visibility_of(record)):
        return None
    return _without(record, hidden) if hidden else record


def _without(record: Record, hidden: Collection[Slug]) -> Record | None:
    if isinstance(record, Organisation):
        return _organisation_without(record, hidden)
    if isinstance(record, ContactPoint):
        return _contact_point_without(record, hidden)
    if isinstance(record, Referral):
        return None if record.source in hidden or record.target in hidden else record
    if isinstance(record, MechanismStage) and not _clear_of(record.responsible + record.supporting, hidden):
        return replace(
            record, responsible=_shown(record.responsible, hidden), supporting=_shown(record.supporting, hidden)
        )
    return record


def _organisation_without(record: Organisation, hidden: Collection[Slug]) -> Organisation | None:
    if record.slug in hidden:
        return None
    via = record.access.via if record.access else ()
    if _clear_of((*via, record.parent, record.successor), hidden):
        return record
    return replace(
        record,
        parent=None if record.parent in hidden else record.parent,
        successor=None if record.successor in hidden else record.successor,
        access=replace(record.access, via=_shown(via, hidden)) if record.access else None,
    )


def _contact_point_without(record: ContactPoint, hidden: Collection[Slug]) -> ContactPoint | None:
    owner, *others = record.organisations
    if owner in hidden:
        return None
    if _clear_of(others, hidden):
        return record
    return replace(record, organisations=_shown(record.organisations, hidden))


def _clear_of(slugs: Collection[Slug | None], hidden: Collection[Slug]) -> bool:
    return not any(slug in hidden for slug in slugs)


def _shown(slugs: Collection[Slug], hidden: Collection[Slug]) -> tuple[Slug, ...]:
    return tuple(slug for slug in slugs if slug not in hidden)


def highest(classes: Iterable[Visibility]) -> Visibility:
    """The class that shows most of several; public where there is none."""
    return max(classes, key=_HEIGHT.__getitem__, default=Visibility.PUBLIC)


def out_of_sight(reader: Visibility) -> tuple[Visibility, ...]:
    """The classes whose records this reader may not see."""
    return tuple(visibility for visibility in Visibility if not may_see(reader, visibility))
