"""The network in figures: what a bridge, a joint and a loss are, held against removing things by hand."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.model import Organisation, Referral
from graph_directory.network import NetworkFigures, loss_of, network_figures
from graph_directory.questions import Subgraph
from graph_directory.vocabulary import OrganisationKind, ReferralKind, RelationStatus

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


def test_bodies_stand_in_the_lane_of_their_country_the_best_tied_on_top() -> None:
    figures = network_figures(network(6, (0, 1), (3, 1), (3, 2), (3, 4)))
    place = {node.slug: (node.x, node.y) for node in figures.nodes}
    assert place["nl-01"][0] < place["be-00"][0] < place["lu-02"][0]
    assert place["be-00"][0] == place["be-03"][0]
    assert place["be-03"][1] < place["be-00"][1]


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
