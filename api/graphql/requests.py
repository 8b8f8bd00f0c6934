"""Reading a GraphQL request from HTTP; everything wrong with it is refused here, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final, NamedTuple, TypeAlias

import orjson
from starlette.datastructures import QueryParams
from starlette.types import Receive, Scope

from api.graphql.failures import Refusal
from api.graphql.limits import DEEPEST_VARIABLES, MOST_BYTES, MOST_VALUES

Headers: TypeAlias = Mapping[bytes, bytes]
READING: Final = ("GET", "HEAD")
"""The methods by which nothing but an address is sent."""
_EXAMPLE: Final = 'Send {"query": "{ directory { version } }"}.'
_SHA256: Final = re.compile("[0-9a-f]{64}")
_CASE: Final = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: a document or the sha256 of one, its variables, and which of its operations is meant."""

    query: str | None
    variables: Mapping[str, Any]
    operation: str | None
    by_get: bool
    document_hash: str | None = None


class Received(NamedTuple):
    """A request as it came, not yet read: its body, or what stands in its address; compared with every request."""

    content: bytes
    by_get: bool


def headers_of(scope: Scope) -> Headers:
    """The headers by their names in small letters; one that came several times is one list."""
    found: dict[bytes, bytes] = dict(scope["headers"])
    if len(found) < len(scope["headers"]):
        for name in found:
            found[name] = b", ".join(value for other, value in scope["headers"] if other == name)
    return found


def asks(query: bytes) -> bool:
    """Whether an address holds a question."""
    return bool(query) and not {"query", "documentId", "extensions"}.isdisjoint(QueryParams(query))


async def receive(scope: Scope, messages: Receive, headers: Headers) -> Received:
    """The request, by GET or POST.

    Raises Refusal for one that cannot be one of ours.
    """
    if scope["method"] in READING:
        return Received(scope["query_string"], by_get=True)
    if scope["method"] != "POST":
        raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "Send GraphQL by POST, or questions by GET.")
    _check_content_type(headers.get(b"content-type", b""))
    announced = headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced[:12]) > MOST_BYTES:
        raise _too_large()
    return Received(await _body(messages), by_get=False)


def read(received: Received) -> Sent:
    """What a request asks for.

    Raises Refusal.
    """
    if received.by_get:
        return _sent(_from_address(received.content), by_get=True)
    return _sent(_from_body(received.content), by_get=False)


def _from_address(query: bytes) -> dict[str, Any]:
    if len(query) > MOST_BYTES:
        raise _too_large()
    given: dict[str, Any] = dict(QueryParams(query))
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _json(str(given[name]).encode(), f"The parameter `{name}` is not JSON.")
        else:
            given.pop(name, None)
    return given


@lru_cache(maxsize=100)
def _check_content_type(header: bytes) -> None:
    kind, *parameters = (piece.strip().lower() for piece in header.decode("latin-1").split(";"))
    charsets = [value.partition("=")[2].strip('" ') for value in parameters if value.startswith("charset")]
    if kind != "application/json" or any(charset not in {"utf-8", "utf8"} for charset in charsets):
        raise Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "The body must be JSON in UTF-8: send the header Content-Type: application/json.",
        )


async def _body(messages: Receive) -> bytes:
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await messages()
        if message["type"] == "http.disconnect":
            raise Refusal(_CASE, "BAD_REQUEST", "The connection was closed before the whole request had come.")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            raise _too_large()
        more = message.get("more_body", False)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _from_body(body: bytes) -> dict[str, Any]:
    value = _json(body, "The body is not JSON.")
    if isinstance(value, list):
        message = "Batches are not answered. Send one request each, or ask several questions in one document."
        raise Refusal(_CASE, "BATCH_NOT_ALLOWED", message)
    if not isinstance(value, dict):
        raise Refusal(_CASE, "BAD_REQUEST", f"The body must be a JSON object. {_EXAMPLE}")
    return value


def _json(text: bytes, complaint: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal(_CASE, "BAD_JSON", f"{complaint} {_EXAMPLE}") from error


def _sent(given: Mapping[str, Any], *, by_get: bool) -> Sent:
    document_hash = _document_hash(given)
    query = given.get("query")
    if not (isinstance(query, str) and query.strip()) and (document_hash is None or query is not None):
        raise Refusal(_CASE, "NO_QUERY", f"`query` must be the text of a document. {_EXAMPLE}")
    operation = given.get("operationName")
    if operation is not None and not isinstance(operation, str):
        raise Refusal(_CASE, "BAD_REQUEST", "`operationName` must be a string, or left out.")
    for name in ("variables", "extensions"):
        if given.get(name) is not None and not isinstance(given[name], dict):
            raise Refusal(_CASE, "BAD_REQUEST", f"`{name}` must be a JSON object, or left out.")
    variables = given.get("variables") or {}
    _check_size(variables)
    return Sent(query, variables, operation or None, by_get, document_hash)


def _document_hash(given: Mapping[str, Any]) -> str | None:
    """The sha256 by which a document is asked for, in the two ways that clients write it."""
    extensions = given.get("extensions")
    named = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    asked = named.get("sha256Hash") if isinstance(named, dict) else given.get("documentId")
    if asked is None:
        return None
    digits = asked.removeprefix("sha256:").lower() if isinstance(asked, str) else ""
    if not _SHA256.fullmatch(digits):
        message = 'A document is asked for by its sha256, in 64 hexadecimal digits: "documentId": "sha256:...".'
        raise Refusal(_CASE, "BAD_DOCUMENT_ID", message)
    return digits


def _check_size(variables: dict[str, Any]) -> None:
    level: list[Any] = [variables]
    number = 0
    for _ in range(DEEPEST_VARIABLES):
        level = [inside for value in level for inside in _inside(value)]
        if not level:
            return
        number += len(level)
        if number > MOST_VALUES:
            message = f"The variables hold more than {MOST_VALUES} values. Send fewer, or in several requests."
            raise Refusal(_CASE, "TOO_MANY_VALUES", message, limit=MOST_VALUES)
    message = f"The variables are nested more than {DEEPEST_VARIABLES} levels deep. No question needs that."
    raise Refusal(_CASE, "TOO_DEEP", message, limit=DEEPEST_VARIABLES)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _too_large() -> Refusal:
    message = f"The request has more than {MOST_BYTES} bytes. Ask for less, or in several requests."
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", message, limit=MOST_BYTES)
