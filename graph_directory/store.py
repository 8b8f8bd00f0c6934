"""The port: what any store can do, in the directory's own words. Reading and writing are two interfaces.

A reader is opened for a visibility class: what the class may not see does not exist for it. Every method that
follows a relation takes many slugs and answers for all of them at once. A store narrows; the rules decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from graph_directory.model import (
    Area,
    AreaCode,
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
from graph_directory.vocabulary import OrganisationKind, ServiceCode, ThemeCode, Visibility


class RecordKind(StrEnum):
    """The kinds of record a directory holds; values name the files of a load folder in the singular."""

    AREA = "area"
    SOURCE = "source"
    ORGANISATION = "organisation"
    LEGAL_BASIS = "legal_basis"
    CONTACT_POINT = "contact_point"
    REFERRAL = "referral"
    MECHANISM_STAGE = "mechanism_stage"


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """Which organisations may be somebody's counterpart.

    An organisation is a candidate when one of its areas is in `areas` (already expanded by the caller: the asked
    area, what contains it, what lies inside it) and it shares a theme with `themes`, a service with `services` or
    has a kind in `kinds` (all three empty: no narrowing by competence). Ended bodies are left out.
    """

    areas: frozenset[AreaCode]
    themes: frozenset[ThemeCode] = frozenset()
    services: frozenset[ServiceCode] = frozenset()
    kinds: frozenset[OrganisationKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the append-only record of changes; `before` and `after` are records as plain data."""

    version: int
    at: str
    by: str
    why: str
    kind: RecordKind
    slug: Slug
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What to write in one transaction: records to put (new or replaced) and records to take out.

    `by` is a role (never a person), `why` one sentence. A record equal to what is stored changes nothing.
    """

    by: str
    why: str
    puts: tuple[Record, ...] = ()
    deletes: tuple[tuple[RecordKind, Slug], ...] = ()


class DirectoryReader(Protocol):
    """Reads one consistent version of the directory for one visibility class.

    Mappings hold what exists; unknown slugs are absent, never an error. Tuples are in slug order unless said.
    """

    @property
    def visibility(self) -> Visibility: ...

    async def info(self) -> DirectoryInfo: ...

    async def organisations(self, slugs: Sequence[Slug]) -> Mapping[Slug, Organisation]: ...

    async def contact_points(self, slugs: Sequence[Slug]) -> Mapping[Slug, ContactPoint]: ...

    async def referrals(self, slugs: Sequence[Slug]) -> Mapping[Slug, Referral]: ...

    async def legal_bases(self, slugs: Sequence[Slug]) -> Mapping[Slug, LegalBasis]: ...

    async def sources(self, slugs: Sequence[Slug]) -> Mapping[Slug, Source]: ...

    async def records(self, kind: RecordKind) -> tuple[Record, ...]:
        """Every record of one kind in the order recorded (a replaced record keeps its place): for exports."""
        ...

    async def areas(self) -> tuple[Area, ...]:
        """Every area, in code order: a small table that callers keep."""
        ...

    async def mechanism(self, countries: Sequence[CountryCode]) -> tuple[MechanismStage, ...]:
        """The stages of these countries, by country, order, variant and slug."""
        ...

    async def contact_points_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[ContactPoint, ...]]:
        """For every slug asked (also one without any): the contact points that serve it, in the order recorded."""
        ...

    async def referrals_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Referral, ...]]:
        """For every slug asked: every referral that starts or ends there, in slug order."""
        ...

    async def children_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Slug, ...]]:
        """For every slug asked: the bodies whose parent it is."""
        ...

    async def candidates(self, query: CandidateQuery) -> tuple[Organisation, ...]: ...

    async def with_words(self, words: Sequence[str]) -> tuple[Organisation, ...]:
        """Organisations whose words (see `text.index.organisation_words`) hold one of `words`, exactly as folded."""
        ...

    async def words_near(self, words: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """For every word asked: the indexed words that equal it, begin with it (four letters and more) or are one
        edit away (insert, delete, replace or swap neighbours; five letters and more), in alphabetical order."""
        ...

    async def select_organisations(self, wanted: OrganisationFilter) -> tuple[Slug, ...]:
        """Slugs of the organisations that pass every filled field but `freshness`."""
        ...

    async def select_referrals(self, wanted: ReferralFilter) -> tuple[Slug, ...]: ...

    async def neighbourhood(self, around: Sequence[Slug], hops: int) -> Subgraph:
        """The bodies at most `hops` referrals away (direction ignored) with all referrals among them."""
        ...

    async def network(self, countries: Sequence[CountryCode]) -> Subgraph:
        """All organisations of these countries (none given: all) with the referrals among them."""
        ...

    async def changes(self, since: int, first: int, after: int = 0) -> tuple[Change, ...]:
        """Changes of versions above `since`, oldest first, at most `first`, skipping the first `after` of them.

        Inside a version they stand by kind (in the order of RecordKind) and slug. Each is told as the class sees it
        (`visibility.as_seen`): a record that goes out of its sight has no `after`, one that comes into it no `before`.
        What belongs to an organisation that was ever out of its sight is left out.
        """
        ...


class DirectoryWriter(Protocol):
    """Writes change sets, each in one transaction together with its change entries and the new version."""

    async def apply(self, changes: ChangeSet) -> int:
        """Writes all of it or nothing; answers the directory's version afterwards (unchanged if nothing differs).

        Deletes come after puts, and the last put of a slug counts. Deleting what is not there changes nothing.
        Raises BadQuestion when a deleted record is still pointed to (`references.references_of`).
        """
        ...


class Store(Protocol):
    """An open store; give it back with `close`."""

    @property
    def name(self) -> str:
        """What it is, for people: `sqlite` or `neo4j`."""
        ...

    @property
    def is_far(self) -> bool:
        """Whether asking for the newest version takes a way to a server and back."""
        ...

    async def reader(self, visibility: Visibility = Visibility.PUBLIC) -> DirectoryReader: ...

    def writer(self) -> DirectoryWriter: ...

    async def check(self) -> None:
        """Raises StoreUnavailable when the store cannot answer now."""
        ...

    async def close(self) -> None: ...
