"""The k best ways through a weighted, directed graph: no body twice, at most so many steps; pure.

An A* search over partial ways: what is left to the nearest goal is known exactly from a search backwards, so that only
ways that may still be among the best are followed.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice, pairwise
from math import inf
from typing import TypeAlias

from graph_directory.model import Slug

Costs: TypeAlias = Mapping[Slug, Mapping[Slug, float]]
"""For every body, what a step to another costs; costs are above 0."""

MOST_PARTIAL_WAYS = 200_000


@dataclass(frozen=True, slots=True)
class Way:
    """The bodies in order, and what the way costs with what its goal costs."""

    stops: tuple[Slug, ...]
    cost: float


def best_ways(costs: Costs, start: Slug, goals: Mapping[Slug, float], number: int, max_hops: int) -> tuple[Way, ...]:
    """The cheapest ways from `start` to any goal, cheapest first; equal ones in the order of their stops.

    `goals` tells what ending there costs. A way may pass one goal on the way to another.
    """
    return tuple(islice(_ways(costs, start, goals, max_hops), number))


def _ways(costs: Costs, start: Slug, goals: Mapping[Slug, float], max_hops: int) -> Iterator[Way]:
    left = cost_to_goal(costs, goals)
    if start not in left:
        return
    turn = count()
    waiting: list[tuple[float, tuple[Slug, ...], int, float, bool]] = [(left[start], (start,), next(turn), 0.0, False)]
    for _ in range(MOST_PARTIAL_WAYS):
        if not waiting:
            return
        estimate, stops, _, spent, done = heapq.heappop(waiting)
        if done:
            yield Way(stops, estimate)
            continue
        at = stops[-1]
        if at in goals and len(stops) > 1:
            heapq.heappush(waiting, (spent + goals[at], stops, next(turn), spent, True))
        if len(stops) > max_hops:
            continue
        for following, cost in costs.get(at, {}).items():
            if following in left and following not in stops:
                reached = spent + cost
                heapq.heappush(waiting, (reached + left[following], (*stops, following), next(turn), reached, False))


def cost_to_goal(costs: Costs, goals: Mapping[Slug, float]) -> Mapping[Slug, float]:
    """For every body that leads to a goal: the least cost from there to the end."""
    backwards: defaultdict[Slug, list[tuple[Slug, float]]] = defaultdict(list)
    for source, steps in costs.items():
        for target, cost in steps.items():
            backwards[target].append((source, cost))
    least: dict[Slug, float] = {}
    waiting = [(cost, slug) for slug, cost in goals.items()]
    heapq.heapify(waiting)
    while waiting:
        cost, slug = heapq.heappop(waiting)
        if cost >= least.get(slug, inf):
            continue
        least[slug] = cost
        for source, step in backwards.get(slug, ()):
            if cost + step < least.get(source, inf):
                heapq.heappush(waiting, (cost + step, source))
    return least


def cost_of(costs: Costs, stops: Sequence[Slug]) -> float:
    """What a way costs without its goal."""
    return sum(costs[source][target] for source, target in pairwise(stops))
