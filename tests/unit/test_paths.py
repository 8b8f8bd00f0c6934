"""The best ways: those networkx finds on the same graph, never twice through a body, never through a shut gate."""

from __future__ import annotations

from itertools import pairwise

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_directory.counterparts.case import Case
from graph_directory.model import Access, Organisation, Referral
from graph_directory.paths import corridor, search
from graph_directory.paths.search import Costs, Ends, Graph, Way, best_ways, cost_of
from graph_directory.paths.steps import Steps, Terrain, steps_over
from graph_directory.vocabulary import OrganisationStatus, ReferralKind, RelationStatus, ServiceCode, TargetGroup
from tests.unit.case_samples import body, case, tie

BODIES = "abcdefgh"
ALL_STEPS = len(BODIES)


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    pairs = [(one, other) for one in BODIES for other in BODIES if one != other]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=32))
    graph: dict[str, dict[str, float]] = {}
    for source, target in chosen:
        graph.setdefault(source, {})[target] = draw(st.integers(1, 40)) / 10
    return graph


def goals() -> st.SearchStrategy[dict[str, float]]:
    return st.dictionaries(st.sampled_from(BODIES[1:]), st.integers(0, 20).map(lambda n: n / 10))


@pytest.fixture(params=["patient", "closer at once"])
def _patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search changes its ways where it takes long; a graph of eight bodies is never long, so it is made short."""
    if request.param == "closer at once":
        monkeypatch.setattr(search, "PATIENCE", 2)
        monkeypatch.setattr(search, "KNOWN_ROUND_START", 1)
        monkeypatch.setattr(search, "KNOWN_AFTERWARDS", 4)
        monkeypatch.setattr(search, "MANY", 0)
        monkeypatch.setattr(corridor, "WIDE", 0)


def found_ways(
    graph: dict[str, dict[str, float]], ends: dict[str, float], hops: int, number: int = 3
) -> tuple[Way, ...]:
    roads, between = Graph(graph), Ends("a", ends)
    return best_ways(roads, between, roads.walk(between, hops), number)


@pytest.mark.usefixtures("_patience")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs(), ends=goals(), hops=st.integers(1, ALL_STEPS))
def test_the_best_ways_are_those_of_networkx(
    graph: dict[str, dict[str, float]], ends: dict[str, float], hops: int
) -> None:
    found = found_ways(graph, ends, hops)
    assert [(round(way.cost, 6), len(way.stops), "".join(way.stops)) for way in found] == _by_networkx(
        graph, ends, hops
    )[:3]
    for way in found:
        assert way.cost == pytest.approx(cost_of(graph, way.stops) + ends[way.stops[-1]])


def _by_networkx(graph: Costs, ends: dict[str, float], hops: int) -> list[tuple[float, int, str]]:
    """Every way of at most so many steps: by cost, then by length, then in order of the bodies."""
    weighted = networkx.DiGraph()
    weighted.add_nodes_from([*BODIES, "goal"])
    for source, steps in graph.items():
        for target, cost in steps.items():
            weighted.add_edge(source, target, weight=cost)
    for end, cost in ends.items():
        weighted.add_edge(end, "goal", weight=cost)
    try:
        ways = list(networkx.shortest_simple_paths(weighted, "a", "goal", weight="weight"))
    except networkx.NetworkXNoPath:
        return []
    short = [way for way in ways if len(way) - 2 <= hops]
    costs = [round(sum(weighted.edges[pair]["weight"] for pair in pairwise(way)), 6) for way in short]
    return sorted((cost, len(way) - 1, "".join(way[:-1])) for cost, way in zip(costs, short, strict=True))


def test_a_way_is_never_longer_than_asked() -> None:
    chain = {one: {other: 1.0} for one, other in pairwise("abcde")}
    assert found_ways(chain, {"e": 0.0}, hops=3) == ()
    assert found_ways(chain, {"e": 0.0}, hops=4)[0].stops == tuple("abcde")


# ---- steps over real referrals ----------------------------------------------------------------------


def steps(ties: list[Referral], bodies: list[Organisation], asked: Case) -> set[tuple[str, str]]:
    terrain = Terrain(asked, {one.slug: one for one in bodies}, frozenset({"NL", "BE"}))
    found = steps_over(ties, terrain)
    pairs = {(one.slug, other) for one in bodies for _, other in found.steps_from(one.slug)}
    assert pairs == {(other, one.slug) for one in bodies for _, other in found.steps_to(one.slug)}
    return pairs


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
    found = steps_over(ties, Terrain(case(age=30), bodies, frozenset({"NL"})))
    assert found.cost_of("ab") > found.cost_of("ac")
    young = steps_over(ties, Terrain(case(age=15), bodies, frozenset({"NL"})))
    assert young.cost_of("ab") == young.cost_of("ac")


# ---- only what a way can lead over is read and weighed -----------------------------------------------


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Organisation], list[Referral]]:
    shut = draw(st.dictionaries(st.sampled_from(BODIES), st.sampled_from(BODIES), max_size=2))
    ended = draw(st.sets(st.sampled_from(BODIES[2:]), max_size=1))
    bodies = [
        body(
            slug,
            draw(st.sampled_from(("NL", "BE", "DE"))),
            access=Access("by the gate", direct=False, mandate=False, via=(shut[slug],)) if slug in shut else None,
            status=OrganisationStatus.ENDED if slug in ended else OrganisationStatus.ACTIVE,
        )
        for slug in BODIES
    ]
    pairs = [(one, other) for one in BODIES for other in BODIES if one != other]
    ties = [
        tie(
            *pair,
            draw(st.sampled_from(list(ReferralKind))),
            exclusive=draw(st.integers(0, 5)) == 0,
            status=draw(st.sampled_from(list(RelationStatus))),
            services=draw(st.sampled_from(((), (ServiceCode.SHELTER,), (ServiceCode.COMPENSATION,)))),
        )
        for pair in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24))
    ]
    return bodies, sorted(ties, key=lambda one: one.slug)


@settings(max_examples=300, deadline=None)
@given(network=networks(), ends=goals(), hops=st.integers(1, 5))
def test_the_corridor_leaves_no_way_out(
    network: tuple[list[Organisation], list[Referral]], ends: dict[str, float], hops: int
) -> None:
    bodies, ties = network
    terrain = Terrain(case(ServiceCode.SHELTER), {one.slug: one for one in bodies}, frozenset({"NL", "BE"}))
    everything, between = steps_over(ties, terrain), Ends("a", ends)
    graph = {slug: {other: cost for cost, other in everything.steps_from(slug)} for slug in BODIES}

    walk = everything.walk(between, hops)
    while walk.needs:
        walk.on()
    walk.narrow()
    kept = walk.corridor().bodies()
    near = {slug: [one for one in ties if slug in {one.source, one.target}] for slug in kept}
    steps = Steps(near, terrain, walk.corridor())
    found = best_ways(steps, between, walk, 4)
    assert found == found_ways(graph, ends, hops, 4)
    assert [steps.cost_of(way.stops) for way in found] == [everything.cost_of(way.stops) for way in found]
    assert [steps.way(way.stops) for way in found] == [everything.way(way.stops) for way in found]
