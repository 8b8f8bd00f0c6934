"""What the driver and the server can throw, in the directory's own words: one clear line each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph_directory.errors import StoreError, StoreMisconfigured, StoreUnavailable

_NO_SUCH_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_TOO_LONG = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)
_OUT_OF_MEMORY = "MemoryPoolOutOfMemoryError"


@contextmanager
def in_plain_words(url: str, database: str) -> Iterator[None]:
    """Raises StoreUnavailable, StoreMisconfigured or StoreError in place of what the driver raises."""
    try:
        yield
    except (AuthError, Forbidden) as error:
        raise StoreMisconfigured(
            f"Neo4j at {url} does not accept this user and password."
            " Check GRAPH_DIRECTORY_NEO4J_USER and GRAPH_DIRECTORY_NEO4J_PASSWORD."
        ) from error
    except Neo4jError as error:
        raise _from_server(error, url, database) from error
    except ConfigurationError as error:
        raise StoreMisconfigured(f"{url!r} cannot be used as the address of a Neo4j server: {error}") from error
    except (DriverError, OSError) as error:
        raise _unreachable(url) from error


def _from_server(error: Neo4jError, url: str, database: str) -> StoreError:
    code = error.code or ""
    if code == _NO_SUCH_DATABASE:
        return StoreMisconfigured(
            f"Neo4j at {url} has no database {database!r}. Check GRAPH_DIRECTORY_NEO4J_DATABASE (usually neo4j)."
        )
    if code in _TOO_LONG:
        return StoreUnavailable(f"Neo4j at {url} took too long to answer. Try again, or ask for less at once.")
    if _OUT_OF_MEMORY in code:
        return StoreError(
            f"Neo4j at {url} has too little memory for this in one transaction; nothing of it was kept."
            " Load fewer records at once, or give the server a larger heap."
        )
    if isinstance(error, (TransientError, SessionExpired, ServiceUnavailable)):
        return _unreachable(url)
    return StoreError(f"Neo4j at {url} refused: {error.message or code}")


def _unreachable(url: str) -> StoreUnavailable:
    return StoreUnavailable(f"Neo4j at {url} does not answer at the moment. It is asked again with the next request.")
