"""GraphQL over HTTP, by the specification: one address, GET for questions, POST for all, a page for browsers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from starlette.types import Receive, Scope, Send

from api.errors import plain_words, told
from api.graphql.console import console_page
from api.graphql.enums import Language
from api.graphql.execution import Answer, Engine, written
from api.graphql.failures import Refusal, masked
from api.graphql.negotiation import GRAPHQL, JSON, answer_type, wants_page
from api.graphql.remembered import Reply
from api.graphql.requests import READING, Headers, asks, headers_of, receive
from api.metrics import Metrics
from graph_directory.errors import StoreError

ADDRESS: Final = "/graphql"
METHODS: Final = (*READING, "POST")
_LANGUAGES: Final = {member.value for member in Language}
_VARIES: Final = {"X-Content-Type-Options": "nosniff", "Vary": "Accept, Accept-Language"}


class GraphQLOverHttp:
    """Answers /graphql as an ASGI application of its own, so that nothing stands between the server and a kept answer.

    It reads the messages of the server itself: a request object and its response cost more than a kept answer.
    """

    def __init__(self, engine: Engine, metrics: Metrics) -> None:
        self._engine = engine
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, answered whatever it is."""
        headers = headers_of(scope)
        reply = await self._reply(scope, receive, headers)
        self._metrics.requests[reply.status] += 1
        await send(reply.start)
        await send(reply.body)

    async def _reply(self, scope: Scope, messages: Receive, headers: Headers) -> Reply:
        accept = headers.get(b"accept", b"")
        if scope["method"] in READING and wants_page(accept) and not asks(scope["query_string"]):
            return console_page()
        kind = answer_type(accept)
        if kind is None:
            message = f"Answers are given as {GRAPHQL} or {JSON}. Say so in the Accept header."
            return _refused(Refusal(HTTPStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE", message), JSON)
        try:
            received = await receive(scope, messages, headers)
            answer = await self._engine.answer(received, _language(headers.get(b"accept-language", b"")))
        except Refusal as refusal:
            return _refused(refusal, kind)
        except StoreError as error:
            problem = told(error)
            return _refused(Refusal(problem.status, problem.code, plain_words(error)), kind)
        except Exception as error:
            return _sent({"errors": [masked(error)]}, HTTPStatus.INTERNAL_SERVER_ERROR, kind)
        self._metrics.cache_hits += answer.from_memory
        return _given(answer, kind, headers) if received.by_get else _made(answer, kind, by_get=False)


def _given(answer: Answer, kind: str, headers: Headers) -> Reply:
    """What is answered by GET: nothing new where the reader has it."""
    if answer.keepable and answer.content.etag in headers.get(b"if-none-match", b"").decode("latin-1"):
        return Reply.of(HTTPStatus.NOT_MODIFIED, _headers(answer, by_get=True))
    return _made(answer, kind, by_get=True)


def _made(answer: Answer, kind: str, *, by_get: bool) -> Reply:
    key = (kind, by_get, answer.keepable, answer.is_request_error)
    reply = answer.content.replies.get(key)
    if reply is None:  # a reply can be sent many times over
        status = HTTPStatus.BAD_REQUEST if answer.is_request_error and kind == GRAPHQL else HTTPStatus.OK
        headers = {**_headers(answer, by_get=by_get), "Content-Type": _with_charset(kind)}
        reply = answer.content.replies[key] = Reply.of(status, headers, answer.content.body)
    return reply


def _headers(answer: Answer, *, by_get: bool) -> dict[str, str]:
    if by_get and answer.keepable:
        # kept, but asked about each time: an answer is never older than the directory
        return {**_VARIES, "Cache-Control": "public, no-cache", "ETag": answer.content.etag}
    return {**_VARIES, "Cache-Control": "no-store"}


def _refused(refusal: Refusal, kind: str) -> Reply:
    more: dict[str, str] = {}
    if refusal.status is HTTPStatus.METHOD_NOT_ALLOWED:
        more["Allow"] = "POST" if refusal.code in {"CASE_BY_GET", "GET_OFF"} else ", ".join(METHODS)
    if refusal.status is HTTPStatus.SERVICE_UNAVAILABLE:
        more["Retry-After"] = "2"
    return _sent({"errors": [refusal.formatted()]}, refusal.status, kind, more)


def _sent(
    content: dict[str, Any], status: HTTPStatus, kind: str, more: Mapping[str, str] = MappingProxyType({})
) -> Reply:
    headers = {**_VARIES, "Cache-Control": "no-store", "Content-Type": _with_charset(kind), **more}
    return Reply.of(status, headers, written(content))


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8"


@lru_cache(maxsize=100)
def _language(accepted: bytes) -> str:
    """The first language of an Accept-Language header that texts are kept in; empty where none is."""
    for part in accepted.decode("latin-1").split(",")[:20]:
        code = part.split(";")[0].strip()[:2].lower()
        if code in _LANGUAGES:
            return code
    return ""
