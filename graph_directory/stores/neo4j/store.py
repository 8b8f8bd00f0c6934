"""The Neo4j store: one connection, one reader for each version and visibility class, one writer."""

from __future__ import annotations

from graph_directory.errors import GraphDirectoryError
from graph_directory.settings import Settings
from graph_directory.stores.neo4j.connection import Connection
from graph_directory.stores.neo4j.known import Known
from graph_directory.stores.neo4j.limits import Limits
from graph_directory.stores.neo4j.migrations import prepare
from graph_directory.stores.neo4j.reader import Neo4jReader
from graph_directory.stores.neo4j.sharing import Sharing
from graph_directory.stores.neo4j.writing import Neo4jWriter
from graph_directory.vocabulary import Visibility


class Neo4jStore:
    """One database of a server or cluster. Other processes may write to it: each new reader sees what they wrote."""

    name = "neo4j"
    is_far = True

    def __init__(self, connection: Connection, limits: Limits) -> None:
        self._connection = connection
        self._limits = limits
        self._known: Known | None = None
        self._asking = connection.session()
        self._newest = Sharing(self._read_newest)

    @classmethod
    async def open(cls, settings: Settings, limits: Limits | None = None) -> Neo4jStore:
        """Connects, checks that the database is ours to use and brings it to the shape that we expect.

        Raises StoreUnavailable, StoreMisconfigured or StoreVersionError.
        """
        connection = Connection(settings)
        try:
            await prepare(connection)
        except GraphDirectoryError:
            await connection.close()
            raise
        return cls(connection, limits or Limits())

    async def reader(self, visibility: Visibility = Visibility.PUBLIC) -> Neo4jReader:
        """A reader of the newest version for one visibility class.

        All it asks for is the version and, after a change, what that changed.
        """
        return Neo4jReader(self._connection, await self._newest.get(), visibility, self._limits)

    async def _read_newest(self) -> Known:
        version, updated_at, counts = await self._connection.read_at_once("reading/directory", self._asking)
        known = self._known
        if known is None:
            self._known = known = Known(self._connection, version, updated_at, counts)
        elif (known.version, known.updated_at) != (version, updated_at):
            self._known = known = await known.later(version, updated_at, counts)
        return known

    def writer(self) -> Neo4jWriter:
        """A writer to the same database."""
        return Neo4jWriter(self._connection, self._limits)

    async def check(self) -> None:
        """Raises StoreUnavailable when the server cannot answer now."""
        await self._connection.read_at_once("reading/alive")

    async def close(self) -> None:
        """Gives the connections back."""
        await self._asking.close()
        await self._connection.close()
