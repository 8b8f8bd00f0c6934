"""One driver for the process: how statements reach the server, where they are routed and how long they may take."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any, LiteralString, TypeVar
from urllib.parse import urlsplit

from neo4j import (
    READ_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncSession,
    NotificationDisabledClassification,
    Query,
    unit_of_work,
)
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph_directory.errors import StoreMisconfigured
from graph_directory.settings import Settings
from graph_directory.stores.neo4j.failures import in_plain_words
from graph_directory.stores.neo4j.queries import own_text, statement

READ_SECONDS = 10.0
WRITE_SECONDS = 120.0
PATIENCE_SECONDS = 2.0
_PAUSE_SECONDS = 0.2
"""A server that is away is said to be away within three seconds: connecting and retrying share this patience."""

Answer = TypeVar("Answer")
Unit = Callable[["Transaction"], Awaitable[Answer]]


# The driver tells of every retry; told to nobody in particular, that would stand between the lines of a command.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class _Unlogged(list[Any]):
    """A list that is told of by its length.

    The driver words every parameter for its log before it knows whether anybody reads it: a tenth of a load's time.
    """

    def __repr__(self) -> str:
        return f"[{len(self)} values]"


def sent(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as they are given to the driver."""
    return {name: _Unlogged(value) if isinstance(value, list | tuple) else value for name, value in parameters.items()}


class Transaction:
    """One transaction under way; every statement answers one value."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def run(self, name: str, parameters: Mapping[str, Any] | None = None, **parts: str) -> Any:
        """Runs a statement of `cypher/` and gives its `answer`, or None when it answers nothing."""
        parameters = parameters or {}
        text = statement(name, parameters, **parts)
        record = await (await self._transaction.run(text, sent(parameters))).single()
        return None if record is None else record["answer"]


class Session:
    """Where reading statements are asked, each by itself: one way there and back, a managed transaction is two.

    A kept one saves making the driver's session anew for every question, a tenth of a millisecond; after anything that
    went wrong it is made anew all the same.
    """

    def __init__(self, make: Callable[[], AsyncSession], *, is_kept: bool = True) -> None:
        self._make = make
        self._is_kept = is_kept
        self._open: AsyncSession | None = None

    async def ask(self, query: Query, parameters: dict[str, Any]) -> Any:
        """The `answer` of one statement; nobody else may ask here meanwhile."""
        async with AsyncExitStack() as closing:
            session, self._open = self._open or self._make(), None
            closing.push_async_exit(session)
            record = await (await session.run(query, parameters)).single()
            if self._is_kept:
                closing.pop_all()
                self._open = session
        return None if record is None else record["answer"]

    async def close(self) -> None:
        """Closes what was kept."""
        session, self._open = self._open, None
        if session is not None:
            await session.close()


class Connection:
    """The driver with the database it speaks to. Bookmarks are shared: whoever wrote reads what they wrote."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.store
        self.database = settings.neo4j_database
        with in_plain_words(self.url, self.database):
            self._driver = _driver(settings)

    async def read(self, name: str, parameters: Mapping[str, Any] | None = None, **parts: str) -> Any:
        """One reading statement on whichever member of the cluster reads; gives its `answer`.

        Raises StoreUnavailable, StoreMisconfigured or StoreError.
        """
        parameters = parameters or {}
        text = statement(name, parameters, **parts)
        # the server ends what takes too long; a server that hangs cannot, so we stop waiting a little later
        with in_plain_words(self.url, self.database):
            async with asyncio.timeout(READ_SECONDS + PATIENCE_SECONDS):
                return await self._read(text, parameters)

    async def read_at_once(self, name: str, session: Session | None = None) -> Any:
        """A small statement that a healthy server answers at once; otherwise the server is said to be away.

        Raises StoreUnavailable, StoreMisconfigured or StoreError.
        """
        with in_plain_words(self.url, self.database):
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._read(statement(name, {}), {}, session)

    def session(self) -> Session:
        """A session for one who asks again and again, one question after the other."""
        return Session(self._reading_session)

    async def _read(self, text: LiteralString, parameters: Mapping[str, Any], session: Session | None = None) -> Any:
        session = session or Session(self._reading_session, is_kept=False)
        query, given = Query(text, timeout=READ_SECONDS), sent(parameters)
        try:
            return await session.ask(query, given)
        except (DriverError, Neo4jError) as error:
            if not error.is_retryable():
                raise
        await asyncio.sleep(_PAUSE_SECONDS)  # a connection that died in the pool, a member that went: ask once more
        return await session.ask(query, given)

    def _reading_session(self) -> AsyncSession:
        bookmarks = self._driver.execute_query_bookmark_manager
        return self._driver.session(database=self.database, default_access_mode=READ_ACCESS, bookmark_manager=bookmarks)

    async def write(self, unit: Unit[Answer]) -> Answer:
        """Runs a unit of work in one transaction; it is run again when the server asks for that, so it must bear it.

        Raises StoreUnavailable, StoreMisconfigured or StoreError; what the unit itself raises passes through.
        """

        @unit_of_work(timeout=WRITE_SECONDS)
        async def work(transaction: AsyncManagedTransaction) -> Answer:
            return await unit(Transaction(transaction))

        bookmarks = self._driver.execute_query_bookmark_manager
        with in_plain_words(self.url, self.database):
            async with self._driver.session(database=self.database, bookmark_manager=bookmarks) as session:
                return await session.execute_write(work)

    async def define(self, text: str) -> None:
        """Runs one statement that defines an index or a constraint; those come from `schema/neo4j` only."""
        with in_plain_words(self.url, self.database):
            try:
                await self._driver.execute_query(own_text(text), database_=self.database)
            except ClientError as error:
                # IF NOT EXISTS looks before it locks: another process may have made the same between the two
                if error.code != "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists":
                    raise

    async def close(self) -> None:
        """Gives every connection back."""
        await self._driver.close()


def _driver(settings: Settings) -> AsyncDriver:
    _check_port(settings.store)
    auth = (settings.neo4j_user, settings.neo4j_password) if settings.neo4j_password else None
    return AsyncGraphDatabase.driver(
        settings.store,
        auth=auth,
        user_agent="graph-directory",
        connection_timeout=PATIENCE_SECONDS,
        connection_acquisition_timeout=PATIENCE_SECONDS,
        max_transaction_retry_time=0.5,  # one more try, after a pause of about a second
        keep_alive=True,
        telemetry_disabled=True,  # a message with every question, to tell the server which calls of the driver are used
        # A database that is still bare does not know the names in our statements yet; nothing to tell anybody.
        notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
    )


def _check_port(url: str) -> None:
    try:
        _ = urlsplit(url).port
    except ValueError as error:
        raise StoreMisconfigured(f"{url!r} cannot be used as the address of a Neo4j server: {error}.") from error
