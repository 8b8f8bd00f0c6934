"""Errors as GraphQL tells them: domain errors with their code, mistakes of ours masked under an incident number."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from graphql import GraphQLError

from api.errors import INTERNAL, plain_words, told
from graph_directory.errors import BadQuestion, GraphDirectoryError

YOURS: Final = {"classification": "ValidationError"}
"""Marks an error inside an answer as one of the question: gateways and scanners read it as they read a code."""

_LOG: Final = logging.getLogger("graph_directory.graphql")


class Refusal(Exception):  # noqa: N818  (not always an error: a way in that is closed)
    """A request that is not executed, with what to change; `facts` are the numbers behind it."""

    def __init__(self, status: HTTPStatus, code: str, message: str, **facts: int) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.facts = facts

    def again(self) -> Refusal:
        """The same refusal, to be raised another time."""
        return Refusal(self.status, self.code, self.message, **self.facts)

    def formatted(self) -> dict[str, Any]:
        """The error as GraphQL writes it."""
        return {"message": self.message, "extensions": {"code": self.code, **self.facts}}


def invalid(errors: Iterable[GraphQLError], code: str) -> list[dict[str, Any]]:
    """Errors of a document or of its variables: told as they are, they hold nothing of ours."""
    return [_with_code(error, code) for error in errors]


def failed(errors: Iterable[GraphQLError]) -> list[dict[str, Any]]:
    """Errors of an execution."""
    return [_failure(error) for error in errors]


def incident(error: BaseException) -> str:
    """Logs a mistake of ours and answers its number.

    Only the type and the places in the code are logged: a message may hold words about a person.
    """
    number = secrets.token_hex(4)
    places = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("GraphQL failed (incident %s): %s\n%s", number, type(error).__name__, places)
    return number


def masked(error: BaseException) -> dict[str, Any]:
    """A mistake of ours, without what it was."""
    number = incident(error)
    message = f"Something went wrong on our side. Ask again; if it stays, tell the operator the number {number}."
    return {"message": message, "extensions": {"code": INTERNAL, "incident": number}}


def _failure(error: GraphQLError) -> dict[str, Any]:
    original = error.original_error
    while isinstance(original, GraphQLError) and original.original_error is not None:
        original = original.original_error
    if isinstance(original, GraphDirectoryError):
        told_so = {"message": plain_words(original), "extensions": _facts(original)}
    elif original is None or isinstance(original, GraphQLError):
        return _with_code(error, "BAD_QUESTION")
    else:
        told_so = masked(original)
    return {**error.formatted, **told_so}


def _facts(error: GraphDirectoryError) -> dict[str, Any]:
    facts = {"code": told(error).code}
    return {**facts, **YOURS} if isinstance(error, BadQuestion) else facts


def _with_code(error: GraphQLError, code: str) -> dict[str, Any]:
    return {**error.formatted, "extensions": {"code": code, **(error.extensions or {})}}
