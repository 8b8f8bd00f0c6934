"""Bodies that are tied more closely to each other than to the rest (Louvain's method, in a fixed order)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from graph_directory.model import Slug
from graph_directory.network.graph import Graph

_Near: TypeAlias = Sequence[Mapping[int, float]]


def groups_of(graph: Graph) -> Mapping[Slug, int]:
    """The number of each body's group; 0 is the biggest, groups of a size by the first slug in them."""
    slugs = sorted(graph)
    number = {slug: index for index, slug in enumerate(slugs)}
    near: _Near = [{number[other]: 1.0 for other in sorted(graph[slug])} for slug in slugs]
    member = list(range(len(slugs)))
    inside = [0.0] * len(slugs)
    while True:
        moved = _moved(near, inside)
        if len(set(moved)) == len(near):
            break
        member = [moved[group] for group in member]
        near, inside = _merged(near, inside, moved)
    return _named(slugs, member)


def _moved(near: _Near, inside: Sequence[float]) -> list[int]:
    """Each one's group after moving one by one to where most is gained, until nobody wants to move.

    `inside` are ties that both begin and end in what one stands for, counted from both ends.
    """
    weight = [sum(ties.values()) + own for ties, own in zip(near, inside, strict=True)]
    whole = sum(weight)
    group = list(range(len(near)))
    total = list(weight)
    waiting = list(range(len(near)))
    while waiting:
        restless: list[int] = []
        for one in waiting:
            best = _best_group(one, near[one], group, total, (weight[one], whole))
            if best != group[one]:
                total[group[one]] -= weight[one]
                total[best] += weight[one]
                group[one] = best
                restless += [other for other in near[one] if group[other] != best]
        waiting = sorted(set(restless))
    return _renumbered(group)


def _best_group(
    one: int, ties: Mapping[int, float], group: Sequence[int], total: Sequence[float], weights: tuple[float, float]
) -> int:
    weight, whole = weights
    towards: defaultdict[int, float] = defaultdict(float)
    own = group[one]
    for other, strength in ties.items():
        towards[group[other]] += strength
    best, most = own, towards.get(own, 0.0) - weight * (total[own] - weight) / whole if whole else 0.0
    for candidate, strength in towards.items():
        gain = strength - weight * total[candidate] / whole
        if candidate != own and gain > most + 1e-9:
            best, most = candidate, gain
    return best


def _renumbered(group: Sequence[int]) -> list[int]:
    names = {old: new for new, old in enumerate(dict.fromkeys(group))}
    return [names[old] for old in group]


def _merged(near: _Near, inside: Sequence[float], group: Sequence[int]) -> tuple[list[dict[int, float]], list[float]]:
    """The network of groups: ties between two groups added up, ties inside one kept beside it."""
    size = max(group) + 1
    merged: list[dict[int, float]] = [{} for _ in range(size)]
    within = [0.0] * size
    for one, ties in enumerate(near):
        mine = group[one]
        within[mine] += inside[one]
        for other, strength in ties.items():
            if group[other] == mine:
                within[mine] += strength
            else:
                merged[mine][group[other]] = merged[mine].get(group[other], 0.0) + strength
    return merged, within


def _named(slugs: Sequence[Slug], member: Sequence[int]) -> Mapping[Slug, int]:
    sizes = Counter(member)
    first: dict[int, Slug] = {}
    for slug, group in zip(slugs, member, strict=True):
        first.setdefault(group, slug)
    order = sorted(sizes, key=lambda group: (-sizes[group], first[group]))
    rank = {group: number for number, group in enumerate(order)}
    return {slug: rank[group] for slug, group in zip(slugs, member, strict=True)}
