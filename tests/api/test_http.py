"""GraphQL over HTTP by the specification, and the application round it: alive, ready, measured, back by itself."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import build_schema

from api.app import create_app
from graph_directory.settings import Settings
from graph_directory.stores import open_store
from graph_directory.vocabulary import Visibility
from tests.in_process import client_of, started

ROOT = Path(__file__).resolve().parents[2]
AUDITS = 61
PACKAGES = ("graphql-http@1.23.1", "graphql@16.15.0")
AUDIT = """
import { auditServer } from "graphql-http";
const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
console.log(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
"""
NEW = "application/graphql-response+json"
OLD = "application/json"
VERSION = "{ directory { version } }"
CASE = "a frightened girl of sixteen from Roubaix"


@pytest.mark.node
def test_every_audit_of_the_specification_is_passed(live_server: str) -> None:
    folder = node_packages()
    (folder / "audit.mjs").write_text(AUDIT, "utf-8")
    done = subprocess.run(
        ["node", "audit.mjs", f"{live_server}/graphql"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == AUDITS


def node_packages() -> Path:
    """A folder with the audits, filled once."""
    from tests.conftest import lacking

    if not (shutil.which("node") and shutil.which("npm")):
        lacking("node", "no node and npm on the path (on Debian: apt-get install nodejs npm)")
    folder = ROOT / ".cache" / PACKAGES[0]
    if not (folder / "node_modules" / "graphql-http").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', "utf-8")
        command = ["npm", "install", "--no-audit", "--no-fund", *PACKAGES]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
        if done.returncode:
            lacking("node", f"npm cannot install {PACKAGES[0]}: {done.stderr.strip()[-200:]}")
    return folder


# ---- media types and statuses ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (NEW, NEW),
        (OLD, OLD),
        (f"{NEW}, {OLD}", NEW),
        (f"{NEW};q=0.1, {OLD};q=0.9", OLD),
        ("*/*", OLD),
        ("", OLD),
    ],
)
async def test_an_answer_has_the_media_type_that_is_wanted_most(
    http: httpx.AsyncClient, accept: str, given: str
) -> None:
    answer = await http.post("/graphql", json={"query": VERSION}, headers={"Accept": accept})
    assert answer.headers["content-type"] == f"{given}; charset=utf-8"


@pytest.mark.parametrize(("kind", "status"), [(NEW, 400), (OLD, 200)])
@pytest.mark.parametrize("query", ["{", "{ nowhere }", "query($n: Int!) { organisations(first: $n) { totalCount } }"])
async def test_a_question_that_cannot_be_executed_has_no_data(
    http: httpx.AsyncClient, query: str, kind: str, status: int
) -> None:
    answer = await http.post("/graphql", json={"query": query}, headers={"Accept": kind})
    assert answer.status_code == status
    assert set(answer.json()) == {"errors"}


REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "not JSON": ({"content": b"{"}, 400, "BAD_JSON"),
    "open brackets": ({"content": b"[" * 50_000}, 400, "BAD_JSON"),
    "a half of a sign": ({"content": b'{"query": "{ a(b: \\"\\ud800\\") }"}'}, 400, "BAD_JSON"),
    "a batch": ({"content": b'[{"query": "{ __typename }"}]'}, 400, "BATCH_NOT_ALLOWED"),
    "a word": ({"content": b'"query"'}, 400, "BAD_REQUEST"),
    "no query": ({"content": b"{}"}, 400, "NO_QUERY"),
    "variables that are a list": ({"content": b'{"query": "{ a }", "variables": []}'}, 400, "BAD_REQUEST"),
    "deep variables": (
        {"content": b'{"query": "{ a }", "variables": {"a": %s}}' % (b"[" * 500 + b"]" * 500)},
        400,
        "TOO_DEEP",
    ),
    "five megabytes": ({"content": b'{"query": "' + b"a" * 5_000_000 + b'"}'}, 413, "TOO_LARGE"),
    "a form": (
        {"content": b"query=1", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        415,
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    "another alphabet": (
        {"content": b"{}", "headers": {"Content-Type": "application/json; charset=utf-16"}},
        415,
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    "another wish": (
        {"content": b"{}", "headers": {"Content-Type": OLD, "Accept": "image/png"}},
        406,
        "NOT_ACCEPTABLE",
    ),
    "two operations": ({"content": b'{"query": "query a { __typename } query b { __typename }"}'}, 400, "NO_OPERATION"),
    "a mutation": ({"content": b'{"query": "mutation { a }"}', "accept": NEW}, 400, "GRAPHQL_VALIDATION_FAILED"),
    "a huge number": (
        {"content": b'{"query": "query($n: Int) { areas(level: $n) { code } }", "variables": {"n": 1e30}}'},
        400,
        "BAD_VARIABLES",
    ),
    "a fragment in itself": (
        {"content": b'{"query": "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"}'},
        400,
        "GRAPHQL_VALIDATION_FAILED",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_what_cannot_be_answered_is_refused_in_plain_words(http: httpx.AsyncClient, what: str) -> None:
    sent, status, code = REFUSED[what]
    headers = {"Content-Type": OLD, "Accept": NEW, **sent.get("headers", {})}
    answer = await http.post("/graphql", content=sent["content"], headers=headers)
    assert answer.status_code == status
    (error, *_) = answer.json()["errors"]
    assert error["extensions"]["code"] == code
    assert len(error["message"].split()) > 3
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_other_methods_are_told_which_ones_there_are(http: httpx.AsyncClient, method: str) -> None:
    answer = await http.request(method, "/graphql")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


# ---- GET -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        '{ interpret(text: "x") { names } }',
        "{ findCounterparts(input: {}) { matchLevel } }",
        '{ ...hidden } fragment hidden on Query { found: findReferralPaths(input: { from: "a" }) { cost } }',
    ],
)
async def test_a_case_is_never_asked_by_get_and_the_error_says_why(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.get("/graphql", params={"query": query})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "CASE_BY_GET"
    assert "case" in error["message"]


async def test_a_question_is_answered_by_get_with_its_variables(http: httpx.AsyncClient) -> None:
    query = "query Body($slug: String!) { organisation(slug: $slug) { slug } }"
    params = {"query": query, "variables": '{"slug": "be-payoke"}', "operationName": "Body"}
    answer = await http.get("/graphql", params=params)
    assert answer.json()["data"] == {"organisation": {"slug": "be-payoke"}}


@pytest.mark.parametrize(
    "query",
    ["{ nowhere }", '{ organisation(slug: "be-payoke") { contactPoints { isOpen } } }', '{ node(id: "x") { id } }'],
)
async def test_what_is_wrong_or_of_the_moment_is_kept_nowhere(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.get("/graphql", params={"query": query})
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


async def test_the_language_of_the_reader_is_the_default_of_every_text(http: httpx.AsyncClient) -> None:
    query = '{ vocabulary(name: "countries") { code label dutch: label(language: NL) } }'
    labels = {}
    for language in ("fr-BE,fr;q=0.9", "de", "nl"):
        answer = await http.get("/graphql", params={"query": query}, headers={"Accept-Language": language})
        labels[language] = {one["code"]: (one["label"], one["dutch"]) for one in answer.json()["data"]["vocabulary"]}
    assert labels["fr-BE,fr;q=0.9"]["NL"] == ("Pays-Bas", "Nederland")
    assert labels["de"]["NL"] == ("Niederlande", "Nederland")
    assert labels["nl"]["NL"] == ("Nederland", "Nederland")


# ---- the page for browsers -------------------------------------------------------------------------


async def test_a_browser_gets_a_page_of_our_own_without_anything_from_elsewhere(http: httpx.AsyncClient) -> None:
    page = await http.get("/graphql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "://" not in page.text
    for name in ("console.css", "console.js", "examples.json"):
        assert (await http.get(f"/graphql/console/{name}")).status_code == 200
    assert (await http.get("/graphql/console/__init__.py")).status_code == 404


async def test_every_example_on_the_page_is_answered(http: httpx.AsyncClient) -> None:
    examples = (await http.get("/graphql/console/examples.json")).json()
    assert len(examples) >= 5
    for example in examples:
        answer = await http.post("/graphql", json={"query": example["query"], "variables": example["variables"]})
        assert "errors" not in answer.json(), (example["title"], answer.json()["errors"])


@pytest.mark.browser
async def test_the_page_shows_the_answer_of_its_first_example(live_server: str, chromium_browser: Any) -> None:
    context = await chromium_browser.new_context()
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await page.goto(f"{live_server}/graphql")
    await page.get_by_role("tab", name="Organisation").click()
    await page.get_by_role("button", name="Run").click()
    await page.get_by_text('"data"').wait_for()
    assert "CoMensha" in await page.locator("#answer").inner_text()
    assert complaints == []
    await context.close()


# ---- round the API ---------------------------------------------------------------------------------


async def test_the_schema_can_be_fetched_and_read(http: httpx.AsyncClient) -> None:
    answer = await http.get("/schema.graphql")
    assert build_schema(answer.text).query_type is not None


async def test_a_request_in_pieces_is_put_together(http: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b'{"query": "{ direc', b"", b'tory { version } }"}'):
            yield piece

    answer = await http.post("/graphql", content=pieces(), headers={"Content-Type": OLD})
    assert answer.json()["data"]["directory"]["version"] > 0


async def test_too_much_in_pieces_is_refused_before_all_has_come(http: httpx.AsyncClient) -> None:
    sent = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 5_000_000:
            sent += 10_000
            yield b" " * 10_000

    answer = await http.post("/graphql", content=pieces(), headers={"Content-Type": OLD})
    assert (answer.status_code, sent < 5_000_000) == (413, True)


async def test_a_header_that_comes_twice_is_read_as_one_list(http: httpx.AsyncClient) -> None:
    headers = [("Accept", "image/png"), ("Content-Type", OLD), ("Accept", NEW)]
    answer = await http.post("/graphql", content=b'{"query": "{ __typename }"}', headers=headers)
    assert answer.headers["content-type"].startswith(NEW)


async def test_what_was_done_is_counted(http: httpx.AsyncClient) -> None:
    await http.post("/graphql", json={"query": VERSION})
    text = (await http.get("/metrics")).text
    assert "graph_directory_up 1\n" in text
    assert 'graph_directory_graphql_requests_total{status="200"} ' in text


async def test_a_store_that_is_down_is_told_and_comes_back_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("in the way", "utf-8")
    app = create_app(Settings(f"sqlite://{folder}/directory.db"))
    async with started(app) as asking:
        assert (await asking.get("/healthz")).status_code == 200
        unready = await asking.get("/readyz")
        refused = await asking.post("/graphql", json={"query": VERSION})
        page = await asking.get("/en/")
        assert (unready.status_code, refused.status_code, page.status_code) == (503, 503, 503)
        assert unready.text.startswith("not ready: ")
        assert unready.text.count("\n") == 1
        assert refused.json()["errors"][0]["extensions"]["code"] == "STORE_NOT_WRITABLE"
        assert str(tmp_path) not in unready.text + refused.text + page.text
        folder.unlink()
        assert await ready_within(asking, 5)
        assert (await asking.post("/graphql", json={"query": VERSION})).json()["data"]


async def ready_within(asking: httpx.AsyncClient, seconds: int) -> bool:
    for _ in range(seconds * 10):
        if (await asking.get("/readyz")).status_code == 200:
            return True
        await asyncio.sleep(0.1)
    return False


async def test_a_store_that_was_handed_in_is_not_closed(tmp_path: Path) -> None:
    store = await open_store(Settings(f"sqlite://{tmp_path}/directory.db"))
    app = create_app(Settings("sqlite:///handed/in.db"), store)
    async with app.router.lifespan_context(app):
        pass
    await store.check()
    await store.close()


# ---- our own mistakes ------------------------------------------------------------------------------


class Careless:
    """A store that breaks in a way nobody foresaw, with the words of the question in its message."""

    name = "careless"

    async def reader(self, visibility: Visibility = Visibility.PUBLIC) -> Any:
        raise RuntimeError(f"cannot read for {CASE}")

    async def close(self) -> None:
        """Nothing is open."""


async def test_a_mistake_of_ours_is_masked_under_a_number_that_the_log_knows(caplog: pytest.LogCaptureFixture) -> None:
    careless: Any = Careless()
    app = create_app(Settings("sqlite:///handed/in.db"), careless)
    with caplog.at_level(logging.DEBUG):
        async with client_of(app) as asking:
            answer = await asking.post("/graphql", json={"query": VERSION})
    (error,) = answer.json()["errors"]
    assert answer.status_code == 500
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["incident"] in caplog.text
    assert "RuntimeError" in caplog.text
    assert CASE not in caplog.text + answer.text


async def test_no_word_of_a_case_is_logged(http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    query = "query($i: CounterpartInput!) { findCounterparts(input: $i) { matchLevel wrong: matches { score } } }"
    with caplog.at_level(logging.DEBUG):
        for text in (CASE, CASE * 500):
            await http.post("/graphql", json={"query": query, "variables": {"i": {"text": text}}})
        await http.post("/graphql", json={"query": f'{{ interpret(text: "{CASE}" }}'})
    assert "Roubaix" not in caplog.text
