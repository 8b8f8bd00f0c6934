"""The reading half of the port, answered from one snapshot; only the record of changes goes to the file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from graph_directory.filters import is_competent, passes_organisation, passes_referral
from graph_directory.model import (
    Area,
    ContactPoint,
    CountryCode,
    DirectoryInfo,
    LegalBasis,
    MechanismStage,
    Organisation,
    Record,
    Referral,
    Slug,
    Source,
)
from graph_directory.questions import OrganisationFilter, ReferralFilter, Subgraph
from graph_directory.store import CandidateQuery, Change, RecordKind
from graph_directory.stores.sqlite.history import Span, read_changes
from graph_directory.stores.sqlite.snapshot import Snapshot, gathered
from graph_directory.vocabulary import OrganisationStatus, Visibility

Value = TypeVar("Value")


class SnapshotReader:
    """One version for one visibility class; see `store.DirectoryReader` for what each method promises."""

    def __init__(self, snapshot: Snapshot, path: Path) -> None:
        self._snapshot = snapshot
        self._path = path

    @property
    def visibility(self) -> Visibility:
        """The class this reader reads for."""
        return self._snapshot.visibility

    async def info(self) -> DirectoryInfo:
        """Version, time of the last change and counts of what the class sees."""
        seen = self._snapshot
        return DirectoryInfo(
            version=seen.version,
            updated_at=seen.updated_at,
            organisations=len(seen.organisations),
            contact_points=len(seen.contact_points),
            referrals=len(seen.referrals),
            store="sqlite",
        )

    async def organisations(self, slugs: Sequence[Slug]) -> Mapping[Slug, Organisation]:
        """Those that exist, by slug."""
        return _picked(self._snapshot.organisations, slugs)

    async def contact_points(self, slugs: Sequence[Slug]) -> Mapping[Slug, ContactPoint]:
        """Those that exist, by slug."""
        return _picked(self._snapshot.contact_points, slugs)

    async def referrals(self, slugs: Sequence[Slug]) -> Mapping[Slug, Referral]:
        """Those that exist, by slug."""
        return _picked(self._snapshot.referrals, slugs)

    async def legal_bases(self, slugs: Sequence[Slug]) -> Mapping[Slug, LegalBasis]:
        """Those that exist, by slug."""
        return _picked(self._snapshot.legal_bases, slugs)

    async def sources(self, slugs: Sequence[Slug]) -> Mapping[Slug, Source]:
        """Those that exist, by slug."""
        return _picked(self._snapshot.sources, slugs)

    async def records(self, kind: RecordKind) -> tuple[Record, ...]:
        """Every record of one kind in the order recorded."""
        return tuple(self._snapshot.records[kind].values())

    async def areas(self) -> tuple[Area, ...]:
        """Every area in code order."""
        return self._snapshot.areas

    async def mechanism(self, countries: Sequence[CountryCode]) -> tuple[MechanismStage, ...]:
        """The stages of these countries, by country, order, variant and slug."""
        stages = (stage for stage in self._snapshot.stages.values() if stage.country in countries)
        return tuple(sorted(stages, key=lambda stage: (stage.country, stage.order, stage.variant.value, stage.slug)))

    async def contact_points_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[ContactPoint, ...]]:
        """For every slug asked, in the order recorded."""
        return {slug: self._snapshot.contact_points_of.get(slug, ()) for slug in organisations}

    async def referrals_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Referral, ...]]:
        """For every slug asked, both directions, in slug order."""
        return {slug: self._snapshot.referrals_of.get(slug, ()) for slug in organisations}

    async def children_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Slug, ...]]:
        """For every slug asked: the bodies whose parent it is."""
        return {slug: self._snapshot.children_of.get(slug, ()) for slug in organisations}

    async def candidates(self, query: CandidateQuery) -> tuple[Organisation, ...]:
        """Organisations that may be somebody's counterpart, in slug order; ended ones left out."""
        bodies = self._snapshot.in_order(gathered(self._snapshot.by_area, query.areas))
        alive = (body for body in bodies if body.status is not OrganisationStatus.ENDED)
        return tuple(body for body in alive if is_competent(body, query))

    async def with_words(self, words: Sequence[str]) -> tuple[Organisation, ...]:
        """Organisations that hold one of these words, in slug order."""
        return self._snapshot.in_order(self._snapshot.words.with_words(words))

    async def words_near(self, words: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """For every word asked: the indexed words near it."""
        return {word: self._snapshot.words.near(word) for word in words}

    async def select_organisations(self, wanted: OrganisationFilter) -> tuple[Slug, ...]:
        """Slugs of the organisations that pass every filled field but `freshness`, in order."""
        if wanted == OrganisationFilter():
            return self._snapshot.slugs
        inside = frozenset(code for area in wanted.areas for code in self._snapshot.tree.inside(area))
        bodies = self._snapshot.organisations.values()
        return tuple(sorted(body.slug for body in bodies if passes_organisation(body, wanted, inside)))

    async def select_referrals(self, wanted: ReferralFilter) -> tuple[Slug, ...]:
        """Slugs of the referrals that pass every filled field, in order."""
        seen = self._snapshot
        return tuple(
            sorted(
                referral.slug
                for referral in seen.referrals.values()
                if passes_referral(referral, wanted, self._countries(referral))
            )
        )

    async def neighbourhood(self, around: Sequence[Slug], hops: int) -> Subgraph:
        """The bodies at most `hops` referrals away, direction ignored, with all referrals among them."""
        reached = {slug for slug in around if slug in self._snapshot.organisations}
        edge = reached
        for _ in range(hops):
            edge = self._neighbours(edge) - reached
            if not edge:
                break
            reached = reached | edge
        return Subgraph(self._snapshot.in_order(reached), self._snapshot.among(reached))

    async def network(self, countries: Sequence[CountryCode]) -> Subgraph:
        """All organisations of these countries (none given: all) with the referrals among them."""
        if not countries:
            return self._snapshot.whole
        bodies = self._snapshot.organisations.values()
        slugs = {body.slug for body in bodies if not countries or body.country in countries}
        return Subgraph(self._snapshot.in_order(slugs), self._snapshot.among(slugs))

    async def changes(self, since: int, first: int, after: int = 0) -> tuple[Change, ...]:
        """Changes of versions above `since` up to this reader's own, oldest first."""
        span = Span(since, self._snapshot.version)
        page = slice(after, after + first)
        return await asyncio.to_thread(read_changes, self._path, self.visibility, span, page)

    def _neighbours(self, slugs: set[Slug]) -> set[Slug]:
        ends = {
            end
            for slug in slugs
            for referral in self._snapshot.referrals_of.get(slug, ())
            for end in (referral.source, referral.target)
        }
        return {slug for slug in ends if slug in self._snapshot.organisations}

    def _countries(self, referral: Referral) -> set[CountryCode]:
        ends = (self._snapshot.organisations.get(slug) for slug in (referral.source, referral.target))
        return {end.country for end in ends if end is not None}


def _picked(values: Mapping[Slug, Value], slugs: Sequence[Slug]) -> dict[Slug, Value]:
    return {slug: values[slug] for slug in slugs if slug in values}
