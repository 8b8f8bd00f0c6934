"""Bringing differences about inside a transaction: rows, gaps refused, words counted, changes noted, version raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from graph_directory.store import ChangeSet
from graph_directory.stores.neo4j.connection import Transaction
from graph_directory.stores.neo4j.differences import Difference, in_batches
from graph_directory.stores.neo4j.gaps import take_out
from graph_directory.stores.neo4j.history import Entry, pages_of
from graph_directory.stores.neo4j.records import Properties
from graph_directory.stores.neo4j.rows import Tally, rows_of, send_rows, send_words

_PAGES_AT_ONCE = 50


def entry_of(changes: ChangeSet, version: int) -> Entry:
    """What the change entries of this set share, written now (UTC)."""
    return Entry(version, datetime.now(UTC).isoformat(timespec="milliseconds"), changes.by, changes.why)


async def write_differences(
    transaction: Transaction, found: Sequence[Difference], entry: Entry, earlier: Tally | None = None
) -> None:
    """Brings the differences about and raises the version, all in this transaction.

    `earlier` is what was counted in earlier steps of the same load.
    """
    rows = rows_of(found, entry.version)
    await send_rows(transaction, rows)
    await take_out(transaction, [difference for difference in found if difference.wish.record is None])
    if earlier is not None:
        rows.tally.add(earlier)
    await send_words(transaction, rows.tally.words)
    await send_pages(transaction, pages_of(found, entry))
    raised = {"version": entry.version, "at": entry.at, "by": rows.tally.by_place()}
    await transaction.run("writing/raise_version", raised)


async def send_pages(transaction: Transaction, pages: Sequence[Properties]) -> None:
    """Adds pages to the record of changes."""
    for some in in_batches(pages, _PAGES_AT_ONCE):
        await transaction.run("writing/put_change_pages", {"rows": some})
