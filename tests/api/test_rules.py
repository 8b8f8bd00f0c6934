"""What an installation may switch: trusted documents only, no introspection, no reading by GET."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from graph_directory.errors import SettingsError
from graph_directory.settings import Settings
from graph_directory.store import Store
from tests.in_process import started

BODY = "query Body($slug: String!) { organisation(slug: $slug) { slug } }"
CASE = "query Case($text: String!) { interpret(text: $text) { names } }"
BE_PAYOKE = {"slug": "be-payoke"}


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@asynccontextmanager
async def asking(store: Store, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings("sqlite:///handed/in.db", **settings), store)
    async with started(app) as client:
        yield client


@pytest.fixture
async def trusting(seeded_store: Store, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Asks a service that answers two documents and no other."""
    (tmp_path / "client").mkdir()
    (tmp_path / "client" / "body.graphql").write_text(f"{BODY}\n", "utf-8")
    (tmp_path / "case.graphql").write_text(CASE, "utf-8")
    async with asking(seeded_store, trusted_documents=str(tmp_path)) as client:
        yield client


@pytest.mark.parametrize(
    "asked",
    [
        {"documentId": f"sha256:{hash_of(BODY)}"},
        {"documentId": f"sha256:{hash_of(BODY + chr(10))}"},
        {"documentId": hash_of(BODY).upper()},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(BODY)}}},
    ],
)
async def test_a_trusted_document_is_answered_by_its_hash(trusting: httpx.AsyncClient, asked: dict[str, Any]) -> None:
    answer = await trusting.post("/graphql", json={**asked, "variables": BE_PAYOKE})
    assert answer.json()["data"] == {"organisation": BE_PAYOKE}


async def test_a_trusted_question_is_answered_by_get_and_may_be_kept(trusting: httpx.AsyncClient) -> None:
    params = {"documentId": f"sha256:{hash_of(BODY)}", "variables": '{"slug": "be-payoke"}'}
    answer = await trusting.get("/graphql", params=params)
    again = await trusting.get("/graphql", params=params, headers={"If-None-Match": answer.headers["etag"]})
    assert (answer.status_code, again.status_code) == (200, 304)
    other = {**params, "variables": '{"slug": "nl-comensha"}'}
    assert (await trusting.get("/graphql", params=other)).json()["data"]["organisation"]["slug"] == "nl-comensha"


async def test_a_case_is_not_asked_by_get_even_where_its_document_is_trusted(trusting: httpx.AsyncClient) -> None:
    params = {"documentId": f"sha256:{hash_of(CASE)}", "variables": '{"text": "x"}'}
    refused = await trusting.get("/graphql", params=params)
    assert refused.json()["errors"][0]["extensions"]["code"] == "CASE_BY_GET"
    assert "data" in (await trusting.post("/graphql", json={**params, "variables": {"text": "x"}})).json()


@pytest.mark.parametrize(
    ("asked", "status", "code", "what_to_do"),
    [
        ({"query": "{ __typename }"}, 403, "DOCUMENT_NOT_TRUSTED", "`query`"),
        ({"query": BODY}, 403, "DOCUMENT_NOT_TRUSTED", "documentId"),
        ({"documentId": f"sha256:{hash_of('x')}"}, 404, "PERSISTED_QUERY_NOT_FOUND", "operator"),
        ({"documentId": "sha256:12"}, 400, "BAD_DOCUMENT_ID", "64 hexadecimal digits"),
        ({"documentId": 7}, 400, "BAD_DOCUMENT_ID", "64 hexadecimal digits"),
        ({}, 400, "NO_QUERY", "`query`"),
    ],
)
async def test_everything_else_is_refused_with_what_to_change(
    trusting: httpx.AsyncClient, asked: dict[str, Any], status: int, code: str, what_to_do: str
) -> None:
    answer = await trusting.post("/graphql", json=asked)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, code)
    assert what_to_do in error["message"]


async def test_a_text_that_comes_with_a_trusted_hash_is_not_what_is_answered(trusting: httpx.AsyncClient) -> None:
    sent = {"query": "{ __typename }", "documentId": f"sha256:{hash_of(BODY)}", "variables": BE_PAYOKE}
    assert (await trusting.post("/graphql", json=sent)).json()["data"] == {"organisation": BE_PAYOKE}


async def test_where_nothing_is_kept_under_a_hash_the_text_is_asked_for(http: httpx.AsyncClient) -> None:
    hashed = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of("{ __typename }")}}}
    refused = await http.post("/graphql", json=hashed)
    assert refused.json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_SUPPORTED"
    answer = await http.post("/graphql", json={**hashed, "query": "{ __typename }"})
    assert answer.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({}, "holds no .graphql file"),
        ({"a.graphql": b"{ nowhere }"}, "nowhere"),
        ({"a.graphql": b"{ organisation"}, "Syntax Error"),
        ({"a.graphql": b"\xff"}, "UTF-8"),
        ({"a.graphql": b"{ " + b"a " * 3000 + b"}"}, "tokens"),
    ],
)
def test_a_document_that_could_not_be_answered_is_told_at_the_start(
    tmp_path: Path, files: dict[str, bytes], complaint: str
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SettingsError, match=complaint):
        create_app(Settings("sqlite:///handed/in.db", trusted_documents=str(tmp_path)))


def test_serving_without_the_folder_of_documents_ends_in_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "GRAPH_DIRECTORY_TRUSTED_DOCUMENTS": str(tmp_path / "nowhere")}
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "which is no folder" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "query", ["{ __schema { types { name } } }", '{ ...a } fragment a on Query { __type(name: "x") { name } }']
)
async def test_without_introspection_the_schema_is_told_nowhere(seeded_store: Store, query: str) -> None:
    async with asking(seeded_store, introspection=False) as client:
        refused = await client.post("/graphql", json={"query": query})
        assert refused.status_code == 403
        assert refused.json()["errors"][0]["extensions"]["code"] == "INTROSPECTION_OFF"
        assert (await client.get("/schema.graphql")).status_code == 404
        assert (await client.post("/graphql", json={"query": "{ __typename }"})).json()["data"]


async def test_without_get_only_the_page_for_browsers_is_given_by_get(seeded_store: Store) -> None:
    async with asking(seeded_store, graphql_get=False) as client:
        refused = await client.get("/graphql", params={"query": "{ __typename }"})
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
        assert refused.json()["errors"][0]["extensions"]["code"] == "GET_OFF"
        assert (await client.get("/graphql", headers={"Accept": "text/html"})).status_code == 200
        assert (await client.post("/graphql", json={"query": "{ __typename }"})).json()["data"]


@pytest.mark.parametrize(("value", "wanted"), [("0", False), ("off", False), ("", True), ("1", True), ("True", True)])
def test_a_switch_is_read_from_the_environment(value: str, wanted: bool) -> None:
    settings = Settings.from_env({"GRAPH_DIRECTORY_INTROSPECTION": value, "GRAPH_DIRECTORY_GET": value})
    assert (settings.introspection, settings.graphql_get) == (wanted, wanted)


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    with pytest.raises(SettingsError, match="GRAPH_DIRECTORY_GET is 'maybe'"):
        Settings.from_env({"GRAPH_DIRECTORY_GET": "maybe"})
