"""Bringing a database to the shape we expect: the numbered files of `schema/neo4j`, each applied once.

Every statement bears being run twice, so two processes that start at once may both apply the same file.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph_directory.errors import StoreMisconfigured, StoreUnavailable, StoreVersionError
from graph_directory.shipped import shipped_folder
from graph_directory.stores.neo4j.connection import Connection, Transaction

OLDEST_SERVER = (5, 26)
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    number: int
    name: str
    statements: tuple[str, ...]


def migrations(folder: Path | None = None) -> tuple[Migration, ...]:
    """The migrations that ship with the program, in order."""
    folder = folder or shipped_folder("schema") / "neo4j"
    return tuple(_read(path) for path in sorted(folder.glob("[0-9]*.cypher")))


async def prepare(connection: Connection) -> None:
    """Checks that server and database are ours to use, and applies what is still missing.

    Raises StoreMisconfigured for a server that is too old or a database that holds something else, and
    StoreVersionError for one that a newer version of the program has shaped.
    """
    await _check_server(connection)
    await _check_contents(connection)
    applied = await connection.read("reading/schema_version")
    known = migrations()
    if applied > known[-1].number:
        raise StoreVersionError(
            f"The database {connection.database!r} was shaped by a newer version of this program (schema {applied},"
            f" known here {known[-1].number}). Upgrade the program."
        )
    for migration in known:
        if migration.number > applied:
            await _apply(connection, migration)


async def _check_server(connection: Connection) -> None:
    name, version, _ = await connection.read("reading/server")
    if server_version(version) < OLDEST_SERVER:
        oldest = ".".join(map(str, OLDEST_SERVER))
        raise StoreMisconfigured(
            f"{connection.url} is {name} {version}, which is too old: {oldest} or newer is needed. Upgrade the server."
        )


async def _check_contents(connection: Connection) -> None:
    filled, ours, labels = await connection.read("reading/foreign")
    if filled and not ours:
        example = f" (a node labelled {', '.join(labels)}, for one)" if labels else ""
        raise StoreMisconfigured(
            f"The database {connection.database!r} at {connection.url} holds something else{example}."
            " Name an empty one in GRAPH_DIRECTORY_NEO4J_DATABASE, or use another server."
        )


async def _apply(connection: Connection, migration: Migration) -> None:
    for text in migration.statements:
        await _define(connection, text)
    await connection.write(lambda transaction: _note(transaction, migration))


async def _define(connection: Connection, text: str) -> None:
    for tried in range(1, _TRIES + 1):
        try:
            return await connection.define(text)
        except StoreUnavailable:  # another process defines the same thing at this moment
            if tried == _TRIES:
                raise
            await asyncio.sleep(0.2 * tried)
    return None


async def _note(transaction: Transaction, migration: Migration) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    await transaction.run("writing/note_migration", {"number": migration.number, "name": migration.name, "at": now})


def server_version(text: str) -> tuple[int, ...]:
    """A server's version as numbers: `5.26.30` and `2026.09.0` compare as they should."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def _read(path: Path) -> Migration:
    number, _, name = path.stem.partition("_")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("//")]
    return Migration(int(number), name, _statements("\n".join(lines)))


def _statements(text: str) -> tuple[str, ...]:
    parts: Sequence[str] = text.split(";")
    return tuple(part.strip() for part in parts if part.strip())
