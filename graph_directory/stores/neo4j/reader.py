"""The reading half of the port: Cypher narrows, `visibility.as_seen` says what the class sees of what comes back.

Narrowing statements answer with slugs; the records themselves come from the shelves of this version, and what is not
there yet comes with one statement more. How many statements a question takes does not grow with what it finds (large
answers are fetched in thousands).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import orjson

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
from graph_directory.stores.neo4j.connection import Connection
from graph_directory.stores.neo4j.fetching import Fetching
from graph_directory.stores.neo4j.history import read_changes
from graph_directory.stores.neo4j.known import Known
from graph_directory.stores.neo4j.limits import Limits
from graph_directory.stores.neo4j.nearby import walked
from graph_directory.stores.neo4j.records import LABELS
from graph_directory.vocabulary import Visibility

Kind = TypeVar("Kind", bound=Record)
_AT_ONCE = 5000


class Neo4jReader:
    """One version for one visibility class; see `store.DirectoryReader` for what each method promises."""

    def __init__(self, connection: Connection, known: Known, visibility: Visibility, limits: Limits) -> None:
        self._connection = connection
        self._known = known
        self._visibility = visibility
        self._limits = limits
        self._rows = Fetching(connection, known, visibility)

    @property
    def visibility(self) -> Visibility:
        """The class this reader reads for."""
        return self._visibility

    async def info(self) -> DirectoryInfo:
        """Version, time of the last change and counts of what the class sees."""
        organisations, points, referrals = await self._known.counts(self._visibility)
        return DirectoryInfo(
            version=self._known.version,
            updated_at=self._known.updated_at,
            organisations=organisations,
            contact_points=points,
            referrals=referrals,
            store="neo4j",
        )

    # ---- by slug ------------------------------------------------------------------------------------

    async def organisations(self, slugs: Sequence[Slug]) -> Mapping[Slug, Organisation]:
        """Those that exist, by slug."""
        return await self._rows.by_key(RecordKind.ORGANISATION, slugs)

    async def contact_points(self, slugs: Sequence[Slug]) -> Mapping[Slug, ContactPoint]:
        """Those that exist, by slug."""
        return await self._rows.by_key(RecordKind.CONTACT_POINT, slugs)

    async def referrals(self, slugs: Sequence[Slug]) -> Mapping[Slug, Referral]:
        """Those that exist, by slug."""
        return await self._rows.by_key(RecordKind.REFERRAL, slugs)

    async def legal_bases(self, slugs: Sequence[Slug]) -> Mapping[Slug, LegalBasis]:
        """Those that exist, by slug."""
        return await self._rows.by_key(RecordKind.LEGAL_BASIS, slugs)

    async def sources(self, slugs: Sequence[Slug]) -> Mapping[Slug, Source]:
        """Those that exist, by slug."""
        return await self._rows.by_key(RecordKind.SOURCE, slugs)

    async def records(self, kind: RecordKind) -> tuple[Record, ...]:
        """Every record of one kind in the order recorded."""
        if kind is RecordKind.REFERRAL:
            rows = await self._rows.read("all_referrals")
        else:
            rows = await self._rows.read("records_of_kind", label=LABELS[kind])
        return tuple(await self._rows.seen(kind, rows))

    async def areas(self) -> tuple[Area, ...]:
        """Every area in code order."""
        return await self._known.areas()

    async def mechanism(self, countries: Sequence[CountryCode]) -> tuple[MechanismStage, ...]:
        """The stages of these countries, by country, order, variant and slug."""
        stages = await self._known.stages(self._visibility)
        return tuple(stage for stage in stages if stage.country in countries)

    # ---- along a relation ---------------------------------------------------------------------------

    async def contact_points_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[ContactPoint, ...]]:
        """For every slug asked, in the order recorded."""
        return await self._rows.shelf("contact_points_of").take(organisations, self._rows.contact_points_of)

    async def referrals_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Referral, ...]]:
        """For every slug asked, both directions, in slug order."""
        return await self._rows.shelf("referrals_of").take(organisations, self._rows.referrals_of)

    async def children_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Slug, ...]]:
        """For every slug asked: the bodies whose parent it is."""
        return await self._rows.shelf("children_of").take(organisations, self._rows.children_of)

    # ---- narrowing ----------------------------------------------------------------------------------

    async def candidates(self, query: CandidateQuery) -> tuple[Organisation, ...]:
        """Organisations that may be somebody's counterpart, in slug order; ended ones left out."""
        parameters = {
            "areas": list(query.areas),
            "themes": _codes(query.themes),
            "services": _codes(query.services),
            "kinds": _codes(query.kinds),
            "any_competence": not (query.themes or query.services or query.kinds),
        }
        return await self._rows.in_order(RecordKind.ORGANISATION, await self._rows.read("candidates", parameters))

    async def with_words(self, words: Sequence[str]) -> tuple[Organisation, ...]:
        """Organisations that hold one of these words, in slug order."""
        asked = [word for word in dict.fromkeys(words) if word.strip()]
        if not asked:
            return ()
        rows = await self._rows.read("with_words", {"words": asked, "query": " ".join(map(_as_text, asked))})
        return await self._rows.in_order(RecordKind.ORGANISATION, rows)

    async def words_near(self, words: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """For every word asked: the indexed words near it."""
        index = await self._known.words(self._visibility)
        return {word: index.near(word) for word in words}

    async def select_organisations(self, wanted: OrganisationFilter) -> tuple[Slug, ...]:
        """Slugs of the organisations that pass every filled field but `freshness`, in order."""
        parameters: dict[str, Any] = {
            "countries": list(wanted.countries),
            "kinds": _codes(wanted.kinds),
            "themes": _codes(wanted.themes),
            "services": _codes(wanted.services),
            "target_groups": _codes(wanted.target_groups),
        }
        if wanted.areas:
            return await self._selected("select_organisations_inside", {**parameters, "areas": list(wanted.areas)})
        return await self._selected("select_organisations", parameters)

    async def select_referrals(self, wanted: ReferralFilter) -> tuple[Slug, ...]:
        """Slugs of the referrals that pass every filled field, in order."""
        parameters = {
            "kinds": _codes(wanted.kinds),
            "countries": list(wanted.countries),
            "themes": _codes(wanted.themes),
            "cross_border": wanted.cross_border,
            "documented": wanted.documented,
        }
        return await self._selected("select_referrals", parameters)

    async def _selected(self, name: str, parameters: Mapping[str, Any]) -> tuple[Slug, ...]:
        # kept, because every page of a list asks for the same again
        async def select(asked: Sequence[str]) -> Mapping[str, tuple[Slug, ...]]:
            return {each: tuple(sorted(await self._rows.read(name, parameters))) for each in asked}

        key = orjson.dumps([name, parameters]).decode()
        found: dict[str, tuple[Slug, ...]] = await self._rows.shelf("selected").take([key], select)
        return found[key]

    # ---- the network --------------------------------------------------------------------------------

    async def neighbourhood(self, around: Sequence[Slug], hops: int) -> Subgraph:
        """The bodies at most `hops` referrals away, direction ignored, with all referrals among them."""
        if hops < 1 or await self._known.size() <= self._limits.walk_at_hand:
            return await walked(self, around, hops)
        slugs = sorted(await self._reached(around, hops))
        among = await self._rows.read("referrals_among", {"organisations": slugs})
        return await self._subgraph(slugs, among)

    async def _reached(self, around: Sequence[Slug], hops: int) -> set[Slug]:
        """Walked by the server one hop a statement: all ways at once would be counted way by way, past every hub."""
        reached: set[Slug] = set()
        edge = set(around)
        for _ in range(hops):
            found = set(await self._rows.read("neighbourhood", {"organisations": sorted(edge)}))
            edge = found - reached - edge
            reached |= found
            if not edge:
                break
        return reached

    async def network(self, countries: Sequence[CountryCode]) -> Subgraph:
        """All organisations of these countries (none given: all) with the referrals among them."""
        asked = orjson.dumps(sorted(set(countries))).decode()
        found = await self._rows.shelf("network").take([asked], self._read_network)
        return await self._subgraph(*found[asked])

    async def _read_network(self, asked: Sequence[str]) -> Mapping[str, Any]:
        return {each: await self._rows.read("network", {"countries": orjson.loads(each)}) for each in asked}

    async def changes(self, since: int, first: int, after: int = 0) -> tuple[Change, ...]:
        """Changes of versions above `since` up to this reader's own, oldest first."""
        return await read_changes(self._connection, self._known, self._visibility, since, slice(after, after + first))

    async def _subgraph(self, organisations: Sequence[Slug], referrals: Sequence[Slug]) -> Subgraph:
        bodies = await self._rows.in_order(RecordKind.ORGANISATION, organisations)
        return Subgraph(bodies, await self._rows.in_order(RecordKind.REFERRAL, referrals))


def _codes(codes: Iterable[Any]) -> list[str]:
    return [str(code.value) for code in codes]


def _as_text(word: str) -> str:
    # A quoted phrase is the one form in which Lucene reads nothing into a word but the word.
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
