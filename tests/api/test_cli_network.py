"""The commands for coordinators: files that other programs open, a report that a meeting reads."""

from __future__ import annotations

import json
import re
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
        "reciprocity": round(nx.overall_reciprocity(nx.DiGraph(file.graph)), 4),
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


def test_the_figures_of_a_report_are_those_of_the_file(store: str, file: Recomputed, tmp_path: Path) -> None:
    run(store, "network", "--report", str(tmp_path / "report.md"))
    text = (tmp_path / "report.md").read_text("utf-8")
    tables = [tables_of(part) for part in text.split("\n## ")]
    assert {name: whole(number) for name, number in tables[0][0][1:]} == {
        "Bodies": file.graph.number_of_nodes(),
        "Links": file.graph.number_of_edges(),
        "Of them across a border": len(file.crossing),
        "Confirmed by both ends": file.confirmed(2),
        "Across a border with nothing back": file.one_way,
        "Links that go both ways": file.both_ways,
        "Parts that no link joins": nx.number_connected_components(file.plain),
    }
    weights = nx.betweenness_centrality(file.plain)
    best = sorted(weights, key=lambda slug: (-weights[slug], slug))[:15]
    names = dict(file.graph.nodes(data="name"))
    carriers = tables[1][0][1:]
    assert [row[1] for row in carriers] == [names[slug] for slug in best]
    assert [whole(row[2]) for row in carriers] == [file.graph.degree(slug) for slug in best]
    assert [float(row[3].removesuffix(" %")) for row in carriers] == [round(weights[slug] * 100, 1) for slug in best]
    assert [told(row[4]) for row in carriers] == [len(file.cut_off(slug)) for slug in best]
    heads = dict(re.findall(r"^## (.*) \(([\d,]+)\)$", text, re.MULTILINE))
    assert {name: whole(number) for name, number in heads.items()} == {
        "Passed on across a border with nothing recorded back": file.one_way,
        "Across a border, stated by a source, confirmed by neither end": file.unasked,
        "Known only from old sources": file.stale(datetime.now(UTC).date()),
        "The only link between two parts of the network": file.bridges,
    }
    assert len((tmp_path / "report.csv").read_text("utf-8").splitlines()) == file.graph.number_of_edges() + 1


def test_the_gaps_of_a_report_are_those_of_its_own_matrix(store: str, tmp_path: Path) -> None:
    run(store, "network", "--report", str(tmp_path / "report.md"), "--country", "LU", "--country", "DE")
    text = (tmp_path / "report.md").read_text("utf-8")
    assert text.splitlines()[2].startswith("All themes; Luxembourg, Germany.")
    counts, gaps, matrix = tables_of(text.split("\n## ")[-1])
    cells = [cell.split()[0] for row in matrix[1:] for cell in row[2:]]
    signs = dict(
        sign.split(" ", 1)[::-1] for sign in text.split("\n## ")[-1].splitlines()[-len(matrix) - 3].split(", ")
    )
    assert {row[0] for row in matrix[1:]} == {"LU", "DE"}
    assert {name: whole(number) for name, number in counts[1:] if number != "0"} == {
        name: cells.count(sign) for name, sign in signs.items()
    }
    for service, without, _, areas in gaps[1:]:
        column = matrix[0].index(service)
        lacking = [row[1] for row in matrix[1:] if row[column].split()[0] in "×◩☾"]
        assert (int(without.split()[0]), areas) == (len(lacking), ", ".join(lacking))


def test_a_report_around_a_body_has_its_own_picture(store: str, tmp_path: Path) -> None:
    run(store, "network", "--report", str(tmp_path / "report.md"), "--around", "be-payoke", "--lang", "fr")
    assert "Payoke" in (tmp_path / "report.md").read_text("utf-8").splitlines()[2]
    assert 'class="ego"' in (tmp_path / "report.svg").read_text("utf-8")


def tables_of(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown text as rows of cells, without the rulers."""
    blocks = [block.splitlines() for block in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE)]
    rows = [[[cell.strip() for cell in line.strip("|").split("|")] for line in block] for block in blocks]
    return [[row for row in table if set("".join(row)) != {"-"}] for table in rows]


def whole(text: str) -> int:
    return int(text.replace(",", ""))


def told(bodies: str) -> int:
    """How many bodies a list names, those included that it only counts."""
    more = re.search(r"and ([\d,]+) more", bodies)
    named = [name for name in bodies.split(", ") if name and not name.startswith("and ")]
    return len(named) + (whole(more[1]) if more else 0)


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
