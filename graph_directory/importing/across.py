"""Checks that need more than one record: twins, references, secret addresses, borders, circles of parents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import process

from graph_directory.errors import Problem
from graph_directory.importing.known import Known
from graph_directory.importing.records import Entry
from graph_directory.model import Area, ContactPoint, Organisation, Referral, Slug
from graph_directory.references import references_of
from graph_directory.store import RecordKind


def problems_across(entries: Sequence[Entry], known: Known) -> Iterator[Problem]:
    """Everything wrong between the rows, and between them and what the store already holds."""
    yield from _twins(entries)
    loaded = _slugs(entries)
    for entry in entries:
        yield from _unresolved(entry, loaded, known)
    bodies = {**known.organisations, **_bodies(entries)}
    for entry in entries:
        yield from _borders(entry, bodies)
        yield from _own_secret(entry, bodies)
    yield from _stored_secrets(entries, known)
    yield from _circles(entries, {slug: body.parent for slug, body in bodies.items()})


def _twins(entries: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[tuple[RecordKind, Slug], Entry] = {}
    for entry in entries:
        if entry.slug is None:
            continue
        earlier = first.setdefault((entry.row.kind, entry.slug), entry)
        if earlier is not entry:
            where = f"{earlier.row.file}:{earlier.row.line}"
            yield entry.row.problem("id", f"{entry.slug!r} was used before, at {where}.")


def _slugs(entries: Sequence[Entry]) -> Mapping[RecordKind, set[Slug]]:
    # rows with errors count too: what points to them is not wrong because of that
    slugs: defaultdict[RecordKind, set[Slug]] = defaultdict(set)
    for entry in entries:
        if entry.slug is not None:
            slugs[entry.row.kind].add(entry.slug)
    return slugs


def _bodies(entries: Sequence[Entry]) -> dict[Slug, Organisation]:
    return {entry.value.slug: entry.value for entry in entries if isinstance(entry.value, Organisation)}


def _unresolved(entry: Entry, loaded: Mapping[RecordKind, set[Slug]], known: Known) -> Iterator[Problem]:
    if entry.value is None:
        return
    for to in references_of(entry.value):
        there = loaded.get(to.kind, set())
        if to.slug not in there and to.slug not in known.slugs.get(to.kind, ()):
            near = [slug for slug, _, _ in process.extract(to.slug, there, limit=3, score_cutoff=80)]
            hint = f" Did you mean {' or '.join(sorted(near))}?" if near else ""
            what = to.kind.value.replace("_", " ")
            yield entry.row.problem(to.field, f"there is no {what} {to.slug!r}.{hint}")


def _borders(entry: Entry, bodies: Mapping[Slug, Organisation]) -> Iterator[Problem]:
    if not isinstance(entry.value, Referral):
        return
    source, target = bodies.get(entry.value.source), bodies.get(entry.value.target)
    if source is None or target is None:
        return
    crosses = source.country != target.country or source.country == "INT"
    if crosses != entry.value.cross_border:
        between = f"{source.country} and {target.country}"
        yield entry.row.problem("cross_border", f"must be {str(crosses).lower()} between {between}.")


def _own_secret(entry: Entry, bodies: Mapping[Slug, Organisation]) -> Iterator[Problem]:
    if not isinstance(entry.value, ContactPoint) or entry.value.address is None:
        return
    for slug in entry.value.organisations:
        if slug in bodies and bodies[slug].address_secret:
            yield entry.row.problem("address", f"must be null: {slug!r} keeps its place secret.")


def _stored_secrets(entries: Sequence[Entry], known: Known) -> Iterator[Problem]:
    replaced = _slugs(entries).get(RecordKind.CONTACT_POINT, set())
    for entry in entries:
        if not isinstance(entry.value, Organisation) or not entry.value.address_secret:
            continue
        for point in known.contact_points_of.get(entry.value.slug, ()):
            if point.address is not None and point.slug not in replaced:
                message = (
                    f"its contact point {point.slug!r} in the store shows an address; load that one without it too."
                )
                yield entry.row.problem("address_secret", message)


def _circles(entries: Sequence[Entry], parents: Mapping[Slug, Slug | None]) -> Iterator[Problem]:
    areas = {entry.value.code: entry.value.parent for entry in entries if isinstance(entry.value, Area)}
    for entry in entries:
        if isinstance(entry.value, Organisation | Area):
            above = areas if isinstance(entry.value, Area) else parents
            slug = entry.value.code if isinstance(entry.value, Area) else entry.value.slug
            if above.get(slug) != slug and _comes_back(slug, above):
                yield entry.row.problem("parent", f"{slug!r} would lie inside itself.")


def _comes_back(start: Slug, above: Mapping[Slug, Slug | None]) -> bool:
    seen: set[Slug] = set()
    current = above.get(start)
    while current is not None and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = above.get(current)
    return False
