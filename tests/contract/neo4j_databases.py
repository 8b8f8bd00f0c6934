"""A real server's database for tests: its settings, emptying it, and hearing what it deprecates."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import GraphDatabase

from graph_directory.settings import Settings
from tests.neo4j_server.server import Server

_EMPTY = (
    "MATCH (node) WHERE NOT node:Directory CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 5000 ROWS",
    "MATCH (d:Directory) SET d.version = 0 REMOVE d.loading, d.loading_until, d.counts",
)


def settings_of(server: Server) -> Settings:
    """What a user would set to reach this server."""
    return Settings(server.url, server.user, server.password, server.database)


def emptied(server: Server) -> None:
    """Takes everything out but the node that says which migrations were applied."""
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver, driver.session() as session:
        for statement in _EMPTY:
            session.run(statement).consume()


@contextmanager
def watched_for_deprecations() -> Iterator[list[str]]:
    """Collects what any server said about deprecated statements while the block ran."""
    told: list[str] = []
    logger, handler = logging.getLogger("neo4j.notifications"), _Listener(told)
    logger.addHandler(handler)
    before = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        yield told
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


class _Listener(logging.Handler):
    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if "deprecat" in message.lower():
            self._told.append(message)
