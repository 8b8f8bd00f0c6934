"""The best ways: those networkx finds on the same graph, never twice through a body, never through a shut gate."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_directory.counterparts.case import Case
from graph_directory.model import Access, Organisation, Referral
from graph_directory.paths.search import Graph, best_ways, cost_of
from graph_directory.paths.steps import Terrain, steps_of
from graph_directory.vocabulary import OrganisationStatus, ReferralKind, RelationStatus, ServiceCode, TargetGroup
from tests.unit.case_samples import body, case, tie

BODIES = "abcdefgh"


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    pairs = [(one, other) for one in BODIES for other in BODIES if one != other]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24))
    graph: dict[str, dict[str, float]] = {}
    for source, target in chosen:
        graph.setdefault(source, {})[target] = draw(st.integers(1, 40)) / 10
    return graph


@settings(max_examples=300, deadline=None)
@given(graph=graphs(), ends=st.dictionaries(st.sampled_from(BODIES[1:]), st.integers(0, 20).map(lambda n: n / 10)))
def test_the_best_ways_are_those_of_networkx(graph: dict[str, dict[str, float]], ends: dict[str, float]) -> None:
    found = best_ways(Graph(graph), "a", ends, 3, max_hops=len(BODIES))
    wanted = [round(cost, 6) for cost in _by_networkx(graph, ends)]
    assert [round(way.cost, 6) for way in found] == wanted
    for way in found:
        assert len(set(way.stops)) == len(way.stops)
        assert way.cost == pytest.approx(cost_of(graph, way.stops) + ends[way.stops[-1]])


def _by_networkx(graph: dict[str, dict[str, float]], ends: dict[str, float]) -> list[float]:
    weighted = networkx.DiGraph()
    weighted.add_nodes_from([*BODIES, "goal"])
    for source, steps in graph.items():
        for target, cost in steps.items():
            weighted.add_edge(source, target, weight=cost)
    for end, cost in ends.items():
        weighted.add_edge(end, "goal", weight=cost)
    try:
        ways = islice(networkx.shortest_simple_paths(weighted, "a", "goal", weight="weight"), 3)
        return [sum(weighted.edges[pair]["weight"] for pair in pairwise(way)) for way in ways]
    except networkx.NetworkXNoPath:
        return []


def test_a_way_is_never_longer_than_asked() -> None:
    chain = {one: {other: 1.0} for one, other in pairwise("abcde")}
    assert best_ways(Graph(chain), "a", {"e": 0.0}, 3, max_hops=3) == ()
    assert best_ways(Graph(chain), "a", {"e": 0.0}, 3, max_hops=4)[0].stops == tuple("abcde")


# ---- steps over real referrals ----------------------------------------------------------------------


def steps(ties: list[Referral], bodies: list[Organisation], asked: Case) -> set[tuple[str, str]]:
    terrain = Terrain(asked, {one.slug: one for one in bodies}, frozenset({"NL", "BE"}))
    return set(steps_of(ties, terrain).referrals)


def test_some_kinds_of_tie_are_travelled_both_ways_and_the_others_only_forward() -> None:
    bodies = [body("a"), body("b")]
    assert steps([tie("a", "b")], bodies, case()) == {("a", "b")}
    partner = tie("a", "b", ReferralKind.PARTNER_OF)
    assert steps([partner], bodies, case()) == {("a", "b"), ("b", "a")}


def test_no_step_leads_past_the_only_body_that_allots_places() -> None:
    bodies = [body("a"), body("allots"), body("house")]
    ties = [
        tie("a", "house"),
        tie("allots", "house", ReferralKind.COORDINATES, exclusive=True, services=(ServiceCode.SHELTER,)),
    ]
    assert steps(ties, bodies, case(ServiceCode.SHELTER)) == {("allots", "house")}
    assert ("a", "house") in steps(ties, bodies, case(ServiceCode.COMPENSATION))


def test_a_body_reached_only_through_others_is_entered_through_them() -> None:
    shut = body("house", access=Access("through the gate", direct=False, mandate=False, via=("gate",)))
    bodies = [body("a"), body("gate"), shut]
    ties = [
        tie("a", "house", ReferralKind.COUNTERPART_OF, status=RelationStatus.INFERRED),
        tie("gate", "house", ReferralKind.COUNTERPART_OF, status=RelationStatus.INFERRED),
    ]
    entered = {pair for pair in steps(ties, bodies, case()) if pair[1] == "house"}
    assert entered == {("gate", "house")}


def test_history_and_ended_bodies_are_no_way() -> None:
    ended = body("ended", status=OrganisationStatus.ENDED)
    assert steps([tie("a", "b", valid_to="2020")], [body("a"), body("b")], case()) == set()
    assert steps([tie("a", "ended")], [body("a"), ended], case()) == set()


def test_a_step_for_other_persons_costs_more() -> None:
    bodies = {one.slug: one for one in (body("a"), body("b"), body("c"))}
    ties = [tie("a", "b", target_groups=(TargetGroup.MINORS,)), tie("a", "c", target_groups=(TargetGroup.ANY,))]
    found = steps_of(ties, Terrain(case(age=30), bodies, frozenset({"NL"})))
    assert found.graph.forward["a"]["b"] > found.graph.forward["a"]["c"]
    young = steps_of(ties, Terrain(case(age=15), bodies, frozenset({"NL"})))
    assert young.graph.forward["a"]["b"] == young.graph.forward["a"]["c"]
