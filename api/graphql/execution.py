"""From a request to an answer: document, limits, memory, execution, each in its turn."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from inspect import isawaitable
from typing import Any, Final, TypeAlias

import orjson
from graphql import ExecutionResult, OperationDefinitionNode, OperationType, execute

from api.graphql.context import Context
from api.graphql.cost import check_cost, cost_of
from api.graphql.documents import Document, Documents, Invalid
from api.graphql.failures import Refusal, failed, invalid
from api.graphql.limits import MOST_COST, MOST_SECONDS
from api.graphql.plans import Planner
from api.graphql.remembered import Answers, Remembered
from api.graphql.requests import Received, Sent, read
from api.graphql.rules import Rules
from api.graphql.schema import executable
from api.graphql.supposing import Newest, Supposed, made_of_newest, nothing_supposed
from graph_directory.directory import Directory

Question: TypeAlias = tuple[str, str, str | None, bytes]
"""What is asked: language, document, operation, variables."""
LONGEST_REMEMBERED: Final = 8_000
MOST_REMEMBERED: Final = 2_000
_BY_POST: Final = (
    "findCounterparts, findReferralPaths and interpret are answered by POST only: they may carry somebody's case, "
    "and what stands in an address is kept in logs and histories."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer ready to be sent; `is_request_error`: nothing was executed; `keepable`: caches may have it."""

    content: Remembered
    is_request_error: bool = False
    keepable: bool = False
    from_memory: bool = False


class Engine:
    """Answers requests over one directory, by the rules of the installation; remembers documents and answers."""

    def __init__(self, newest: Newest, supposed: Supposed = nothing_supposed, rules: Rules | None = None) -> None:
        self._newest = newest
        self._supposed = supposed
        self._rules = rules or Rules()
        self._documents = Documents()
        self._answers = Answers()
        self._asked: OrderedDict[tuple[Received, str], Question] = OrderedDict()

    async def answer(self, received: Received, language: str) -> Answer:
        """The answer to one request; one that came before is answered as then, byte for byte, where that still holds.

        Raises Refusal for what is not executed by rule, StoreError while the store is down.
        """
        question, supposed = self._asked.get((received, language)), self._supposed()
        if question and (supposed is None or self._again(await _key(question, supposed, datetime.now(UTC)))):
            directory = await self._newest()
            key = await _key(question, directory, datetime.now(UTC))
            return self._again(key) or await self._made(received, language, directory)
        return await self._made(received, language)

    def _again(self, key: tuple[object, ...] | None) -> Answer | None:
        remembered = self._answers.get(key) if key else None
        return Answer(remembered, keepable=True, from_memory=True) if remembered else None

    async def _made(self, received: Received, language: str, directory: Directory | None = None) -> Answer:
        sent = read(received)
        text = self._rules.text(sent)
        found = await self._documents.read(text)
        if isinstance(found, Invalid):
            return _request_error(found.errors)
        self._rules.check(found)
        operation = _meant(found, sent)
        question = _question(text, sent, language) if found.keepable else None
        if question:
            self._remember(received, language, question)
        cost = cost_of(found.node, operation, executable(), sent.variables, found.prepared.costs)
        check_cost(cost)

        async def make(directory: Directory) -> Answer:
            now = datetime.now(UTC)
            key = await _key(question, directory, now) if question else None
            if again := self._again(key):
                return again
            result = await _execute(found, sent, Context(directory, now, language, found.prepared))
            answer = _answer(result, cost, found.keepable)
            if key and not result.errors:
                self._answers.keep(key, answer.content)
            return answer

        return await (make(directory) if directory else made_of_newest(self._newest, self._supposed(), make))

    def _remember(self, received: Received, language: str, question: Question) -> None:
        if len(received.content) <= LONGEST_REMEMBERED:
            self._asked[received, language] = question
            if len(self._asked) > MOST_REMEMBERED:
                self._asked.popitem(last=False)


async def _execute(document: Document, sent: Sent, context: Context) -> ExecutionResult:
    try:
        async with asyncio.timeout(MOST_SECONDS):
            running = execute(
                executable(),
                document.node,
                context_value=context,
                variable_values=dict(sent.variables),
                operation_name=sent.operation,
                max_coercion_errors=10,
                hide_suggestions=True,
                executor_class=Planner,
            )
            return await running if isawaitable(running) else running
    except TimeoutError as error:
        message = f"The answer took more than {MOST_SECONDS:.0f} seconds and was given up. Ask for less at once."
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "TOO_SLOW", message) from error
    except RecursionError as error:
        message = "The variables are nested too deeply to be read."
        raise Refusal(HTTPStatus.BAD_REQUEST, "TOO_DEEP", message) from error


def _meant(document: Document, sent: Sent) -> OperationDefinitionNode:
    operation = document.operation(sent.operation)
    if operation is None:
        names = ", ".join(one.name.value for one in document.operations if one.name)
        message = f"`operationName` must say which operation is meant: {names}." if names else "There is no operation."
        raise Refusal(HTTPStatus.BAD_REQUEST, "NO_OPERATION", message)
    if sent.by_get and operation.operation is not OperationType.QUERY:
        raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "By GET only questions are answered.")
    if sent.by_get and document.carries_case:
        raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "CASE_BY_GET", _BY_POST)
    return operation


def _question(text: str, sent: Sent, language: str) -> Question:
    return language, text, sent.operation, orjson.dumps(sent.variables, option=orjson.OPT_SORT_KEYS)


async def _key(question: Question, directory: Directory, now: datetime) -> tuple[object, ...]:
    info = await directory.reader.info()
    # freshness is judged by the day, so an answer is one day's at most
    return (info.version, info.updated_at, directory.reader.visibility, now.date(), *question)


def _answer(result: ExecutionResult, cost: int, keepable: bool) -> Answer:
    errors = result.errors or []
    if result.data is None and errors and all(error.path is None for error in errors):
        return _request_error(invalid(errors, "BAD_VARIABLES"))
    content: dict[str, Any] = {"data": result.data}
    if errors:
        content = {"errors": failed(errors), **content}
    content["extensions"] = {"cost": {"value": cost, "limit": MOST_COST}}
    return Answer(Remembered.of(written(content)), keepable=keepable and not errors)


def _request_error(errors: list[dict[str, Any]]) -> Answer:
    return Answer(Remembered.of(written({"errors": errors})), is_request_error=True)


def written(content: Mapping[str, Any]) -> bytes:
    """An answer as JSON."""
    return orjson.dumps(content, default=str)
