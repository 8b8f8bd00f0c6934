"""Public scanners of GraphQL services find nothing but what is meant: introspection and reading by GET.

Schemathesis is run. graphql-cop is in no registry: what it looks for is asked here in our own words, beside what
test_limits.py and test_http.py refuse already (batches, aliases, directives, circles, mutations by GET, forms).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCANNER = "schemathesis==4.32.5"
SECONDS = 30
NOT_MEANT_FOR_US = "positive_data_acceptance"
"""It takes every refusal of a valid document for a fault; that a page holds 100 at most no schema can say."""


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
