"""Every figure a coordinator is told is what networkx makes of the file that the same view gives away."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import httpx
import networkx as nx
import pytest

from tests.web.recomputing import Recomputed

VIEWS = ("", "?country=BE&country=NL", "?theme=trafficking", "?cross=1", "?kind=police&fresh=stale")
METRICS = """query ($filter: NetworkFilter) { network(filter: $filter) {
  nodes { organisation { slug } degree betweenness articulation community }
  metrics { organisations referrals crossBorderReferrals oneWayCrossBorder unreturnedCrossBorder components density
    reciprocity betweennessSampled bridges { slug } } } }"""
FILTERS = (
    ("", {}),
    ("?country=BE&country=NL", {"countries": ["BE", "NL"]}),
    ("?theme=drugs&cross=1", {"themes": ["DRUGS"], "crossBorderOnly": True}),
    ("?around=be-payoke&hops=2", {"around": "be-payoke", "hops": 2}),
)


@pytest.mark.parametrize(("query", "wanted"), FILTERS)
async def test_the_figures_of_the_api_are_those_of_the_exported_file(
    client: httpx.AsyncClient, query: str, wanted: dict[str, object]
) -> None:
    answer = (await client.post("/graphql", json={"query": METRICS, "variables": {"filter": wanted}})).json()
    network, file = answer["data"]["network"], await exported(client, query)
    metrics, graph = network["metrics"], file.graph
    assert metrics["organisations"] == graph.number_of_nodes()
    assert metrics["referrals"] == graph.number_of_edges()
    assert metrics["crossBorderReferrals"] == len(file.crossing)
    assert metrics["oneWayCrossBorder"] == file.one_way
    assert metrics["unreturnedCrossBorder"] == file.unreturned
    assert metrics["components"] == nx.number_connected_components(file.plain)
    assert metrics["density"] == pytest.approx(nx.density(file.plain))
    assert metrics["reciprocity"] == pytest.approx(nx.reciprocity(nx.DiGraph(graph)))
    assert len(metrics["bridges"]) == file.bridges
    assert metrics["betweennessSampled"] is None
    through, joints = nx.betweenness_centrality(file.plain), set(nx.articulation_points(file.plain))
    for node in network["nodes"]:
        slug = node["organisation"]["slug"]
        assert node["degree"] == graph.degree(slug)
        assert node["betweenness"] == pytest.approx(through[slug])
        assert node["articulation"] == (slug in joints)
        assert node["community"] == graph.nodes[slug]["community"]


async def test_groups_hold_together_about_as_well_as_any_that_networkx_finds(client: httpx.AsyncClient) -> None:
    file = await exported(client)
    groups: dict[int, set[str]] = {}
    for slug, group in file.graph.nodes(data="community"):
        groups.setdefault(group, set()).add(slug)
    ours = nx.community.modularity(file.plain, groups.values())
    theirs = nx.community.modularity(file.plain, nx.community.louvain_communities(file.plain, seed=1))
    assert ours > theirs - 0.02
    sizes = [len(groups[number]) for number in range(len(groups))]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("query", VIEWS)
async def test_the_figures_of_the_page_are_those_of_the_exported_file(client: httpx.AsyncClient, query: str) -> None:
    page, file = (await client.get(f"/en/network{query}")).text, await exported(client, query)
    assert stats(page) == [len(file.links), len(file.crossing), file.confirmed(2)]
    assert facts(page) == {
        "Bodies": file.graph.number_of_nodes(),
        "Parts that no link joins": nx.number_connected_components(file.plain),
        "Links that go both ways": file.both_ways,
        "Across a border with nothing back": file.one_way,
    }
    told = {
        "one_way": file.one_way,
        "unconfirmed": file.unasked,
        "stale": file.stale(datetime.now(UTC).date()),
        "bridges": file.bridges,
    }
    assert looks(page) == {key: number for key, number in told.items() if number}


async def test_what_would_be_lost_is_what_the_file_loses_without_that_body(client: httpx.AsyncClient) -> None:
    file = await exported(client)
    joints = sorted(nx.articulation_points(file.plain), key=lambda slug: (-file.graph.degree(slug), slug))
    for slug in (*joints[:4], joints[-1], "nl-fier"):
        page = (await client.get(f"/en/network?without={slug}")).text
        broken = [link for link in file.links if slug in link[:2]]
        assert int(re.findall(r"(\d+) links? breaks?", page)[0]) == len(broken)
        across = [link for link in file.crossing if slug in link[:2]]
        assert int(re.findall(r"(\d+) of them across a border", page)[0]) == len(across)
        cut_off = re.findall(r"(\d+) bod(?:y|ies) would be cut off", page)
        assert [int(number) for number in cut_off] == [len(file.cut_off(slug))] * bool(file.cut_off(slug))


async def exported(client: httpx.AsyncClient, query: str = "") -> Recomputed:
    """The GraphML file of a view."""
    return Recomputed.of_graphml((await client.get(f"/en/network-as/graphml{query}")).text)


def stats(page: str) -> list[int]:
    """The three large numbers."""
    return [number(text) for text in re.findall(r'<div class="stat"><b class="num">([\d,]+)</b>', page)]


def facts(page: str) -> dict[str, int]:
    """The numbers below them, by name."""
    found = re.findall(r'<dt>([^<]+)</dt><dd class="num">([\d,]+)</dd>', page)
    return {name: number(text) for name, text in found}


def looks(page: str) -> dict[str, int]:
    """How many links of each sort need a look."""
    found = re.findall(r'<summary id="look-(\w+)">[^<(]*\(([\d,]+)\)', page)
    return {key: number(text) for key, text in found}


def number(text: str) -> int:
    return int(text.replace(",", ""))
