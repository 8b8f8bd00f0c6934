"""What the documents say is so: links lead somewhere, commands and settings they name exist, and none is left out."""

from __future__ import annotations

import json
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import typer
from house_files import ROOT, name_of, written_in
from typer.testing import CliRunner

from api.cli import app

DOCUMENTS = written_in(".md")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_FENCE = re.compile(r"```.*?```", re.DOTALL)
_FILE = re.compile(r"`(\w[\w./-]*\.(?:py|md|csv|json|yaml|graphql|cypher|sql|toml|lock))`")
_SETTING = re.compile(r"GRAPH_DIRECTORY_[A-Z0-9_]+")
_COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path) -> None:
    broken = [target for target in _targets(document) if not _leads_somewhere(document, target)]
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_that_a_document_names_is_there(document: Path) -> None:
    named = set(re.findall(r"graph-directory (?=[a-z])([a-z]+)", _code(document)))
    assert sorted(named - _COMMANDS) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_target_that_a_document_names_is_there(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"^(?:\$ )?make ([a-z]+)", _code(document), re.MULTILINE))
    assert sorted(named - targets) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    places = (ROOT, document.parent, *(ROOT / room for room in ("graph_directory", "schema", "seed_data")))
    named = set(_FILE.findall(document.read_text("utf-8")))
    assert sorted(name for name in named if not any((place / name).exists() for place in places)) == []


def test_every_command_has_a_line_in_the_documents() -> None:
    text = (ROOT / "docs" / "operating.md").read_text("utf-8")
    assert [command for command in sorted(_COMMANDS) if f"`graph-directory {command}" not in text] == []


def test_every_setting_has_a_line_in_the_documents_and_no_other_has() -> None:
    code = [path for path in written_in(".py") if name_of(path).startswith(("graph_directory/", "api/"))]
    known = {name for path in code for name in _SETTING.findall(path.read_text("utf-8")) if not name.endswith("_")}
    told = set(_SETTING.findall((ROOT / "docs" / "operating.md").read_text("utf-8")))
    assert told == known


def test_every_room_of_the_house_is_on_the_map() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    lying = (path.relative_to(ROOT).parts for path in written_in(".py", ".yaml", ".json", ".md"))
    rooms = {f"{parts[0]}/" for parts in lying if len(parts) > 1}
    assert [room for room in sorted(rooms) if f"\n{room} " not in readme] == []


def test_every_file_on_the_map_is_there() -> None:
    blocks = _FENCE.findall((ROOT / "README.md").read_text("utf-8"))
    (map_,) = [block for block in blocks if "graph_directory/" in block]
    missing, room = [], ROOT
    for line in map_.splitlines()[1:-1]:
        if not line.strip():
            continue
        name = line.split()[0]
        room = ROOT / name if not line.startswith(" ") and name.endswith("/") else room
        place = ROOT / name if not line.startswith(" ") else room / name
        if not place.exists():
            missing.append(line.strip())
    assert missing == []


def test_the_first_questions_of_the_readme_name_the_same_body_first(live_server: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    posted = re.search(r"-d @- <<'END'\n(.+?)\nEND\n", readme, re.DOTALL)
    typed = re.search(r"graph-directory (find .+?)\n```", readme, re.DOTALL)
    assert posted
    assert typed
    query = json.loads(posted[1].replace("\n", ""))
    answer = httpx.post(f"{live_server}/graphql", json=query, timeout=20).json()
    first = answer["data"]["findCounterparts"]["matches"][0]["organisation"]["slug"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {"GRAPH_DIRECTORY_STORE": f"sqlite://{folder}/directory.db"}
        assert CliRunner().invoke(app, ["load", str(ROOT / "seed_data")], env=environment).exit_code == 0
        said = CliRunner().invoke(app, shlex.split(typed[1].replace("\\\n", " ")), env=environment)
    assert (first, "[nl-comensha]" in said.stdout.splitlines()[0]) == ("nl-comensha", True)


def _targets(document: Path) -> Iterator[str]:
    yield from _LINK.findall(_FENCE.sub("", document.read_text("utf-8")))


def _leads_somewhere(document: Path, target: str) -> bool:
    if target.startswith(("http://", "https://", "mailto:")):
        return True  # asked of nobody: a test of ours needs no network
    path, _, anchor = target.partition("#")
    place = (document.parent / path).resolve() if path else document
    return place.exists() and (not anchor or anchor in _anchors(place))


def _anchors(document: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def _code(document: Path) -> str:
    text = document.read_text("utf-8")
    return "\n".join([*_FENCE.findall(text), *re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))])
