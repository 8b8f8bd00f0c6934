"""GEXF as its format asks for: what Gephi needs to open the file with nothing left out and nothing to ask."""

from __future__ import annotations

import xml.etree.ElementTree as Xml
from collections.abc import Callable, Mapping
from typing import Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.exporting import network_file
from graph_directory.model import Organisation, Referral
from graph_directory.network import network_figures
from graph_directory.questions import Subgraph
from graph_directory.vocabulary import OrganisationKind, ReferralKind, RelationStatus

SPACE: Final = "{http://gexf.net/1.3}"
VIZ: Final = "{http://gexf.net/1.3/viz}"


def _truth(value: str) -> bool:
    return {"true": True, "false": False}[value]


READ: Final[Mapping[str, Callable[[str], object]]] = {
    "string": str,
    "integer": int,
    "double": float,
    "boolean": _truth,
}

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
KINDS = st.sampled_from(list(ReferralKind))
SLUGS = ("be-a", "be-b", "nl-c", "nl-d")


@st.composite
def parts(draw: st.DrawFn) -> Subgraph:
    """A few bodies with names of any letters, and links of any kind among them, also several between the same two."""
    bodies = tuple(body(slug, draw(TEXTS)) for slug in SLUGS[: draw(st.integers(1, len(SLUGS)))])
    ends = st.sampled_from([one.slug for one in bodies])
    links = draw(st.lists(st.tuples(ends, ends, KINDS, TEXTS), max_size=6))
    return Subgraph(bodies, tuple(tie(f"tie-{number}", *link) for number, link in enumerate(links)))


def body(slug: str, name: str) -> Organisation:
    return Organisation(slug, {"en": name}, slug[:2].upper(), OrganisationKind.NGO, (), {})


def tie(slug: str, source: str, target: str, kind: ReferralKind, condition: str = "") -> Referral:
    return Referral(slug, source, target, kind, RelationStatus.DOCUMENTED, source[:2] != target[:2], condition)


@given(parts())
def test_every_value_is_declared_once_and_is_of_its_type(part: Subgraph) -> None:
    graph = graph_of(part)
    for sort, items in (("node", "nodes/{0}node"), ("edge", "edges/{0}edge")):
        declared = graph.findall(f"{SPACE}attributes[@class='{sort}']/{SPACE}attribute")
        types = {one.attrib["id"]: READ[one.attrib["type"]] for one in declared}
        assert len(types) == len(declared)
        assert all(one.attrib["title"] for one in declared)
        for item in graph.findall(SPACE + items.format(SPACE)):
            values = item.findall(f"{SPACE}attvalues/{SPACE}attvalue")
            assert [value.attrib["for"] for value in values] == list(types)
            for value in values:
                types[value.attrib["for"]](value.attrib["value"])


@given(parts())
def test_every_body_has_a_name_and_a_place_and_every_link_has_both_ends(part: Subgraph) -> None:
    graph = graph_of(part)
    nodes = graph.findall(f"{SPACE}nodes/{SPACE}node")
    identities = [node.attrib["id"] for node in nodes]
    assert identities == [one.slug for one in part.organisations]
    for node in nodes:
        assert "label" in node.attrib
        place = node.find(f"{VIZ}position")
        assert place is not None
        assert all(0 <= float(place.attrib[axis]) <= 1000 for axis in "xyz")
    edges = graph.findall(f"{SPACE}edges/{SPACE}edge")
    assert len({edge.attrib["id"] for edge in edges}) == len(edges) == len(part.referrals)
    assert all({edge.attrib["source"], edge.attrib["target"]} <= set(identities) for edge in edges)


@given(parts())
def test_a_graph_has_its_parts_in_order_and_says_that_links_have_a_direction(part: Subgraph) -> None:
    root = Xml.fromstring(network_file("gexf", part, network_figures(part)))
    assert (root.tag, root.attrib["version"], [one.tag for one in root]) == (f"{SPACE}gexf", "1.3", [f"{SPACE}graph"])
    assert root[0].attrib == {"defaultedgetype": "directed", "mode": "static"}
    assert [one.tag.removeprefix(SPACE) for one in root[0]] == ["attributes", "attributes", "nodes", "edges"]


def test_two_links_of_different_kinds_between_the_same_bodies_stay_two(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    kinds = (ReferralKind.REFERS, ReferralKind.MUST_NOTIFY)
    ties = tuple(tie(kind.value, SLUGS[0], SLUGS[1], kind) for kind in kinds)
    part = Subgraph(tuple(body(slug, slug) for slug in SLUGS[:2]), ties)
    edges = graph_of(part).findall(f"{SPACE}edges/{SPACE}edge")
    assert [edge.attrib["kind"] for edge in edges] == ["refers", "must_notify"]
    file = tmp_path_factory.mktemp("gexf") / "network.gexf"
    file.write_text(network_file("gexf", part, network_figures(part)), "utf-8")
    assert nx.read_gexf(file).number_of_edges() == 2


def graph_of(part: Subgraph) -> Xml.Element:
    """The one graph of the written file."""
    return Xml.fromstring(network_file("gexf", part, network_figures(part)))[0]
