"""Every figure of a part of the network, each body's and the whole's.

Ties run both ways here: for holding a network together it does not matter who refers to whom. Everything is
deterministic: the same records give the same figures and groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from graph_directory.model import Referral, Slug
from graph_directory.network.graph import Graph, ends, undirected
from graph_directory.network.groups import groups_of
from graph_directory.network.layout import Place, layout
from graph_directory.network.ties import going_both_ways
from graph_directory.network.weights import Weights, weights_of
from graph_directory.questions import Subgraph

_IN_WEIGHTS: Final = 0.7
"""Of the time that all figures take, this share goes into weights."""


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """One body's weight; `betweenness`, `x` and `y` lie from 0 to 1, community 0 is the biggest."""

    slug: Slug
    degree: int
    betweenness: float
    articulation: bool
    community: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class NetworkFigures:
    """The network in figures; `nodes` in the order of the organisations, `bridges` in the order of the referrals.

    `one_way_cross_border` counts ties passed on across a border with nothing back: neither of a kind that goes both
    ways nor answered by another tie. `unreturned_cross_border` counts those without another tie in the other direction,
    whatever their kind; `reciprocity` is as literal. `sampled` is from how many bodies betweenness was reckoned where
    it is a sample, else None.
    """

    nodes: tuple[NodeFigures, ...]
    bridges: tuple[Referral, ...]
    cross_border: int
    one_way_cross_border: int
    unreturned_cross_border: int
    components: int
    density: float
    reciprocity: float
    sampled: int | None = None


def network_figures(
    part: Subgraph, places: Mapping[Slug, Place] | None = None, tell: Callable[[float], None] = lambda _: None
) -> NetworkFigures:
    """Every figure of a part of the network; `places` are those of the whole network where they are known.

    `tell` hears which share of the work is done, about.
    """
    import networkx as nx  # noqa: PLC0415  (the command line starts faster without)

    graph = undirected(part)
    directed = {(referral.source, referral.target) for referral in part.referrals}
    crossing = [referral for referral in part.referrals if referral.cross_border]
    weights = weights_of(graph, lambda share: tell(_IN_WEIGHTS * share))
    return NetworkFigures(
        nodes=_nodes(part, graph, weights, places or layout(part.organisations)),
        bridges=_bridges(part, graph),
        cross_border=len(crossing),
        one_way_cross_border=len(crossing) - sum(tie.cross_border for tie in going_both_ways(part.referrals)),
        unreturned_cross_border=sum((referral.target, referral.source) not in directed for referral in crossing),
        components=nx.number_connected_components(graph),
        density=nx.density(graph),
        reciprocity=_share(sum((target, source) in directed for source, target in directed), len(directed)),
        sampled=weights.sampled,
    )


def _nodes(part: Subgraph, graph: Graph, weights: Weights, places: Mapping[Slug, Place]) -> tuple[NodeFigures, ...]:
    import networkx as nx  # noqa: PLC0415  (as above)

    degree = Counter(end for referral in part.referrals for end in (referral.source, referral.target))
    joints = set(nx.articulation_points(graph))
    groups = groups_of(graph)
    return tuple(
        NodeFigures(
            slug=body.slug,
            degree=degree[body.slug],
            betweenness=weights.between[body.slug],
            articulation=body.slug in joints,
            community=groups[body.slug],
            x=places[body.slug][0],
            y=places[body.slug][1],
        )
        for body in part.organisations
    )


def _bridges(part: Subgraph, graph: Graph) -> tuple[Referral, ...]:
    import networkx as nx  # noqa: PLC0415  (as above)

    ties = Counter(ends(referral) for referral in part.referrals)
    bridges = {(min(pair), max(pair)) for pair in nx.bridges(graph)}
    # two referrals between the same two bodies: neither loss alone parts them
    return tuple(referral for referral in part.referrals if ends(referral) in bridges and ties[ends(referral)] == 1)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
