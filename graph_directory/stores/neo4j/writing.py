"""The writing half of the port: one change set, one transaction, with its change entries and the new version."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from graph_directory.errors import StoreUnavailable
from graph_directory.references import refuse_gaps_within
from graph_directory.store import ChangeSet
from graph_directory.stores.neo4j.applying import entry_of, write_differences
from graph_directory.stores.neo4j.connection import Connection, Transaction
from graph_directory.stores.neo4j.differences import Wish, differences, wishes_of
from graph_directory.stores.neo4j.limits import Limits
from graph_directory.stores.neo4j.loading import LEASE_SECONDS, Load, forget_unfinished

_ASK_AGAIN_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class _Busy:
    """Another load is under way; `abandoned` when it has given no sign of life for too long."""

    abandoned: bool


class Neo4jWriter:
    """Writes change sets; safe beside other writers in this process or another."""

    def __init__(self, connection: Connection, limits: Limits) -> None:
        self._connection = connection
        self._limits = limits

    async def apply(self, changes: ChangeSet) -> int:
        """Writes all of it or nothing; answers the version afterwards. See `store.DirectoryWriter`.

        Raises BadQuestion for a delete that leaves a gap, LoadInterrupted for a large load that was cut off, and
        StoreUnavailable, StoreMisconfigured or StoreError.
        """
        wishes = wishes_of(changes)
        refuse_gaps_within([(wish.kind, wish.key, wish.record) for wish in wishes])
        await self._wait_for_other_loads()
        if len(wishes) > self._limits.in_one_transaction:
            return await Load(self._connection, changes, wishes, self._limits.in_a_step).run()
        while isinstance(done := await self._connection.write(partial(_apply, changes, wishes)), _Busy):
            await self._wait_for_other_loads()
        return done

    async def _wait_for_other_loads(self) -> None:
        patience = LEASE_SECONDS + 5.0
        while (busy := await self._connection.write(_busy)) is not None:
            if busy.abandoned:
                await forget_unfinished(self._connection)
            elif patience <= 0:
                raise StoreUnavailable("Another load is under way. Try again when it is done.")
            else:
                patience -= _ASK_AGAIN_SECONDS
                await asyncio.sleep(_ASK_AGAIN_SECONDS)


async def _busy(transaction: Transaction) -> _Busy | None:
    _, loading, until, now = await transaction.run("writing/lock")
    return None if loading is None else _Busy(abandoned=until < now)


async def _apply(changes: ChangeSet, wishes: Sequence[Wish], transaction: Transaction) -> int | _Busy:
    version, loading, until, now = await transaction.run("writing/lock")
    if loading is not None:
        return _Busy(abandoned=until < now)
    found = await differences(transaction.run, wishes)
    if found:
        version += 1
        await write_differences(transaction, found, entry_of(changes, version))
    return int(version)
