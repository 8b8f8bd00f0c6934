"""What if: some bodies do not answer. Who is cut off, which ties break, which ways of passing a case on are lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from graph_directory.model import Referral, Slug
from graph_directory.network.graph import Graph, onward, reachable, undirected
from graph_directory.questions import Subgraph

MOST_WAYS: Final = 500
"""So many lost ways are named; a list that long is read by nobody."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What would break.

    `cut_off` are bodies parted from the rest, `broken` ties that lose an end. `ways` are pairs of bodies: the first
    passed cases on to one taken out, and no chain of ties leads from it to the second any more.
    """

    cut_off: tuple[Slug, ...]
    broken: tuple[Referral, ...]
    ways: tuple[tuple[Slug, Slug], ...] = ()


def loss_of(part: Subgraph, removed: Collection[Slug]) -> Loss:
    """What breaks without some bodies: of every component that held one, all but its biggest rest is cut off."""
    graph = undirected(part)
    gone = frozenset(slug for slug in removed if slug in graph)
    broken = tuple(tie for tie in part.referrals if {tie.source, tie.target} & gone)
    return Loss(_cut_off(graph, gone), broken, _lost_ways(part, gone))


def _cut_off(graph: Graph, gone: frozenset[Slug]) -> tuple[Slug, ...]:
    import networkx as nx  # noqa: PLC0415  (the command line starts faster without)

    lost: set[Slug] = set()
    for component in [set(found) for found in nx.connected_components(graph) if gone & set(found)]:
        rest = graph.subgraph(component - gone)
        parts = sorted((sorted(found) for found in nx.connected_components(rest)), key=lambda one: (-len(one), one))
        lost.update(slug for one in parts[1:] for slug in one)
    return tuple(sorted(lost))


def _lost_ways(part: Subgraph, gone: frozenset[Slug]) -> tuple[tuple[Slug, Slug], ...]:
    following = onward(part.referrals)
    askers = sorted(slug for slug, others in following.items() if others & gone and slug not in gone)
    lost: list[tuple[Slug, Slug]] = []
    for asker in askers:
        missing = reachable(asker, following) - reachable(asker, following, gone) - gone
        lost += [(asker, other) for other in sorted(missing)]
        if len(lost) >= MOST_WAYS:
            return tuple(lost[:MOST_WAYS])
    return tuple(lost)
