"""Imports run one way, and a command loads no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from house_files import ROOT

HEAVY = ("strawberry", "fastapi", "neo4j", "networkx", "uvicorn", "jinja2")


def test_imports_run_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["load", "--help"], ["find", "--help"]])
def test_help_comes_without_loading_a_web_server_or_a_database_driver(arguments: list[str]) -> None:
    program = f"""
import sys
from api.cli import app
app({arguments!r}, standalone_mode=False)
print("LOADED", *sorted(set(sys.modules) & set({HEAVY!r})))
"""
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "LOADED"
