"""The reading half of the port: Cypher narrows, `visibility.as_seen` says what the class sees of what comes back.

Every method sends one statement, or two; how many does not depend on how many results there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

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
from graph_directory.stores.neo4j.history import read_changes
from graph_directory.stores.neo4j.known import Known
from graph_directory.stores.neo4j.records import CLEARANCE, KEYS, LABELS, from_properties, key_of
from graph_directory.visibility import as_seen
from graph_directory.vocabulary import Visibility

Kind = TypeVar("Kind", bound=Record)
MOST_HOPS = 25


class Neo4jReader:
    """One version for one visibility class; see `store.DirectoryReader` for what each method promises."""

    def __init__(self, connection: Connection, known: Known, visibility: Visibility) -> None:
        self._connection = connection
        self._known = known
        self._visibility = visibility
        self._sight = {"clearance": CLEARANCE[visibility], "version": known.version}

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
        return await self._by_key(RecordKind.ORGANISATION, slugs)

    async def contact_points(self, slugs: Sequence[Slug]) -> Mapping[Slug, ContactPoint]:
        """Those that exist, by slug."""
        return await self._by_key(RecordKind.CONTACT_POINT, slugs)

    async def referrals(self, slugs: Sequence[Slug]) -> Mapping[Slug, Referral]:
        """Those that exist, by slug."""
        return await self._by_key(RecordKind.REFERRAL, slugs)

    async def legal_bases(self, slugs: Sequence[Slug]) -> Mapping[Slug, LegalBasis]:
        """Those that exist, by slug."""
        return await self._by_key(RecordKind.LEGAL_BASIS, slugs)

    async def sources(self, slugs: Sequence[Slug]) -> Mapping[Slug, Source]:
        """Those that exist, by slug."""
        return await self._by_key(RecordKind.SOURCE, slugs)

    async def records(self, kind: RecordKind) -> tuple[Record, ...]:
        """Every record of one kind in the order recorded."""
        if kind is RecordKind.REFERRAL:
            rows = await self._read("all_referrals")
        else:
            rows = await self._read("records_of_kind", label=LABELS[kind])
        return tuple(await self._seen(kind, rows))

    async def areas(self) -> tuple[Area, ...]:
        """Every area in code order."""
        return await self._known.areas()

    async def mechanism(self, countries: Sequence[CountryCode]) -> tuple[MechanismStage, ...]:
        """The stages of these countries, by country, order, variant and slug."""
        parameters = {"countries": list(countries), "version": self._known.version}
        rows = await self._connection.read("reading/mechanism", parameters)
        stages: list[MechanismStage] = await self._seen(RecordKind.MECHANISM_STAGE, rows)
        return tuple(sorted(stages, key=lambda stage: (stage.country, stage.order, stage.variant.value, stage.slug)))

    # ---- along a relation ---------------------------------------------------------------------------

    async def contact_points_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[ContactPoint, ...]]:
        """For every slug asked, in the order recorded."""
        rows = await self._read("contact_points_of", {"organisations": list(organisations)})
        points: list[ContactPoint] = await self._seen(RecordKind.CONTACT_POINT, rows)
        return _by_slug(organisations, ((slug, point) for point in points for slug in set(point.organisations)))

    async def referrals_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Referral, ...]]:
        """For every slug asked, both directions, in slug order."""
        rows = await self._read("referrals_of", {"organisations": list(organisations)})
        referrals = await self._in_order(RecordKind.REFERRAL, rows)
        return _by_slug(organisations, ((end, tie) for tie in referrals for end in {tie.source, tie.target}))

    async def children_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Slug, ...]]:
        """For every slug asked: the bodies whose parent it is."""
        parameters = {"organisations": list(organisations), **self._sight}
        pairs = await self._connection.read("reading/children_of", parameters)
        return _by_slug(organisations, ((parent, child) for parent, child in sorted(pairs)))

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
        return await self._in_order(RecordKind.ORGANISATION, await self._read("candidates", parameters))

    async def with_words(self, words: Sequence[str]) -> tuple[Organisation, ...]:
        """Organisations that hold one of these words, in slug order."""
        asked = [word for word in dict.fromkeys(words) if word.strip()]
        if not asked:
            return ()
        rows = await self._read("with_words", {"words": asked, "query": " ".join(map(_as_text, asked))})
        return await self._in_order(RecordKind.ORGANISATION, rows)

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
            found = await self._read("select_organisations_inside", {**parameters, "areas": list(wanted.areas)})
        else:
            found = await self._read("select_organisations", parameters)
        return tuple(sorted(found))

    async def select_referrals(self, wanted: ReferralFilter) -> tuple[Slug, ...]:
        """Slugs of the referrals that pass every filled field, in order."""
        parameters = {
            "kinds": _codes(wanted.kinds),
            "countries": list(wanted.countries),
            "themes": _codes(wanted.themes),
            "cross_border": wanted.cross_border,
            "documented": wanted.documented,
        }
        return tuple(sorted(await self._read("select_referrals", parameters)))

    # ---- the network --------------------------------------------------------------------------------

    async def neighbourhood(self, around: Sequence[Slug], hops: int) -> Subgraph:
        """The bodies at most `hops` referrals away, direction ignored, with all referrals among them."""
        far = str(max(0, min(hops, MOST_HOPS)))
        rows = await self._read("neighbourhood", {"organisations": list(around)}, hops=far)
        bodies = await self._in_order(RecordKind.ORGANISATION, rows)
        among = await self._read("referrals_among", {"organisations": [body.slug for body in bodies]})
        return Subgraph(bodies, await self._in_order(RecordKind.REFERRAL, among))

    async def network(self, countries: Sequence[CountryCode]) -> Subgraph:
        """All organisations of these countries (none given: all) with the referrals among them."""
        parameters = {"countries": list(countries)}
        bodies = await self._in_order(RecordKind.ORGANISATION, await self._read("network", parameters))
        ties = await self._in_order(RecordKind.REFERRAL, await self._read("network_referrals", parameters))
        return Subgraph(bodies, ties)

    async def changes(self, since: int, first: int, after: int = 0) -> tuple[Change, ...]:
        """Changes of versions above `since` up to this reader's own, oldest first."""
        return await read_changes(self._connection, self._known, self._visibility, since, slice(after, after + first))

    # ---- from rows to values ------------------------------------------------------------------------

    async def _read(self, name: str, parameters: Mapping[str, Any] | None = None, **parts: str) -> Any:
        return await self._connection.read(f"reading/{name}", {**(parameters or {}), **self._sight}, **parts)

    async def _by_key(self, kind: RecordKind, keys: Sequence[Slug]) -> dict[Slug, Any]:
        parameters = {"keys": list(dict.fromkeys(keys))}
        if kind is RecordKind.REFERRAL:
            rows = await self._read("referrals_by_slug", parameters)
        else:
            rows = await self._read("records_by_key", parameters, label=LABELS[kind], key=KEYS[kind])
        found = {key_of(record): record for record in await self._seen(kind, rows)}
        return {key: found[key] for key in keys if key in found}

    async def _in_order(self, kind: RecordKind, rows: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
        return tuple(sorted(await self._seen(kind, rows), key=key_of))

    async def _seen(self, kind: RecordKind, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        hidden = await self._known.hidden(self._visibility)
        records = (as_seen(from_properties(kind, row), self._visibility, hidden) for row in rows)
        return [record for record in records if record is not None]


def _by_slug(asked: Sequence[Slug], pairs: Iterable[tuple[Slug, Any]]) -> dict[Slug, tuple[Any, ...]]:
    groups: defaultdict[Slug, list[Any]] = defaultdict(list)
    for slug, value in pairs:
        groups[slug].append(value)
    return {slug: tuple(groups.get(slug, ())) for slug in asked}


def _codes(codes: Iterable[Any]) -> list[str]:
    return [str(code.value) for code in codes]


def _as_text(word: str) -> str:
    # A quoted phrase is the one form in which Lucene reads nothing into a word but the word.
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
