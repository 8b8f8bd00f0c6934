"""The example clients are sound by their languages' strictest rules and get answers from a running service."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examples.python_client import Directory, DirectoryError

ROOT = Path(__file__).resolve().parents[2]
PYTHON, TYPESCRIPT = ROOT / "examples" / "python_client.py", ROOT / "examples" / "typescript"


def test_the_python_client_passes_the_strictest_check_of_types() -> None:
    command = [sys.executable, "-m", "mypy", "--strict", str(PYTHON)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_the_python_client_gets_answers(live_server: str) -> None:
    done = subprocess.run([sys.executable, str(PYTHON), live_server], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert_answered(done.stdout)


def test_the_python_client_follows_every_page(live_server: str) -> None:
    bodies = list(Directory(live_server).organisations(countries=["BE", "NL"]))
    assert len(bodies) == len({body.slug for body in bodies}) > 200


@pytest.mark.parametrize(
    ("question", "first", "code"), [({}, 1000, "BAD_QUESTION"), ({"nothing": 1}, 1, "BAD_VARIABLES")]
)
def test_the_python_client_tells_what_was_refused(
    live_server: str, question: dict[str, object], first: int, code: str
) -> None:
    with pytest.raises(DirectoryError) as raised:
        Directory(live_server).counterparts(question, first)
    assert raised.value.code == code


def test_the_python_client_tells_that_nobody_answers() -> None:
    with pytest.raises(DirectoryError) as raised:
        Directory("http://127.0.0.1:1", timeout=2).counterparts({})
    assert raised.value.code == "UNREACHABLE"


@pytest.mark.node
def test_the_typescript_client_is_sound_and_gets_answers(live_server: str) -> None:
    folder = typescript_folder()
    built = subprocess.run(["npm", "run", "build"], cwd=folder, capture_output=True, text=True, timeout=120)
    assert built.returncode == 0, built.stdout
    asked = ["node", "built/example.js", live_server]
    done = subprocess.run(asked, cwd=folder, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert_answered(done.stdout)


def test_the_typescript_client_names_exact_versions() -> None:
    package = json.loads((TYPESCRIPT / "package.json").read_text("utf-8"))
    versions = {**package.get("dependencies", {}), **package["devDependencies"]}.values()
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def assert_answered(printed: str) -> None:
    lines = printed.splitlines()
    assert re.fullmatch(r".+ \[nl-[a-z0-9-]+\]", lines[0])
    assert re.fullmatch(r"Shelters in Luxembourg: [1-9]\d*", lines[-1])


def typescript_folder() -> Path:
    """The example in a folder of its own, with what it needs installed once."""
    from tests.conftest import lacking

    if not (shutil.which("node") and shutil.which("npm")):
        lacking("node", "no node and npm on the path (on Debian: apt-get install nodejs npm)")
    folder = ROOT / ".cache" / "examples-typescript"
    shutil.copytree(TYPESCRIPT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "built"))
    if not (folder / "node_modules" / "typescript").is_dir():
        command = ["npm", "install", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
        if done.returncode:
            lacking("node", f"npm cannot install TypeScript: {done.stderr.strip()[-200:]}")
    return folder
