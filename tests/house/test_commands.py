"""What a newcomer types: the targets of make, and what the suite says when a half of it could not be tried."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from house_files import ROOT

PROMISED = ("setup", "run", "test", "golden", "bench", "check")
ONE_OF_EACH = """
import pytest

@pytest.mark.neo4j
def test_on_neo4j(neo4j_server): ...

@pytest.mark.browser
async def test_in_a_browser(chromium_browser): ...
"""


@pytest.mark.parametrize("target", PROMISED)
def test_every_promised_target_is_there_and_tells_what_it_does(target: str) -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (line,) = [line for line in told.splitlines() if line.split()[0] == target]
    assert len(line.split()) > 3


def test_golden_without_questions_says_where_they_should_be(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.golden", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, "SHARED=" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_what_could_not_be_tried_is_said_in_the_last_lines(tmp_path: Path) -> None:
    done = _suite_on_a_bare_machine(tmp_path)
    last = done.stdout.splitlines()[-7:]
    assert done.returncode == 0
    assert sum("NOT TRIED: 1 tests that need" in line for line in last) == 2


@pytest.mark.parametrize("half", ["NEO4J", "BROWSER"])
def test_what_is_required_fails_when_it_is_missing(tmp_path: Path, half: str) -> None:
    done = _suite_on_a_bare_machine(tmp_path, **{f"REQUIRE_{half}": "1"})
    assert (done.returncode, f"REQUIRE_{half} is set" in done.stdout) == (1, True)


def _suite_on_a_bare_machine(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    file = folder / "test_one_of_each.py"
    file.write_text(ONE_OF_EACH, "utf-8")
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    given = {name: value for name, value in os.environ.items() if not name.startswith(("REQUIRE_", "GRAPH_DIRECTORY_"))}
    given |= {"PATH": str(folder), "CHROMIUM": "", **environment}
    return subprocess.run([*command, str(file)], cwd=ROOT, env=given, capture_output=True, text=True)
