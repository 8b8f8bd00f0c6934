"""The wheel holds everything, and works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from house_files import ROOT, files, name_of


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    expected = {name_of(path) for path in files() if path.is_relative_to(ROOT / "api")}
    expected |= {name_of(path) for path in files() if path.is_relative_to(ROOT / "graph_directory")}
    for folder in ("schema", "seed_data"):
        shipped = {name_of(path) for path in files() if path.is_relative_to(ROOT / folder)}
        expected |= {f"graph_directory/_shipped/{name}" for name in shipped}
    assert {Path(name).suffix for name in expected} >= {
        ".py",
        ".html",
        ".css",
        ".po",
        ".cypher",
        ".sql",
        ".json",
        ".csv",
    }
    assert sorted(expected - held) == []


def test_the_wheel_holds_nothing_but_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        top = {name.split("/")[0] for name in archive.namelist()}
        assert not [name for name in archive.namelist() if name.endswith((".db", ".pyc"))]
    assert {name for name in top if not name.endswith(".dist-info")} == {"api", "graph_directory"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--help",), "serve"),
        (("check", "{shipped}/seed_data"), "No problems"),
        (("load", "{shipped}/seed_data", "--store", "sqlite://{empty}/directory.db"), "Loaded: 3791 new"),
        (("schema",), "findCounterparts("),
    ],
)
def test_the_installed_program_works_without_a_checkout(
    installed: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    places = {"shipped": installed / "graph_directory" / "_shipped", "empty": tmp_path}
    program = f"import api; assert api.__file__.startswith({str(installed)!r}); from api.cli import main; main()"
    command = [sys.executable, "-c", program, *(argument.format(**places) for argument in arguments)]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, says in done.stdout) == (0, True), done.stdout[-2000:] + done.stderr[-2000:]
