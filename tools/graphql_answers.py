"""Writes the answers of docs/graphql.md from the seed directory: `python -m tools.graphql_answers`."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from api.app import create_app
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "graphql.md"
_WIDTH = 110
_SECTION = re.compile(r"^### (?P<title>.+?)\n(?P<body>.*?)(?=^##)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(?P<kind>graphql|json variables|json answer|json example)\n(?P<text>.*?)^```", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the document; `is_exact` where the answer is promised and not only its shape."""

    title: str
    query: str
    variables: dict[str, Any]
    answer: Any
    is_exact: bool


def questions(text: str) -> Iterator[Question]:
    """Every question in the document, in its order."""
    for section in _SECTION.finditer(text):
        parts = {fence["kind"]: fence["text"] for fence in _FENCE.finditer(section["body"])}
        answer = parts.get("json answer", parts.get("json example", "{}"))
        yield Question(
            title=section["title"],
            query=parts["graphql"],
            variables=json.loads(parts.get("json variables", "{}")),
            answer=json.loads(answer),
            is_exact="json answer" in parts,
        )


def with_answers(text: str, answers: dict[str, Any]) -> str:
    """The document with these answers, by the titles of their questions."""

    def section(match: re.Match[str]) -> str:
        def fence(found: re.Match[str]) -> str:
            if found["kind"] not in {"json answer", "json example"}:
                return found[0]
            return f"```{found['kind']}\n{_written(answers[match['title']], 0)}\n```"

        return _FENCE.sub(fence, match[0])

    return _SECTION.sub(section, text)


def _written(value: Any, depth: int) -> str:
    """JSON with what fits on one line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(flat) + 2 * depth <= _WIDTH:
        return flat
    named = value.items() if isinstance(value, dict) else ((None, inner) for inner in value)
    lines = [
        "  " * (depth + 1) + (f"{json.dumps(name)}: " if name is not None else "") + _written(inner, depth + 1)
        for name, inner in named
    ]
    start, end = "{}" if isinstance(value, dict) else "[]"
    return start + "\n" + ",\n".join(lines) + "\n" + "  " * depth + end


async def _answers(asked: list[Question]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(f"sqlite://{Path(folder).resolve()}/directory.db")
        store = await open_store(settings)
        await load_files(store, [shipped_folder("seed_data")])
        transport = httpx.ASGITransport(app=create_app(settings, store))
        async with httpx.AsyncClient(transport=transport, base_url="http://directory.test") as asking:
            found = {}
            for question in asked:
                sent = {"query": question.query, "variables": question.variables}
                found[question.title] = (await asking.post("/graphql", json=sent)).json()["data"]
        await store.close()
    return found


def main() -> int:
    """Writes the document again with the answers of today."""
    text = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(with_answers(text, asyncio.run(_answers(list(questions(text))))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
