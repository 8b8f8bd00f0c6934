"""The ten questions of docs/graphql.md are answered as the document says, and its tables are true."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from api.graphql import inputs, limits, pagination
from tests.in_process import Ask
from tools.graphql_answers import DOCUMENT, Question, questions

TEXT = DOCUMENT.read_text("utf-8")
QUESTIONS = list(questions(TEXT))


def test_there_are_ten_questions() -> None:
    assert [question.title.split(".")[0] for question in QUESTIONS] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
async def test_a_question_is_answered_as_the_document_says(ask: Ask, question: Question) -> None:
    answer = await ask(question.query, **question.variables)
    if question.is_exact:
        assert answer == question.answer, "run `python -m tools.graphql_answers`"
    else:
        assert fits(answer, question.answer), "run `python -m tools.graphql_answers`"


def fits(answer: Any, told: Any) -> bool:
    """Whether two answers have the same names, level by level; a list may be of any length, a value any or none."""
    if answer is None or told is None or answer == [] or told == []:
        return True
    if isinstance(told, dict):
        return answer.keys() == told.keys() and all(fits(answer[name], told[name]) for name in told)
    return fits(answer[0], told[0]) if isinstance(told, list) else type(answer) is type(told)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("cost", limits.MOST_COST),
        ("page", pagination.LARGEST_SIZE),
        ("page", pagination.DEFAULT_SIZE),
        ("depth", limits.DEEPEST),
        ("depth", limits.DEEPEST_INTROSPECTION),
        ("aliases", limits.MOST_ALIASES),
        ("repeats of one field in one selection", limits.MOST_REPEATS),
        ("repeated fields in all", limits.MOST_REPEATED),
        ("fields in one selection", limits.MOST_FIELDS),
        ("fields in one object of an argument", limits.MOST_INPUT_FIELDS),
        ("operations in one document", limits.MOST_OPERATIONS),
        ("directives", limits.MOST_DIRECTIVES),
        ("fragments", limits.MOST_FRAGMENTS),
        ("tokens", limits.MOST_TOKENS),
        ("body", limits.MOST_BYTES),
        ("document", limits.MOST_CHARACTERS),
        ("variables", limits.DEEPEST_VARIABLES),
        ("variables", limits.MOST_VALUES),
        ("time", int(limits.MOST_SECONDS)),
        ("text of a case", inputs.LONGEST_TEXT),
    ],
)
def test_every_limit_is_the_one_that_the_document_names(name: str, number: int) -> None:
    (told,) = re.findall(rf"^\| {name} \| (.*) \|$", TEXT, re.MULTILINE)
    assert re.search(rf"(?<!\d){number:,}(?!\d)".replace(",", " "), told)


async def test_every_code_that_an_error_may_have_is_in_the_document(http: httpx.AsyncClient) -> None:
    for sent in ({"query": "{"}, {"query": "{ a }"}, {"query": '{ node(id: "x") { id } }'}, {}, []):
        answer = (await http.post("/graphql", json=sent)).json()
        for error in answer["errors"]:
            assert f"`{error['extensions']['code']}`" in TEXT
