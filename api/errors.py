"""The one table of errors: what a domain error is called for programs, and which HTTP status it is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from graph_directory.errors import (
    BadCursor,
    BadQuestion,
    DataProblems,
    GraphDirectoryError,
    LoadInterrupted,
    SettingsError,
    StoreError,
    StoreMisconfigured,
    StoreNotWritable,
    StoreUnavailable,
    StoreVersionError,
    UnknownSlug,
)

INTERNAL: Final = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Told:
    """How an error is told outside: `code` in GraphQL's `extensions.code`, `status` over plain HTTP."""

    code: str
    status: HTTPStatus


_TABLE: Final[dict[type[GraphDirectoryError], HTTPStatus]] = {
    GraphDirectoryError: HTTPStatus.INTERNAL_SERVER_ERROR,
    BadQuestion: HTTPStatus.BAD_REQUEST,
    UnknownSlug: HTTPStatus.NOT_FOUND,
    BadCursor: HTTPStatus.BAD_REQUEST,
    DataProblems: HTTPStatus.UNPROCESSABLE_ENTITY,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreNotWritable: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreVersionError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreMisconfigured: HTTPStatus.SERVICE_UNAVAILABLE,
    LoadInterrupted: HTTPStatus.SERVICE_UNAVAILABLE,
    SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def told(error: GraphDirectoryError) -> Told:
    """The code and status of an error; a class that the table does not name is told as its nearest ancestor."""
    status = next(_TABLE[kind] for kind in type(error).__mro__ if kind in _TABLE)
    return Told(error.code, status)


def plain_words(error: GraphDirectoryError) -> str:
    """The message as outsiders may read it: where the store lies is nobody's business outside."""
    if isinstance(error, StoreError):
        return "The directory cannot answer now: its store is not available. Try again in a moment."
    return str(error)
