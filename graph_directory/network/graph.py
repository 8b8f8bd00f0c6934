"""The records as a graph: ties without direction for holding together, with direction for being passed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graph_directory.model import Referral, Slug
from graph_directory.questions import Subgraph
from graph_directory.vocabulary import ReferralKind

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.Graph[Slug]
else:
    Graph = Any

MUTUAL: Final = frozenset(
    {ReferralKind.MEMBER_OF, ReferralKind.PARTNER_OF, ReferralKind.COUNTERPART_OF, ReferralKind.LIAISON}
)
"""Kinds of tie that can be gone in both directions, as `referral_kinds.yaml` says of them."""


def undirected(part: Subgraph) -> Graph:
    """Bodies and who is tied to whom: one edge however many ties, none from a body to itself."""
    import networkx as nx  # noqa: PLC0415  (the command line starts faster without)

    graph: Graph = nx.Graph()
    graph.add_nodes_from(sorted(body.slug for body in part.organisations))
    graph.add_edges_from(sorted({ends(tie) for tie in part.referrals if tie.source != tie.target}))
    return graph


def ends(tie: Referral) -> tuple[Slug, Slug]:
    """The two bodies of a tie in alphabetical order."""
    low, high = sorted((tie.source, tie.target))
    return low, high


def onward(ties: Iterable[Referral]) -> Mapping[Slug, set[Slug]]:
    """For each body those it can pass a case to: along a tie, against it only where its kind goes both ways."""
    following: defaultdict[Slug, set[Slug]] = defaultdict(set)
    for tie in ties:
        following[tie.source].add(tie.target)
        if tie.kind in MUTUAL:
            following[tie.target].add(tie.source)
    return following


def reachable(origin: Slug, following: Mapping[Slug, set[Slug]], without: frozenset[Slug] = frozenset()) -> set[Slug]:
    """Everybody that a chain of ties leads to, leaving some bodies out; the origin is not among them."""
    found, edge = {origin}, [origin]
    while edge:
        for slug in following.get(edge.pop(), ()):
            if slug not in found and slug not in without:
                found.add(slug)
                edge.append(slug)
    return found - {origin}
