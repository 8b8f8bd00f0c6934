"""The k best ways through a weighted, directed graph: no body twice, at most so many steps; pure.

An A* search over partial ways. What is left to the nearest goal is known exactly near the goals, from a search
backwards that ends half-way to the start; farther away it is at least as much as that search has covered.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, islice, pairwise
from math import inf
from typing import TypeAlias

from graph_directory.model import Slug

Costs: TypeAlias = Mapping[Slug, Mapping[Slug, float]]
"""For every body, what a step to another costs; costs are above 0."""

MOST_PARTIAL_WAYS = 50_000
TIMES_THROUGH_ONE = 8
"""Through one body at most so many partial ways are followed for each way wanted: the cheapest ones come first."""


@dataclass(frozen=True)
class Graph:
    """Steps by where they start and by where they end."""

    forward: Costs
    backward: Costs = field(init=False)

    def __post_init__(self) -> None:
        backward: defaultdict[Slug, dict[Slug, float]] = defaultdict(dict)
        for source, steps in self.forward.items():
            for target, cost in steps.items():
                backward[target][source] = cost
        object.__setattr__(self, "backward", dict(backward))


@dataclass(frozen=True, slots=True)
class Way:
    """The bodies in order, and what the way costs with what its goal costs."""

    stops: tuple[Slug, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to the nearest goal: exact for the bodies in `exact`, at least `beyond` for all others."""

    exact: Mapping[Slug, float]
    beyond: float

    def at(self, slug: Slug) -> float:
        """The least that is left from a body."""
        return self.exact.get(slug, self.beyond)


def best_ways(graph: Graph, start: Slug, goals: Mapping[Slug, float], number: int, max_hops: int) -> tuple[Way, ...]:
    """The cheapest ways from `start` to any goal, cheapest first; equal ones in the order they were found.

    `goals` tells what ending there costs. A way may pass one goal on the way to another.
    """
    return tuple(islice(_ways(graph, start, goals, max_hops, TIMES_THROUGH_ONE * number), number))


def _ways(graph: Graph, start: Slug, goals: Mapping[Slug, float], max_hops: int, most: int) -> Iterator[Way]:
    left = left_to_goal(graph, goals, start)
    if left.at(start) == inf:
        return
    turn, passed = count(), Counter[Slug]()
    waiting: list[tuple[float, tuple[Slug, ...], int, float, bool]] = [
        (left.at(start), (start,), next(turn), 0.0, False)
    ]
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
        passed[at] += 1
        if len(stops) > max_hops or passed[at] > most:
            continue
        for following, cost in graph.forward.get(at, {}).items():
            reached = spent + cost
            estimate = reached + left.at(following)
            if estimate < inf and following not in stops:
                heapq.heappush(waiting, (estimate, (*stops, following), next(turn), reached, False))


def left_to_goal(graph: Graph, goals: Mapping[Slug, float], start: Slug) -> Left:
    """Searches backwards from the goals, and forwards from the start only to know when the two have met half-way."""
    back, ahead = _Ball(graph.backward, dict(goals)), _Ball(graph.forward, {start: 0.0})
    best = inf
    while back.edge + ahead.edge < best:
        nearer, other = (back, ahead) if len(back.waiting) <= len(ahead.waiting) else (ahead, back)
        settled = nearer.grow()
        if settled is None:
            break
        best = min(best, nearer.reached[settled] + other.reached.get(settled, inf))
    return Left(back.settled, back.edge)


class _Ball:
    """Everything up to a cost round some bodies, growing by the nearest one."""

    def __init__(self, steps: Costs, begin: Mapping[Slug, float]) -> None:
        self._steps = steps
        self.reached: dict[Slug, float] = dict(begin)
        self.settled: dict[Slug, float] = {}
        self.waiting = [(cost, slug) for slug, cost in begin.items()]
        heapq.heapify(self.waiting)

    @property
    def edge(self) -> float:
        """What lies beyond costs at least this much; infinite where nothing lies beyond."""
        while self.waiting and self.waiting[0][1] in self.settled:
            heapq.heappop(self.waiting)
        return self.waiting[0][0] if self.waiting else inf

    def grow(self) -> Slug | None:
        """Settles the nearest body; None where there is no more."""
        if self.edge == inf:
            return None
        cost, slug = heapq.heappop(self.waiting)
        self.settled[slug] = cost
        for other, step in self._steps.get(slug, {}).items():
            if cost + step < self.reached.get(other, inf):
                self.reached[other] = cost + step
                heapq.heappush(self.waiting, (cost + step, other))
        return slug


def cost_of(costs: Costs, stops: Sequence[Slug]) -> float:
    """What a way costs without its goal."""
    return sum(costs[source][target] for source, target in pairwise(stops))
