"""The network in figures: each body's weight, where it would part, and what a loss would break; pure.

Ties run both ways here: for holding a network together it does not matter who refers to whom. Everything is
deterministic: the same records give the same figures, groups and places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graph_directory.model import CountryCode, Organisation, Referral, Slug
from graph_directory.questions import Subgraph

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.Graph[Slug]
else:
    Graph = Any

LANES: Final = ("NL", "BE", "LU", "DE", "FR")
"""Countries from north-west to south-east, as people draw them; others follow by code."""


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
    """The network in figures; `nodes` in the order of the organisations, `bridges` in the order of the referrals."""

    nodes: tuple[NodeFigures, ...]
    bridges: tuple[Referral, ...]
    cross_border: int
    one_way_cross_border: int
    components: int
    density: float
    reciprocity: float


@dataclass(frozen=True, slots=True)
class Loss:
    """What would break: bodies cut off from the rest, and referrals that lose an end."""

    cut_off: tuple[Slug, ...]
    broken: tuple[Referral, ...]


def network_figures(part: Subgraph) -> NetworkFigures:
    """Every figure of a part of the network; takes about a second for some thousand bodies."""
    import networkx as nx  # noqa: PLC0415  (the command line starts faster without)

    graph = _graph(part)
    directed = {(referral.source, referral.target) for referral in part.referrals}
    crossing = [referral for referral in part.referrals if referral.cross_border]
    return NetworkFigures(
        nodes=_nodes(part, graph),
        bridges=_bridges(part, graph),
        cross_border=len(crossing),
        one_way_cross_border=sum((referral.target, referral.source) not in directed for referral in crossing),
        components=nx.number_connected_components(graph),
        density=nx.density(graph),
        reciprocity=_share(sum((target, source) in directed for source, target in directed), len(directed)),
    )


def loss_of(part: Subgraph, removed: Collection[Slug]) -> Loss:
    """What breaks without some bodies: of every component that held one, all but its biggest rest is cut off."""
    import networkx as nx  # noqa: PLC0415  (as above)

    graph = _graph(part)
    gone = {slug for slug in removed if slug in graph}
    hit: list[set[Slug]] = [set(component) for component in nx.connected_components(graph) if gone & set(component)]
    cut_off: set[Slug] = set()
    for component in hit:
        rest = graph.subgraph(component - gone)
        parts = sorted((sorted(found) for found in nx.connected_components(rest)), key=lambda one: (-len(one), one))
        cut_off.update(slug for one in parts[1:] for slug in one)
    broken = tuple(referral for referral in part.referrals if {referral.source, referral.target} & gone)
    return Loss(tuple(sorted(cut_off)), broken)


def _graph(part: Subgraph) -> Graph:
    import networkx as nx  # noqa: PLC0415  (as above)

    graph: Graph = nx.Graph()
    graph.add_nodes_from(sorted(body.slug for body in part.organisations))
    graph.add_edges_from(sorted({_ends(referral) for referral in part.referrals if referral.source != referral.target}))
    return graph


def _ends(referral: Referral) -> tuple[Slug, Slug]:
    low, high = sorted((referral.source, referral.target))
    return low, high


def _nodes(part: Subgraph, graph: Graph) -> tuple[NodeFigures, ...]:
    import networkx as nx  # noqa: PLC0415  (as above)

    degree = Counter(end for referral in part.referrals for end in (referral.source, referral.target))
    between: Mapping[Slug, float] = nx.betweenness_centrality(graph)
    joints = set(nx.articulation_points(graph))
    groups = _communities(graph)
    places = _places(part.organisations, degree)
    return tuple(
        NodeFigures(
            slug=body.slug,
            degree=degree[body.slug],
            betweenness=between[body.slug],
            articulation=body.slug in joints,
            community=groups[body.slug],
            x=places[body.slug][0],
            y=places[body.slug][1],
        )
        for body in part.organisations
    )


def _bridges(part: Subgraph, graph: Graph) -> tuple[Referral, ...]:
    import networkx as nx  # noqa: PLC0415  (as above)

    ties = Counter(_ends(referral) for referral in part.referrals)
    bridges = {(min(ends), max(ends)) for ends in nx.bridges(graph)}
    # two referrals between the same two bodies: neither loss alone parts them
    return tuple(referral for referral in part.referrals if _ends(referral) in bridges and ties[_ends(referral)] == 1)


def _communities(graph: Graph) -> Mapping[Slug, int]:
    import networkx as nx  # noqa: PLC0415  (as above)

    if graph.number_of_edges() == 0:
        return {slug: number for number, slug in enumerate(sorted(graph))}
    found = nx.community.louvain_communities(graph, seed=0)
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {slug: number for number, group in enumerate(ordered) for slug in group}


def _places(bodies: Sequence[Organisation], degree: Mapping[Slug, int]) -> Mapping[Slug, tuple[float, float]]:
    """A lane a country from left to right; in it the best tied body first."""
    lanes: defaultdict[CountryCode, list[Organisation]] = defaultdict(list)
    for body in bodies:
        lanes[body.country].append(body)
    order = sorted(lanes, key=_lane)
    places: dict[Slug, tuple[float, float]] = {}
    for number, country in enumerate(order):
        inside = sorted(lanes[country], key=lambda body: (-degree.get(body.slug, 0), body.slug))
        for row, body in enumerate(inside):
            places[body.slug] = (_middle(number, len(order)), _middle(row, len(inside)))
    return places


def _lane(country: CountryCode) -> tuple[int, str]:
    return (LANES.index(country) if country in LANES else len(LANES), country)


def _middle(number: int, of: int) -> float:
    return round((number + 0.5) / of, 6)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def within(part: Subgraph, slugs: Iterable[Slug]) -> Subgraph:
    """The bodies with these slugs and the referrals among them."""
    kept = set(slugs)
    return Subgraph(
        tuple(body for body in part.organisations if body.slug in kept),
        tuple(referral for referral in part.referrals if {referral.source, referral.target} <= kept),
    )
