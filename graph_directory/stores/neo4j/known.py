"""What a process keeps of one version: small tables and records at hand, shared by every reader of that version."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from graph_directory.model import Area, MechanismStage, Slug
from graph_directory.store import RecordKind
from graph_directory.stores.neo4j.connection import Connection
from graph_directory.stores.neo4j.records import CLEARANCE, COUNTED, from_properties
from graph_directory.stores.neo4j.shelf import MOST_AT_HAND, Shelf
from graph_directory.stores.neo4j.surviving import MOST_PAGES, Changed, changed_by
from graph_directory.stores.words import WordIndex
from graph_directory.visibility import as_seen
from graph_directory.vocabulary import Visibility

Value = TypeVar("Value")
_MOST = {"network": 20, "selected": 10}
"""Shelves that hold large values hold few."""


class Known:
    """Areas, hidden slugs, counts and the vocabulary of one version, each fetched when first asked for.

    The vocabulary (some thousand words, each once) is kept here because "begins with or one slip away" is a rule of
    ours: the same function decides it for every store, which no index of the server would do word for word.
    """

    def __init__(self, connection: Connection, version: int, updated_at: str, counts: Sequence[int]) -> None:
        self._connection = connection
        self.version = version
        self.updated_at = updated_at
        self._counts = counts
        self._kept: dict[tuple[str, int], asyncio.Future[Any]] = {}
        self._shelves: dict[tuple[str, int], Shelf[Any]] = {}

    async def later(self, version: int, updated_at: str, counts: Sequence[int]) -> Known:
        """What is known of a newer version: all that still holds of this one is at hand already."""
        known = Known(self._connection, version, updated_at, counts)
        if version > self.version > 0:
            span = {"since": self.version, "at": self.updated_at, "version": version, "most": MOST_PAGES + 1}
            changed = changed_by(*await self._connection.read("reading/changes_between", span))
            if changed is not None:
                known._take_over(self, changed)
        return known

    def _take_over(self, before: Known, changed: Changed) -> None:
        self._shelves = {
            (name, clearance): shelf.without(changed.keys)
            for (name, clearance), shelf in before._shelves.items()
            if changed.leaves(name)
        }
        self._kept = {key: task for key, task in before._kept.items() if _is_there(task) and changed.leaves(key[0])}

    def shelf(self, name: str, visibility: Visibility) -> Shelf[Any]:
        """The shelf of that name for one class: records by kind, and what belongs to an organisation."""
        key = (name, CLEARANCE[visibility])
        if key not in self._shelves:
            self._shelves[key] = Shelf(_MOST.get(name, MOST_AT_HAND))
        return self._shelves[key]

    async def areas(self) -> tuple[Area, ...]:
        """Every area in code order."""
        return await self._once("areas", 0, self._read_areas)

    async def stages(self, visibility: Visibility) -> tuple[MechanismStage, ...]:
        """The stages of every country as the class sees them, by country, order, variant and slug."""
        return await self._once("stages", CLEARANCE[visibility], lambda: self._read_stages(visibility))

    async def seen(self, kind: RecordKind, rows: Iterable[Mapping[str, Any]], visibility: Visibility) -> list[Any]:
        """The records of these rows as the class sees them; what it may not see is left out."""
        hidden = await self.hidden(visibility)
        records = (as_seen(from_properties(kind, row), visibility, hidden) for row in rows)
        return [record for record in records if record is not None]

    async def hidden(self, visibility: Visibility) -> frozenset[Slug]:
        """The organisations that the class may not see."""
        clearance = CLEARANCE[visibility]
        return await self._once("hidden", clearance, lambda: self._read_hidden(clearance))

    async def ever_hidden(self, visibility: Visibility) -> frozenset[Slug]:
        """The organisations that the class could not see at some time; the record of changes leaves them out."""
        clearance = CLEARANCE[visibility]
        return await self._once("ever_hidden", clearance, lambda: self._read_ever_hidden(clearance))

    async def counts(self, visibility: Visibility) -> tuple[int, int, int]:
        """How many organisations, contact points and referrals the class sees."""
        clearance = CLEARANCE[visibility]
        organisations, points, referrals = _up_to(clearance, self._counts)
        if not await self.hidden(visibility):
            return organisations, points, referrals
        behind = await self._once("behind_hidden", clearance, lambda: self._read_behind_hidden(clearance))
        return organisations, points - behind[0], referrals - behind[1]

    async def size(self) -> int:
        """How many referrals there are, hidden ones too: a measure of the directory."""
        return await self._once("size", 0, lambda: self._connection.read("reading/how_large"))

    async def words(self, visibility: Visibility) -> WordIndex:
        """The words that organisations are found by."""
        clearance = CLEARANCE[visibility]
        return await self._once("words", clearance, lambda: self._read_words(clearance))

    async def _once(self, name: str, clearance: int, read: Callable[[], Coroutine[Any, Any, Value]]) -> Value:
        key = (name, clearance)
        task = self._kept.get(key)
        if task is None or (task.done() and not _is_there(task)):
            # one fetch for all who wait; a failed one is tried again by whoever asks next
            task = self._kept[key] = asyncio.create_task(read())
        return cast("Value", await asyncio.shield(task))

    async def _read_areas(self) -> tuple[Area, ...]:
        parameters = {"clearance": 0, "version": self.version}
        rows = await self._connection.read("reading/records_of_kind", parameters, label="Area")
        areas: list[Area] = [from_properties(RecordKind.AREA, row) for row in rows]
        return tuple(sorted(areas, key=lambda area: area.code))

    async def _read_stages(self, visibility: Visibility) -> tuple[MechanismStage, ...]:
        parameters = {"clearance": CLEARANCE[visibility], "version": self.version}
        rows = await self._connection.read("reading/records_of_kind", parameters, label="MechanismStage")
        stages: list[MechanismStage] = await self.seen(RecordKind.MECHANISM_STAGE, rows, visibility)
        return tuple(sorted(stages, key=lambda stage: (stage.country, stage.order, stage.variant.value, stage.slug)))

    async def _read_hidden(self, clearance: int) -> frozenset[Slug]:
        return frozenset(await self._connection.read("reading/hidden", {"clearance": clearance}))

    async def _read_ever_hidden(self, clearance: int) -> frozenset[Slug]:
        parameters = {"clearance": clearance, "version": self.version}
        return frozenset(await self._connection.read("reading/ever_hidden", parameters))

    async def _read_behind_hidden(self, clearance: int) -> tuple[int, int]:
        parameters = {"clearance": clearance, "version": self.version}
        points, referrals = await self._connection.read("reading/counts_behind_hidden", parameters)
        return points, referrals

    async def _read_words(self, clearance: int) -> WordIndex:
        words = await self._connection.read("reading/vocabulary", {"clearance": clearance})
        return WordIndex({"": words})


def _is_there(task: asyncio.Future[Any]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


def _up_to(clearance: int, counts: Sequence[int]) -> list[int]:
    heights = len(CLEARANCE)
    return [sum(counts[kind * heights : kind * heights + clearance + 1]) for kind in range(len(COUNTED))]
