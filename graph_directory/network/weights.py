"""How many shortest ways lead through each body: exact for small networks, from a fixed sample for large ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from graph_directory.model import Slug
from graph_directory.network.graph import Graph

MOST_EXACT: Final = 1_500
"""Networks of more bodies are weighed by a sample."""
_STEPS: Final = 3_000_000
_FEWEST, _MOST = 32, 256
_SEED: Final = 20_261_126


@dataclass(frozen=True, slots=True)
class Weights:
    """The share of shortest ways through each body, 0 to 1; `sampled` bodies they start at, None: all."""

    between: Mapping[Slug, float]
    sampled: int | None = None


def weights_of(graph: Graph, tell: Callable[[float], None] = lambda _: None) -> Weights:
    """The weights of a network; the same network always gives the same, also where they are sampled.

    A sample starts shortest ways at some bodies only and scales what it finds up to all of them: good enough to tell
    who carries much from who carries little, not to rank bodies of nearly the same weight. `tell` hears which share of
    the work is done.
    """
    slugs = sorted(graph)
    number = {slug: index for index, slug in enumerate(slugs)}
    near = [sorted(number[other] for other in graph[slug]) for slug in slugs]
    starts: Sequence[int] = range(len(slugs))
    if len(slugs) > MOST_EXACT:
        size = min(_MOST, max(_FEWEST, _STEPS // (len(slugs) + graph.number_of_edges())))
        starts = sorted(Random(_SEED).sample(range(len(slugs)), size))  # noqa: S311  (a sample, no secret)
    carried = _carried(near, starts, tell)
    scale = _scale(len(slugs), len(starts))
    between = {slug: min(value * scale, 1.0) for slug, value in zip(slugs, carried, strict=True)}
    return Weights(between, len(starts) if len(starts) < len(slugs) else None)


def _scale(bodies: int, starts: int) -> float:
    """Makes a share of what was counted from `starts` of the bodies; each pair was met from both its ends."""
    return bodies / (starts * (bodies - 1) * (bodies - 2)) if bodies > 2 else 0.0


def _carried(near: Sequence[Sequence[int]], starts: Sequence[int], tell: Callable[[float], None]) -> list[float]:
    """For each body the shortest ways from `starts` that lead through it (Brandes 2001)."""
    total = [0.0] * len(near)
    for index, start in enumerate(starts):
        tell(index / len(starts))
        order, distance, ways = _shortest_ways(near, start)
        part = [0.0] * len(near)
        for body in reversed(order):
            nearer = distance[body] - 1
            share = (1.0 + part[body]) / ways[body]
            for other in near[body]:
                if distance[other] == nearer:
                    part[other] += ways[other] * share
            total[body] += part[body]
        total[start] -= part[start]
    return total


def _shortest_ways(near: Sequence[Sequence[int]], start: int) -> tuple[list[int], list[int], list[int]]:
    """Bodies in order of distance, the distance of each, and how many shortest ways lead to it."""
    distance = [-1] * len(near)
    ways = [0] * len(near)
    distance[start], ways[start] = 0, 1
    order = [start]
    for body in order:
        farther, through = distance[body] + 1, ways[body]
        for other in near[body]:
            if distance[other] < 0:
                distance[other] = farther
                ways[other] = through
                order.append(other)
            elif distance[other] == farther:
                ways[other] += through
    return order, distance, ways
