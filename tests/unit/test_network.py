"""The network in figures: what a bridge, a joint and a loss are, held against removing things by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.model import Organisation, Referral
from graph_directory.network import (
    NetworkFigures,
    bridging,
    current,
    layout,
    loss_of,
    network_figures,
    tie_figures,
    weights_of,
)
from graph_directory.network.graph import MUTUAL, undirected
from graph_directory.network.groups import groups_of
from graph_directory.network.weights import MOST_EXACT
from graph_directory.questions import Subgraph
from graph_directory.terms import Terms
from graph_directory.vocabulary import OrganisationKind, ReferralKind, RelationStatus, ThemeCode

COUNTRIES = ("BE", "NL", "LU")


def body(number: int) -> Organisation:
    country = COUNTRIES[number % 3]
    slug = f"{country.lower()}-{number:02}"
    return Organisation(slug, {"en": slug}, country, OrganisationKind.NGO, (country,), {"en": "Helps."})


def tie(number: int, source: Organisation, target: Organisation) -> Referral:
    crosses = source.country != target.country
    status = RelationStatus.DOCUMENTED
    return Referral(f"rel-{number:03}", source.slug, target.slug, ReferralKind.REFERS, status, crosses, "When needed.")


def network(bodies: int, *ends: tuple[int, int]) -> Subgraph:
    organisations = tuple(sorted((body(number) for number in range(bodies)), key=lambda one: one.slug))
    ties = tuple(tie(number, body(source), body(target)) for number, (source, target) in enumerate(ends))
    return Subgraph(organisations, ties)


def test_reckoning_tells_how_far_it_is() -> None:
    told: list[float] = []
    network_figures(network(30, *((number, number + 1) for number in range(29))), tell=told.append)
    assert len(set(told)) > 10
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1


@st.composite
def networks(draw: st.DrawFn) -> Subgraph:
    bodies = draw(st.integers(1, 9))
    number = st.integers(0, bodies - 1)
    ends = draw(st.lists(st.tuples(number, number).filter(lambda pair: pair[0] != pair[1]), max_size=16))
    return network(bodies, *ends)


def by_slug(figures: NetworkFigures) -> dict[str, tuple[int, float, bool]]:
    return {node.slug: (node.degree, node.betweenness, node.articulation) for node in figures.nodes}


def parts(part: Subgraph, without: frozenset[str] = frozenset(), without_tie: str = "") -> int:
    graph = nx.Graph()
    graph.add_nodes_from(one.slug for one in part.organisations if one.slug not in without)
    graph.add_edges_from(
        (one.source, one.target)
        for one in part.referrals
        if one.slug != without_tie and not {one.source, one.target} & without
    )
    return nx.number_connected_components(graph)


def test_the_body_in_the_middle_of_a_star_carries_all_ways() -> None:
    figures = network_figures(network(4, (0, 1), (0, 2), (3, 0)))
    assert by_slug(figures)["be-00"] == (3, 1.0, True)
    assert by_slug(figures)["nl-01"] == (1, 0.0, False)
    assert len(figures.bridges) == 3


def test_a_ring_holds_when_one_tie_is_lost() -> None:
    figures = network_figures(network(4, (0, 1), (1, 2), (2, 3), (3, 0)))
    assert figures.bridges == ()
    assert not any(node.articulation for node in figures.nodes)
    assert figures.components == 1


def test_two_referrals_between_two_bodies_are_no_bridge() -> None:
    assert network_figures(network(2, (0, 1), (1, 0))).bridges == ()
    assert len(network_figures(network(2, (0, 1))).bridges) == 1


def test_a_referral_that_is_answered_counts_as_mutual_and_one_over_a_border_alone_as_one_way() -> None:
    figures = network_figures(network(4, (0, 1), (1, 0), (0, 2), (0, 3)))
    assert figures.reciprocity == pytest.approx(0.5)
    assert (figures.cross_border, figures.one_way_cross_border) == (3, 1)


def test_bodies_stand_in_the_lane_of_their_country() -> None:
    figures = network_figures(network(6, (0, 1), (3, 1)))
    across = {node.slug: node.x for node in figures.nodes}
    assert max(across["nl-01"], across["nl-04"]) < min(across["be-00"], across["be-03"])
    assert max(across["be-00"], across["be-03"]) < min(across["lu-02"], across["lu-05"])


def test_one_more_body_moves_hardly_anybody() -> None:
    bodies = [body(number) for number in range(100)]
    before, after = layout(bodies[:99]), layout(bodies)
    moved = [slug for slug, place in before.items() if after[slug] != place]
    assert len(moved) <= 3


@given(st.sets(st.integers(0, 400), max_size=120))
def test_no_two_bodies_stand_in_one_place(numbers: set[int]) -> None:
    places = layout(body(number) for number in numbers)
    assert len(set(places.values())) == len(numbers)
    assert all(0 < x < 1 and 0 < y < 1 for x, y in places.values())


def test_nothing_has_figures_too() -> None:
    figures = network_figures(Subgraph((), ()))
    assert (figures.nodes, figures.bridges, figures.components, figures.density, figures.reciprocity) == (
        (),
        (),
        0,
        0,
        0,
    )


@given(networks())
def test_a_tie_is_a_bridge_exactly_when_its_loss_parts_the_network(part: Subgraph) -> None:
    bridges = {one.slug for one in network_figures(part).bridges}
    assert bridges == {one.slug for one in part.referrals if parts(part, without_tie=one.slug) > parts(part)}


@given(networks())
def test_a_body_is_a_joint_exactly_when_its_loss_parts_the_network(part: Subgraph) -> None:
    joints = {node.slug for node in network_figures(part).nodes if node.articulation}
    assert joints == {one.slug for one in part.organisations if parts(part, frozenset({one.slug})) > parts(part)}


@given(networks())
def test_the_same_network_has_the_same_figures_whatever_the_order_of_its_ties(part: Subgraph) -> None:
    figures = network_figures(part)
    again = network_figures(Subgraph(part.organisations, tuple(reversed(part.referrals))))
    assert again.nodes == figures.nodes
    assert set(again.bridges) == set(figures.bridges)


@given(networks())
def test_every_figure_lies_in_its_bounds(part: Subgraph) -> None:
    figures = network_figures(part)
    assert figures.components == parts(part)
    assert 0 <= figures.density <= 1
    assert 0 <= figures.reciprocity <= 1
    for node in figures.nodes:
        assert 0 <= node.betweenness <= 1
        assert 0 < node.x < 1
        assert 0 < node.y < 1
    groups = [sum(node.community == number for node in figures.nodes) for number in range(len(figures.nodes))]
    assert groups == sorted(groups, reverse=True)


@given(networks(), st.data())
def test_a_loss_cuts_off_all_but_the_biggest_rest_of_what_it_hits(part: Subgraph, data: st.DataObject) -> None:
    slugs = [one.slug for one in part.organisations]
    removed = data.draw(st.sets(st.sampled_from(slugs)))
    loss = loss_of(part, removed)
    assert not set(loss.cut_off) & removed
    assert {one.slug for one in loss.broken} == {
        one.slug for one in part.referrals if {one.source, one.target} & removed
    }
    # without what is cut off as well, there are as many parts as before, but for those that are gone altogether
    assert parts(part, frozenset(removed | set(loss.cut_off))) <= parts(part)


def test_the_loss_of_a_joint_cuts_off_the_smaller_side() -> None:
    loss = loss_of(network(6, (0, 1), (1, 2), (1, 3), (3, 4), (4, 5)), {"nl-01"})
    assert loss.cut_off == ("be-00", "lu-02")
    assert len(loss.broken) == 3


def test_the_loss_of_a_body_that_is_not_there_breaks_nothing() -> None:
    loss = loss_of(network(3, (0, 1)), {"be-99"})
    assert (loss.cut_off, loss.broken) == ((), ())


@given(networks())
def test_weights_are_those_of_networkx(part: Subgraph) -> None:
    graph = undirected(part)
    assert weights_of(graph).between == pytest.approx(nx.betweenness_centrality(graph))


def test_a_large_network_is_weighed_by_a_sample_that_says_so_and_stays_near() -> None:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(MOST_EXACT + 1, 2, seed=7), str)
    found, exact = weights_of(graph), nx.betweenness_centrality(graph)
    assert found.sampled is not None
    assert weights_of(graph) == found
    best = sorted(exact, key=lambda slug: -exact[slug])[:5]
    assert all(abs(found.between[slug] - exact[slug]) < 0.2 * exact[slug] for slug in best)


@given(networks())
def test_groups_hold_together_at_least_as_well_as_those_of_networkx_nearly(part: Subgraph) -> None:
    graph = undirected(part)
    groups = groups_of(graph)
    ours = [{slug for slug, number in groups.items() if number == one} for one in set(groups.values())]
    if graph.number_of_edges():
        theirs = nx.community.louvain_communities(graph, seed=0)
        assert nx.community.modularity(graph, ours) > nx.community.modularity(graph, theirs) - 0.1


def test_the_kinds_that_go_both_ways_are_those_of_the_vocabulary() -> None:
    both = {entry.code for entry in Terms.load().entries("referral_kinds") if entry.extra["traversal"] == "both"}
    assert both == {kind.value for kind in MUTUAL}


def referral(number: int, source: int, target: int, **said: Any) -> Referral:
    return replace(tie(number, body(source), body(target)), **said)


def test_only_what_is_passed_on_across_a_border_with_nothing_back_is_one_way() -> None:
    there, back = referral(0, 0, 1), referral(1, 1, 0)
    lonely, home = referral(2, 0, 2), referral(3, 0, 3)
    counterpart = referral(4, 3, 4, kind=ReferralKind.COUNTERPART_OF)
    found = tie_figures([there, back, lonely, home, counterpart], date(2026, 11, 26))
    assert found.one_way == (lonely,)
    assert found.mutual == (there, back, counterpart)
    assert len(found.crossing) == 4


@given(networks(), st.lists(st.sampled_from(list(ReferralKind)), min_size=16, max_size=16))
def test_a_tie_across_a_border_is_one_way_or_goes_both_ways_wherever_it_is_told(
    part: Subgraph, kinds: list[ReferralKind]
) -> None:
    ties = tuple(replace(one, kind=kind) for one, kind in zip(part.referrals, kinds, strict=False))
    told, figures = tie_figures(ties, date(2026, 11, 26)), network_figures(replace(part, referrals=ties))
    assert sorted([*told.one_way, *(one for one in told.mutual if one.cross_border)], key=str) == sorted(
        told.crossing, key=str
    )
    assert figures.one_way_cross_border == len(told.one_way) <= figures.unreturned_cross_border


def test_ties_are_sorted_by_who_confirmed_them_and_how_old_they_are() -> None:
    half, none = referral(0, 0, 1, confirmed_by_source="2026-01"), referral(1, 0, 2, newest_source_date="2019")
    both = referral(2, 0, 4, confirmed_by_source="2026-01", confirmed_by_target="2026-02", newest_source_date="2026")
    found = tie_figures([half, none, both], date(2026, 11, 26))
    assert (found.half_confirmed, found.unconfirmed, found.stale) == ((half,), (none,), (none,))


def test_a_tie_that_ended_is_history_the_day_after() -> None:
    part = Subgraph((body(0), body(1)), (referral(0, 0, 1, valid_to="2026-11-25"), referral(1, 1, 0, valid_to="2026")))
    assert [one.slug for one in current(part, date(2026, 11, 26)).referrals] == ["rel-001"]


def test_a_loss_names_who_can_no_longer_be_reached_from_whom() -> None:
    loss = loss_of(network(5, (0, 1), (1, 2), (2, 3), (0, 3)), {"nl-01"})
    assert loss.ways == (("be-00", "lu-02"),)


@given(networks(), st.data())
def test_a_lost_way_led_somewhere_before_and_leads_nowhere_after(part: Subgraph, data: st.DataObject) -> None:
    removed = data.draw(st.sets(st.sampled_from([one.slug for one in part.organisations])))
    before, after = directed(part, set()), directed(part, removed)
    for start, goal in loss_of(part, removed).ways:
        assert nx.has_path(before, start, goal)
        assert not nx.has_path(after, start, goal)


def directed(part: Subgraph, without: set[str]) -> Any:
    graph = nx.DiGraph()
    graph.add_nodes_from(one.slug for one in part.organisations if one.slug not in without)
    graph.add_edges_from((one.source, one.target) for one in part.referrals if not {one.source, one.target} & without)
    return graph


def test_who_joins_two_themes_across_a_border_is_found_by_its_ties() -> None:
    people, drugs = ThemeCode.TRAFFICKING, ThemeCode.DRUGS
    ties = (
        referral(0, 0, 1, themes=(people,)),
        referral(1, 0, 4, themes=(drugs,)),
        referral(2, 3, 2, themes=(people, drugs)),
    )
    part = Subgraph(tuple(sorted((body(number) for number in range(5)), key=lambda one: one.slug)), ties)
    (found,) = bridging(part, (people, drugs), ("BE", "NL"))
    assert (found.organisation, found.ties, found.across) == ("be-00", ("rel-000", "rel-001"), 2)
    assert {one.organisation for one in bridging(part, (people, drugs))} == {"be-00", "be-03", "lu-02"}
