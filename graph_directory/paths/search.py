"""The k best ways through a weighted, directed graph: no body twice, at most so many steps; pure and exact.

A way is built from the start, always going on with the one that can become the cheapest. What is left from a body is
known from a search backwards from the goals, which goes only as far as the ways have to be known; it looks first
where the start is near. Steps are asked for, and so weighed, only where one of the searches comes by.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import Final, Protocol, TypeAlias

from graph_directory.model import Slug
from graph_directory.paths.corridor import Walk

Costs: TypeAlias = Mapping[Slug, Mapping[Slug, float]]
"""For every body, what a step to another costs; costs are above 0."""
Step: TypeAlias = tuple[float, Slug]

MOST_PARTIAL_WAYS: Final = 50_000
KNOWN_ROUND_START: Final = 30
"""For so many bodies round the start the cost of coming there is worked out before the search backwards begins."""
PATIENCE: Final = 300
KNOWN_AFTERWARDS: Final = 200
"""After so many steps backwards it is worked out for so many."""
MANY: Final = 40
"""To more bodies than this it is worth asking which of them the steps that are left can come from."""
STRIDE: Final = 0.1
"""What is left is looked for a little farther than asked, so that two ways do not wait for each other step by step."""
ABOUT: Final = 1e-9
"""Costs that differ by less are the same: they were added up in another order."""


class Roads(Protocol):
    """The steps of a graph, asked for body by body."""

    def steps_from(self, slug: Slug) -> Sequence[Step]:
        """What steps from a body cost and where they end, cheapest first, then by slug."""
        ...

    def steps_to(self, slug: Slug) -> Sequence[Step]:
        """What steps to a body cost and where they start, cheapest first, then by slug."""
        ...

    def costs_to(self, slug: Slug) -> Mapping[Slug, float]:
        """The same, to be asked for one start."""
        ...


@dataclass(frozen=True)
class Graph:
    """Roads that are all weighed beforehand."""

    forward: Costs

    @cached_property
    def _from(self) -> Mapping[Slug, Sequence[Step]]:
        return {slug: in_order(steps) for slug, steps in self.forward.items()}

    @cached_property
    def _backward(self) -> Costs:
        backward: defaultdict[Slug, dict[Slug, float]] = defaultdict(dict)
        for source, steps in self.forward.items():
            for target, cost in steps.items():
                backward[target][source] = cost
        return dict(backward)

    @cached_property
    def _to(self) -> Mapping[Slug, Sequence[Step]]:
        return {slug: in_order(steps) for slug, steps in self._backward.items()}

    def steps_from(self, slug: Slug) -> Sequence[Step]:
        """See `Roads`."""
        return self._from.get(slug, ())

    def steps_to(self, slug: Slug) -> Sequence[Step]:
        """See `Roads`."""
        return self._to.get(slug, ())

    def costs_to(self, slug: Slug) -> Mapping[Slug, float]:
        """See `Roads`."""
        return self._backward.get(slug, {})

    def walk(self, ends: Ends, hops: int) -> Walk:
        """The walk that ways of so many steps are looked for in."""
        sides = (lambda slug: self.forward.get(slug, ()), lambda slug: self._backward.get(slug, ()))
        return Walk(ends.start, ends.goals, hops, sides)


def in_order(steps: Mapping[Slug, float]) -> tuple[Step, ...]:
    """Steps as `Roads` gives them."""
    return tuple(sorted((cost, slug) for slug, cost in steps.items()))


@dataclass(frozen=True, slots=True)
class Way:
    """The bodies in order, and what the way costs with what its goal costs."""

    stops: tuple[Slug, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Ends:
    """Where ways begin, and where they may end at which further cost; a way may pass one goal on its way to another."""

    start: Slug
    goals: Mapping[Slug, float]


def best_ways(roads: Roads, ends: Ends, walk: Walk, number: int) -> tuple[Way, ...]:
    """The cheapest ways inside a corridor, cheapest first; of equal ones the shorter first, then in order of slugs."""
    walk.until_met()
    if not walk.met or number < 1:
        return ()
    found: list[Way] = []
    for way in _ways(_Left(roads, ends, walk), ends, walk.hops):
        if len(found) >= number and way.cost > sorted(one.cost for one in found)[number - 1] + ABOUT:
            break
        found.append(way)
    return tuple(sorted(found, key=lambda way: (round(way.cost, 8), len(way.stops), way.stops))[:number])


_Partial: TypeAlias = tuple[float, int, tuple[Slug, ...], float, int]
"""What a way costs at least, its number of steps, its stops, what it cost so far, and which step to try next."""
_ARRIVED: Final = -1


def _ways(left: _Left, ends: Ends, hops: int) -> Iterator[Way]:
    waiting: list[_Partial] = [(0.0, 0, (ends.start,), 0.0, 0)]
    for _ in range(MOST_PARTIAL_WAYS):
        if not waiting:
            return
        _, length, stops, spent, turn = heapq.heappop(waiting)
        if turn == _ARRIVED:
            yield Way(stops, spent)
            continue
        if length == hops:
            continue
        following = left.following(stops, hops - length, turn, (waiting[0][0] if waiting else inf) - spent)
        if following is None:
            continue
        least, turn, step = following
        heapq.heappush(waiting, (spent + least, length, stops, spent, turn + (step is not None)))
        if step is not None:
            cost, slug = spent + step[0], step[1]
            heapq.heappush(waiting, (spent + least, length + 1, (*stops, slug), cost, 0))
            if slug in ends.goals:
                cost += ends.goals[slug]
                heapq.heappush(waiting, (cost, length + 1, (*stops, slug), cost, _ARRIVED))


@dataclass(frozen=True, slots=True)
class _Onward:
    """A step that leads on: what is left with it, its own cost, where it ends, and how many steps are left then.

    Where `below` steps or more may still be taken, the same step leads on at a lower cost.
    """

    left: float
    cost: float
    slug: Slug
    hops: int
    below: int

    def leads_on(self, stops: Sequence[Slug], hops: int) -> bool:
        """Whether a way that may take so many steps more may take this one."""
        return self.hops <= hops < self.below and self.slug not in stops


@dataclass(frozen=True, slots=True, order=True)
class _Reached:
    """A body that the search backwards has come to; `hops` are the steps of a way that leads on over it."""

    slug: Slug
    hops: int
    left: float
    below: int


_NOWHERE: Final = _Reached("", 0, 0.0, 0)
_Waiting: TypeAlias = tuple[float, Slug, int, float, float, _Reached, Sequence[Step], int]
"""What a way costs over a step at least, where the step starts, how many steps lead on with it, what is left, its cost,
where it leads, and, where others to that body wait behind it, all of them and its place among them."""


class _Left:
    """What is left from a body to the nearest goal, and over which step; known in the order of what a way costs.

    A search backwards in which every body counts for what it costs to come there from the start, as far as that is
    known, so that it goes towards the start. For each body the best remainder is kept for every number of steps.
    """

    def __init__(self, roads: Roads, ends: Ends, walk: Walk) -> None:
        self._roads, self._start, self._walk, self._hops = roads, ends.start, walk, walk.hops
        self._corridor = walk.corridor()
        self._near = _Near(roads, ends.start)
        self._near.grow(KNOWN_ROUND_START)
        self._patience = PATIENCE
        self._rooms: dict[int, Set[Slug]] = {}
        self._fewest: dict[Slug, int] = {}
        self._onward: defaultdict[Slug, list[_Onward]] = defaultdict(list)
        self._waiting: list[_Waiting] = [
            (cost + self._near.at(slug), slug, 0, cost, 0.0, _NOWHERE, (), 0) for slug, cost in ends.goals.items()
        ]
        heapq.heapify(self._waiting)

    def following(
        self, stops: tuple[Slug, ...], hops: int, turn: int, enough: float
    ) -> tuple[float, int, Step | None] | None:
        """The next best step on from the last stop, beginning with the one numbered `turn`: what is left with it.

        Without a step, what is left at least, where that is more than `enough`; None where nothing leads on.
        """
        at = stops[-1]
        known = self._onward[at]
        while True:
            while turn < len(known) and not known[turn].leads_on(stops, hops):
                turn += 1
            if turn < len(known):
                onward = known[turn]
                return (onward.left, turn, (onward.cost, onward.slug) if onward.left <= enough + ABOUT else None)
            if not self._waiting:
                return None
            least = self._waiting[0][0] - self._near.at(at)
            if least > enough + STRIDE:
                return least, turn, None
            self._grow()

    def _grow(self) -> None:
        _, slug, hops, left, cost, via, more, place = heapq.heappop(self._waiting)
        if more:
            self._wait_for_next(via, more, place + 1)
        if hops:
            self._onward[slug].append(_Onward(left, cost, via.slug, hops, via.below))
        fewest = self._fewest.get(slug, self._hops + 1)
        if hops < fewest:
            self._fewest[slug] = hops
            if slug != self._start and hops < self._hops:
                self._reach(_Reached(slug, hops + 1, left, fewest + 1))
        self._patience -= 1
        if self._patience == 0:
            self._look_closer()

    def _reach(self, reached: _Reached) -> None:
        """Comes to the bodies from which a step leads here: at once to those near the start, else one after another."""
        costs, room = self._roads.costs_to(reached.slug), self._hops - reached.hops
        if len(costs) > MANY and room < self._corridor.beyond_behind:
            self._come(reached, costs, costs.keys() & self._within(room))
            return
        near = self._near.costs
        self._come(reached, costs, near if len(near) < len(costs) else [slug for slug in costs if slug in near])
        self._wait_for_next(reached, self._roads.steps_to(reached.slug), 0)

    def _come(self, reached: _Reached, costs: Mapping[Slug, float], sources: Iterable[Slug]) -> None:
        room, near = self._hops - reached.hops, self._near
        behind, beyond = self._corridor.behind, self._corridor.beyond_behind
        for source in sources:
            cost = costs.get(source)
            if cost is not None and behind.get(source, beyond) <= room:
                left = reached.left + cost
                entry = (left + near.at(source), source, reached.hops, left, cost, reached, (), 0)
                heapq.heappush(self._waiting, entry)

    def _within(self, room: int) -> Set[Slug]:
        """The bodies that so many steps lead to from the start."""
        if room not in self._rooms:
            self._rooms[room] = {slug for slug, hops in self._corridor.behind.items() if hops <= room}
        return self._rooms[room]

    def _wait_for_next(self, reached: _Reached, steps: Sequence[Step], place: int) -> None:
        near, room = self._near, self._hops - reached.hops
        behind, beyond = self._corridor.behind, self._corridor.beyond_behind
        for number in range(place, len(steps)):
            cost, source = steps[number]
            if source not in near.costs and behind.get(source, beyond) <= room:
                left = reached.left + cost
                entry = (left + near.beyond, source, reached.hops, left, cost, reached, steps, number)
                heapq.heappush(self._waiting, entry)
                return

    def _look_closer(self) -> None:
        """Where the search takes long, it pays to know better how far everything lies from the start."""
        while self._walk.needs:
            self._walk.on()
        self._corridor, before = self._walk.corridor(), set(self._near.costs)
        self._rooms.clear()
        self._near.grow(KNOWN_AFTERWARDS)
        waiting, self._waiting = self._waiting, []
        for _, slug, hops, left, cost, via, more, place in waiting:
            if more:
                nearer = [source for _, source in more[place:] if source in self._near.costs and source not in before]
                self._come(via, self._roads.costs_to(via.slug), nearer)
                self._wait_for_next(via, more, place)
            else:
                heapq.heappush(self._waiting, (left + self._near.at(slug), slug, hops, left, cost, via, (), 0))


class _Near:
    """What it costs to come to a body: exact for the bodies in `costs`, at least `beyond` for all others."""

    def __init__(self, roads: Roads, start: Slug) -> None:
        self._roads = roads
        self.costs: dict[Slug, float] = {}
        self._waiting: list[tuple[float, Slug, float, Sequence[Step], int]] = [(0.0, start, 0.0, (), 0)]

    @property
    def beyond(self) -> float:
        """What lies farther costs at least this much."""
        return self._waiting[0][0] if self._waiting else inf

    def at(self, slug: Slug) -> float:
        """The least that it costs to come there."""
        return self.costs.get(slug, self.beyond)

    def grow(self, number: int) -> None:
        """Goes on until so many bodies are known."""
        while self._waiting and len(self.costs) < number:
            cost, slug, before, steps, place = heapq.heappop(self._waiting)
            if steps:
                self._wait_for_next(before, steps, place + 1)
            if slug not in self.costs:
                self.costs[slug] = cost
                self._wait_for_next(cost, self._roads.steps_from(slug), 0)

    def _wait_for_next(self, spent: float, steps: Sequence[Step], place: int) -> None:
        for number in range(place, len(steps)):
            cost, slug = steps[number]
            if slug not in self.costs:
                heapq.heappush(self._waiting, (spent + cost, slug, spent, steps, number))
                return


def cost_of(costs: Costs, stops: Sequence[Slug]) -> float:
    """What a way costs without its goal."""
    return sum(costs[source][target] for source, target in pairwise(stops))
