"""One version of the directory as one visibility class sees it: immutable, in memory, with an index per question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from graph_directory.areas import AreaTree
from graph_directory.model import (
    Area,
    AreaCode,
    ContactPoint,
    LegalBasis,
    MechanismStage,
    Organisation,
    Record,
    Referral,
    Slug,
    Source,
)
from graph_directory.questions import Subgraph
from graph_directory.store import RecordKind
from graph_directory.stores.sqlite.contents import Contents
from graph_directory.stores.words import WordIndex
from graph_directory.text.index import organisation_words
from graph_directory.visibility import as_seen, may_see, visibility_of
from graph_directory.vocabulary import Visibility

Kind = TypeVar("Kind", bound=Record)
Code = TypeVar("Code", bound=str)
Member = TypeVar("Member")


class Snapshot:
    """What a reader answers from; nothing in it changes after building."""

    def __init__(self, contents: Contents, visibility: Visibility) -> None:
        self.version = contents.version
        self.updated_at = contents.updated_at
        self.visibility = visibility
        self.records = _seen(contents, visibility)
        self.organisations = _of(self.records, RecordKind.ORGANISATION, Organisation)
        self.contact_points = _of(self.records, RecordKind.CONTACT_POINT, ContactPoint)
        self.referrals = _of(self.records, RecordKind.REFERRAL, Referral)
        self.legal_bases = _of(self.records, RecordKind.LEGAL_BASIS, LegalBasis)
        self.sources = _of(self.records, RecordKind.SOURCE, Source)
        self.areas = tuple(sorted(_of(self.records, RecordKind.AREA, Area).values(), key=lambda area: area.code))
        self.stages = _of(self.records, RecordKind.MECHANISM_STAGE, MechanismStage)

    @cached_property
    def tree(self) -> AreaTree:
        """The tree of areas."""
        return AreaTree(self.areas)

    @cached_property
    def slugs(self) -> tuple[Slug, ...]:
        """Those of all organisations, in order."""
        return tuple(sorted(self.organisations))

    @cached_property
    def contact_points_of(self) -> Mapping[Slug, tuple[ContactPoint, ...]]:
        """By organisation, in the order recorded."""
        return _grouped((slug, point) for point in self.contact_points.values() for slug in set(point.organisations))

    @cached_property
    def referrals_of(self) -> Mapping[Slug, tuple[Referral, ...]]:
        """By organisation at either end, in slug order."""
        in_order = (self.referrals[slug] for slug in sorted(self.referrals))
        return _grouped((end, referral) for referral in in_order for end in {referral.source, referral.target})

    @cached_property
    def children_of(self) -> Mapping[Slug, tuple[Slug, ...]]:
        """By parent, in slug order."""
        return _grouped(
            (parent, slug) for slug in sorted(self.organisations) if (parent := self.organisations[slug].parent)
        )

    @cached_property
    def by_area(self) -> Mapping[AreaCode, Sequence[Slug]]:
        """Organisations by each of their areas."""
        return _grouped((area, body.slug) for body in self.organisations.values() for area in body.areas)

    @cached_property
    def words(self) -> WordIndex:
        """Organisations by the words they are found by."""
        return WordIndex({slug: organisation_words(body) for slug, body in self.organisations.items()})

    @cached_property
    def whole(self) -> Subgraph:
        """All organisations and the referrals among them, in slug order."""
        ends = self.organisations
        ties = (self.referrals[slug] for slug in sorted(self.referrals))
        kept = tuple(tie for tie in ties if tie.source in ends and tie.target in ends)
        return Subgraph(self.in_order(ends), kept)

    def in_order(self, slugs: Iterable[Slug]) -> tuple[Organisation, ...]:
        """These organisations in slug order; unknown slugs are left out."""
        return tuple(self.organisations[slug] for slug in sorted(set(slugs)) if slug in self.organisations)

    def among(self, slugs: Collection[Slug]) -> tuple[Referral, ...]:
        """Referrals with both ends inside, in slug order."""
        ends = set(slugs)
        found = {
            referral.slug: referral
            for slug in ends
            for referral in self.referrals_of.get(slug, ())
            if referral.source in ends and referral.target in ends
        }
        return tuple(found[slug] for slug in sorted(found))


def gathered(index: Mapping[str, Sequence[Slug]], keys: Iterable[str]) -> set[Slug]:
    """Everything that stands under one of the keys."""
    return {slug for key in keys for slug in index.get(key, ())}


def _seen(contents: Contents, visibility: Visibility) -> Mapping[RecordKind, Mapping[Slug, Record]]:
    bodies = contents.records[RecordKind.ORGANISATION]
    hidden = {slug for slug, body in bodies.items() if not may_see(visibility, visibility_of(body))}
    return {
        kind: {
            slug: seen for slug, record in records.items() if (seen := as_seen(record, visibility, hidden)) is not None
        }
        for kind, records in contents.records.items()
    }


def _of(
    records: Mapping[RecordKind, Mapping[Slug, Record]], kind: RecordKind, model: type[Kind]
) -> Mapping[Slug, Kind]:
    return {slug: record for slug, record in records[kind].items() if isinstance(record, model)}


def _grouped(pairs: Iterable[tuple[Code, Member]]) -> Mapping[Code, tuple[Member, ...]]:
    groups: defaultdict[Code, list[Member]] = defaultdict(list)
    for key, member in pairs:
        groups[key].append(member)
    return {key: tuple(group) for key, group in groups.items()}
