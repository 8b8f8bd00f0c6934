"""The commands for coordinators: files that other programs open, a report that a meeting reads."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner

from api.cli import app
from graph_directory.shipped import shipped_folder
from tests.web.recomputing import Recomputed


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite://{tmp_path_factory.mktemp('store')}/directory.db"
    assert CliRunner().invoke(app, ["load", str(shipped_folder("seed_data")), "--store", url]).exit_code == 0
    return url


def run(store: str, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, [*arguments, "--store", store])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def file(store: str, tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    """The whole network as it was exported."""
    gexf = tmp_path_factory.mktemp("export") / "network.gexf"
    run(store, "export", str(gexf), "--format", "gexf")
    return Recomputed.of_gexf(gexf)


def test_the_network_is_told_as_its_file_has_it(store: str, file: Recomputed) -> None:
    told = json.loads(run(store, "network", "--json"))
    weights = nx.betweenness_centrality(file.plain)
    assert told == {
        "organisations": file.graph.number_of_nodes(),
        "referrals": file.graph.number_of_edges(),
        "crossBorder": len(file.crossing),
        "oneWayCrossBorder": file.one_way,
        "unreturnedCrossBorder": file.unreturned,
        "unconfirmed": file.confirmed(0),
        "stale": file.stale(datetime.now(UTC).date()),
        "components": nx.number_connected_components(file.plain),
        "bridges": file.bridges,
        "joints": len(list(nx.articulation_points(file.plain))),
        "density": round(nx.density(file.plain), 6),
        "reciprocity": round(nx.reciprocity(nx.DiGraph(file.graph)), 4),
        "mostWaysThrough": max(weights, key=lambda slug: weights[slug]),
        "betweennessSampled": None,
    }


@pytest.mark.parametrize("written", ["graphml", "gexf", "csv", "bodies.csv", "json"])
def test_an_exported_file_is_the_same_each_time(store: str, tmp_path: Path, written: str) -> None:
    first, second = tmp_path / f"first.{written}", tmp_path / f"second.{written}"
    said = run(store, "export", str(first), "--format", written)
    run(store, "export", str(second), "--format", written)
    assert first.read_bytes() == second.read_bytes()
    assert "493 bodies" in said


def test_a_report_stands_in_its_language_with_its_picture_beside_it(store: str, tmp_path: Path) -> None:
    file = tmp_path / "meeting" / "report.md"
    run(store, "network", "--report", str(file), "--language", "nl", "--theme", "trafficking")
    text = file.read_text("utf-8")
    assert text.startswith("# Het netwerk op ")
    assert "](report.svg)" in text
    assert (tmp_path / "meeting" / "report.svg").read_text("utf-8").startswith("<svg")
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert len(tables) > 40


@pytest.mark.parametrize(("arguments", "says"), [(("--format", "gexf"), "is a folder"), ((), "is a file")])
def test_a_target_of_the_wrong_sort_is_refused_before_anything_is_written(
    store: str, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    target = tmp_path if arguments else file
    assert says in run(store, "export", str(target), *arguments, code=2)
    assert file.read_text("utf-8") == "mine"


def test_a_body_that_is_not_there_is_told(store: str) -> None:
    assert "be-nobody" in run(store, "network", "--around", "be-nobody", code=1)
