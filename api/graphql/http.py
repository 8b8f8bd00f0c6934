"""GraphQL over HTTP, by the specification: one address, GET for questions, POST for all, a page for browsers."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import plain_words, told
from api.graphql.console import console_page
from api.graphql.enums import Language
from api.graphql.execution import Answer, Engine, written
from api.graphql.failures import Refusal, masked
from api.graphql.negotiation import GRAPHQL, JSON, answer_type, wants_page
from api.graphql.remembered import Remembered
from api.graphql.requests import receive
from graph_directory.errors import StoreError

ADDRESS: Final = "/graphql"
METHODS: Final = ("GET", "HEAD", "POST")
_LANGUAGES: Final = {member.value for member in Language}
_SAFE: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class GraphQLFirst:
    """Answers /graphql before anything else looks at the request: routing for pages costs more than a kept answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One message of the server."""
        if scope["type"] != "http" or scope["path"] != ADDRESS:
            await self._app(scope, receive, send)
            return
        response = await graphql(Request(scope, receive))
        await response(scope, receive, send)


async def graphql(request: Request) -> Response:
    """One request, answered whatever it is."""
    accept = request.headers.get("accept", "")
    if request.method in {"GET", "HEAD"} and not _asks(request) and wants_page(accept):
        return console_page()
    response = await _answered(request, accept)
    request.app.state.metrics.requests[response.status_code] += 1
    return response


async def _answered(request: Request, accept: str) -> Response:
    kind = answer_type(accept)
    if kind is None:
        message = f"Answers are given as {GRAPHQL} or {JSON}. Say so in the Accept header."
        return _refused(Refusal(HTTPStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE", message), JSON)
    try:
        received, language = await receive(request), _language(request.headers.get("accept-language", ""))
        answer = await _engine(request).answer(received, language)
    except Refusal as refusal:
        return _refused(refusal, kind)
    except StoreError as error:
        problem = told(error)
        return _refused(Refusal(problem.status, problem.code, plain_words(error)), kind)
    except Exception as error:
        return _sent({"errors": [masked(error)]}, HTTPStatus.INTERNAL_SERVER_ERROR, kind)
    request.app.state.metrics.cache_hits += answer.from_memory
    return _given(request, answer, kind)


def _engine(request: Request) -> Engine:
    engine: Engine = request.app.state.graphql
    return engine


def _asks(request: Request) -> bool:
    return not {"query", "documentId", "extensions"}.isdisjoint(request.query_params)


def _given(request: Request, answer: Answer, kind: str) -> Response:
    by_get = request.method in {"GET", "HEAD"}
    if by_get and answer.keepable and answer.content.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_headers(answer, by_get=True))
    key = (kind, by_get, answer.keepable, answer.is_request_error)
    if key not in answer.content.responses:  # a response can be sent many times over
        status = HTTPStatus.BAD_REQUEST if answer.is_request_error and kind == GRAPHQL else HTTPStatus.OK
        headers = _headers(answer, by_get=by_get)
        answer.content.responses[key] = Response(answer.content.body, status, headers, _with_charset(kind))
    return answer.content.responses[key]


def _headers(answer: Answer, *, by_get: bool) -> dict[str, str]:
    headers = {**_SAFE, "Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
    if by_get and answer.keepable:
        # kept, but asked about each time: an answer is never older than the directory
        headers |= {"Cache-Control": "public, no-cache", "ETag": answer.content.etag}
    return headers


def _refused(refusal: Refusal, kind: str) -> Response:
    response = _sent({"errors": [refusal.formatted()]}, refusal.status, kind)
    if refusal.status is HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = "POST" if refusal.code in {"CASE_BY_GET", "GET_OFF"} else ", ".join(METHODS)
    if refusal.status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "2"
    return response


def _sent(content: dict[str, Any], status: HTTPStatus, kind: str) -> Response:
    headers = {**_SAFE, "Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
    return Response(Remembered.of(written(content)).body, status, headers, media_type=_with_charset(kind))


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8"


@lru_cache(maxsize=100)
def _language(accepted: str) -> str:
    """The first language of an Accept-Language header that texts are kept in; empty where none is."""
    for part in accepted.split(",")[:20]:
        code = part.split(";")[0].strip()[:2].lower()
        if code in _LANGUAGES:
            return code
    return ""
