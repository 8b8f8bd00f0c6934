"""The database file: opening it, telling it from other files, bringing it up to date, and its errors in our words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph_directory.errors import StoreError, StoreMisconfigured, StoreNotWritable, StoreUnavailable, StoreVersionError

APPLICATION_ID = 0x47724469
"""Marks a file as ours ("GrDi"), so that another program's database is never written to."""
BUSY_MILLISECONDS = 5_000
RETRY_SECONDS = 0.01
_MIGRATIONS = Path(__file__).with_name("migrations")
_NOT_WRITABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL}
_NOT_OURS = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def prepare(path: Path) -> None:
    """Makes sure that `path` is a directory database of this program's version, making a new one if need be.

    Raises StoreNotWritable, StoreMisconfigured or StoreVersionError, each with one line that says what to change.
    """
    _writable_folder(path)
    with connected(path) as connection:
        _refuse_foreign(path, connection)
        _write_ahead(connection)
        _migrate(path, connection)


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for the length of a block; what goes wrong inside comes out as a StoreError."""
    with translated(path), closing(connect(path)) as connection:
        yield connection


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode that waits for other writers and never loses a commit."""
    connection = sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """All of the block or nothing. IMMEDIATE takes the write lock first, so a writer never fails half-way."""
    connection.execute(begin)
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as the directory's own."""
    try:
        yield
    except sqlite3.Error as error:
        raise _store_error(path, error) from error


def _store_error(path: Path, error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended codes keep the plain one in the low byte
    if code in _NOT_WRITABLE:
        return StoreNotWritable(f"The store {path} cannot be written. Check the folder's permissions and free space.")
    if code in _NOT_OURS:
        return StoreMisconfigured(f"{path} is not a directory database. Name another file with --store.")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreUnavailable(f"The store {path} is being written by another program. Try again in a moment.")
    return StoreUnavailable(f"The store {path} cannot answer: {error}.")


def _writable_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreNotWritable(f"The folder {path.parent} for the store cannot be made: {error.strerror}.") from error
    if path.is_dir():
        raise StoreMisconfigured(f"{path} is a folder, not a database file. Add a file name, such as directory.db.")


def _refuse_foreign(path: Path, connection: sqlite3.Connection) -> None:
    with transaction(connection, "BEGIN"):  # both at one moment: another process may be making the file right now
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != APPLICATION_ID and (mark or tables):
        raise StoreMisconfigured(f"{path} is another program's database. Name another file with --store.")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turns the write-ahead log on; SQLite does not wait by itself while another process does the same."""
    until = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _migrate(path: Path, connection: sqlite3.Connection) -> None:
    steps = sorted(_MIGRATIONS.glob("*.sql"))
    if _version(connection) == len(steps):
        return
    with transaction(connection):  # the version is read again inside: another process may have been first
        current = _version(connection)
        if current > len(steps):
            raise StoreVersionError(f"The store {path} was written by a newer version of this program. Upgrade it.")
        for number, step in enumerate(steps[current:], start=current + 1):
            for statement in _statements(step.read_text("utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    # `executescript` commits what is open, so statements are cut here and run inside our transaction
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
