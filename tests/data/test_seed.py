"""The seed directory: every value as researched, sound by every rule, and quick to load."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph_directory.exporting import export_directory
from graph_directory.importing import check_files, load_files
from graph_directory.records import RECORD_FILES
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import RecordKind
from graph_directory.stores import open_store

RESEARCHED = Path(__file__).resolve().parents[3] / "shared" / "data"
COUNTS = {
    RecordKind.AREA: 256,
    RecordKind.SOURCE: 1229,
    RecordKind.ORGANISATION: 493,
    RecordKind.LEGAL_BASIS: 98,
    RecordKind.CONTACT_POINT: 639,
    RecordKind.REFERRAL: 1019,
    RecordKind.MECHANISM_STAGE: 57,
}


def read(file: Path) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return records


@pytest.mark.parametrize("kind", RecordKind)
def test_every_record_stands_as_it_was_researched(kind: RecordKind) -> None:
    if not RESEARCHED.is_dir():
        pytest.skip("the folder with the researched data is not on this machine: nothing to compare with")
    assert read(shipped_folder("seed_data") / RECORD_FILES[kind]) == read(RESEARCHED / RECORD_FILES[kind])


async def test_the_seed_has_no_problem_and_no_warning() -> None:
    report = await check_files([shipped_folder("seed_data")], strict=True)
    assert (report.new, report.warnings) == (Counter(COUNTS), ())


async def test_loading_and_exporting_gives_the_same_files_back(tmp_path: Path) -> None:
    store = await open_store(Settings(f"sqlite://{tmp_path}/directory.db"))
    report = await load_files(store, [shipped_folder("seed_data")])
    assert report.version == 1
    again = await load_files(store, [shipped_folder("seed_data")])
    assert (again.version, sum(again.unchanged.values())) == (1, sum(COUNTS.values()))
    assert await export_directory(await store.reader(), tmp_path / "out") == COUNTS
    for name in RECORD_FILES.values():
        assert read(tmp_path / "out" / name) == read(shipped_folder("seed_data") / name)
    await store.close()


def test_the_readme_tells_the_true_counts() -> None:
    text = (shipped_folder("seed_data") / "README.md").read_text("utf-8")
    for kind, name in RECORD_FILES.items():
        assert f"| `{name}` | {COUNTS[kind]} |" in text
