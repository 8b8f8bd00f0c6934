"""Public scanners of GraphQL services find nothing but what is meant: introspection and reading by GET.

Schemathesis is run. graphql-cop is in no registry: each thing that it looks for is asked here in our own words.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query

from api.app import create_app
from graph_directory.settings import Settings
from graph_directory.store import Store
from tests.in_process import client_of

ROOT = Path(__file__).resolve().parents[2]
SCANNER = "schemathesis==4.32.5"
SECONDS = 30
NOT_MEANT_FOR_US = "positive_data_acceptance"
"""It takes every refusal of a valid document for a fault; that a page holds 100 at most no schema can say."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LOOKED_FOR: dict[str, tuple[str, dict[str, Any], str]] = {
    "many aliases": (
        "POST",
        {"json": {"query": f"{{ {' '.join(f'a{number}: __typename' for number in range(101))} }}"}},
        "TOO_MANY_ALIASES",
    ),
    "many questions in one list": ("POST", {"json": [{"query": "{ __typename }"}] * 10}, "BATCH_NOT_ALLOWED"),
    "many directives": ("POST", {"json": {"query": f"{{ __typename {'@aa' * 30} }}"}}, "TOO_MANY_DIRECTIVES"),
    "one field many times": ("POST", {"json": {"query": f"{{ {'__typename ' * 500} }}"}}, "TOO_MANY_FIELDS"),
    "the schema in circles": (
        "POST",
        {
            "json": {
                "query": "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"
            }
        },
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "fragments in circles": (
        "POST",
        {"json": {"query": "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"}},
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a mutation by GET": ("GET", {"params": {"query": "mutation { __typename }"}}, "GRAPHQL_VALIDATION_FAILED"),
    "a mutation in a form": ("POST", {"data": {"query": "mutation { __typename }"}}, "UNSUPPORTED_MEDIA_TYPE"),
    "a question in a form": (
        "POST",
        {"content": "query=%7B__typename%7D", "headers": FORM},
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    "a question as plain text": (
        "POST",
        {"content": '{"query": "{ __typename }"}', "headers": {"Content-Type": "text/plain"}},
        "UNSUPPORTED_MEDIA_TYPE",
    ),
}


@pytest.mark.parametrize("what", LOOKED_FOR)
async def test_what_scanners_look_for_is_refused_by_name(http: httpx.AsyncClient, what: str) -> None:
    method, sent, code = LOOKED_FOR[what]
    answer = (await http.request(method, "/graphql", **sent)).json()
    assert "data" not in answer
    assert {error["extensions"]["code"] for error in answer["errors"]} == {code}


async def test_one_mistake_made_often_is_not_told_as_often(http: httpx.AsyncClient) -> None:
    answer = (await http.post("/graphql", json={"query": f"{{ __typename {'@aa' * 10} }}"})).json()
    assert 0 < len(answer["errors"]) < 10


@pytest.mark.parametrize(
    "address", ["/graphiql", "/playground", "/altair", "/voyager", "/graphql/graphiql", "/v1/graphql"]
)
async def test_no_page_of_somebody_else_is_served(http: httpx.AsyncClient, address: str) -> None:
    page = await http.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 404
    console = (await http.get("/graphql", headers={"Accept": "text/html"})).text.lower()
    assert not any(name in console for name in ("graphiql", "playground", "altair"))


async def test_what_is_found_by_design_can_be_switched_off(seeded_store: Store) -> None:
    closed = Settings("sqlite:///handed/in.db", introspection=False, graphql_get=False)
    async with client_of(create_app(closed, seeded_store)) as asking:
        schema = (await asking.post("/graphql", json={"query": get_introspection_query()})).json()
        by_get = (await asking.get("/graphql", params={"query": "{ __typename }"})).json()
    assert [one["errors"][0]["extensions"]["code"] for one in (schema, by_get)] == ["INTROSPECTION_OFF", "GET_OFF"]


@pytest.mark.scanner
def test_schemathesis_finds_nothing(live_server: str) -> None:
    command = [
        scanner(),
        "run",
        f"{live_server}/graphql",
        *("--max-examples", "12", "--max-time", str(SECONDS), "--seed", "20261126"),
        *("--phases", "fuzzing", "--exclude-checks", NOT_MEANT_FOR_US, "--continue-on-failure", "--no-color"),
        *("--suppress-health-check", "all", "--request-timeout", "20"),
    ]
    done = subprocess.run(command, cwd=ROOT / ".cache", capture_output=True, text=True, timeout=SECONDS + 120)
    assert "Operations:" in done.stdout, done.stdout
    assert done.returncode == 0, done.stdout[-6000:]


def scanner() -> str:
    """The scanner in an environment of its own, made once: its dependencies are not ours."""
    from tests.conftest import lacking

    folder = ROOT / ".cache" / SCANNER
    program = folder / "bin" / "schemathesis"
    if not program.is_file():
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        for command in ([sys.executable, "-m", "venv", str(folder)], [*pip, SCANNER]):
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
            if done.returncode:
                lacking("scanner", f"{SCANNER} cannot be installed: {done.stderr.strip()[-200:]}")
    return str(program)


@pytest.mark.parametrize(
    "query", ["{ organisation(slog: 1) { name } }", "{ organisatio { nam } }", "{ __schema { typ } }"]
)
async def test_a_misspelled_name_is_not_corrected(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.post("/graphql", json={"query": query})
    assert answer.json()["errors"]
    assert "did you mean" not in answer.text.lower()


@pytest.mark.parametrize("query", ["{ __typename }", "{ nowhere }", "qwerty cop { abc }"])
async def test_an_answer_holds_neither_traces_nor_exceptions(http: httpx.AsyncClient, query: str) -> None:
    text = (await http.post("/graphql", json={"query": query})).text
    assert not any(word in text for word in ("tracing", "exception", "Traceback", ".py", "stacktrace"))


async def test_an_error_inside_an_answer_says_whose_it_is(http: httpx.AsyncClient) -> None:
    answer = await http.post("/graphql", json={"query": "{ organisations(first: -1) { totalCount } }"})
    (error,) = answer.json()["errors"]
    assert error["extensions"] == {"code": "BAD_QUESTION", "classification": "ValidationError"}
