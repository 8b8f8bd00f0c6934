"""The bodies that a way of so many steps can lead over: walked from the start and from the goals until the two meet.

Only who stands beside whom is looked at here, not what a step costs: far fewer steps have to be weighed afterwards,
and where nothing meets there is nothing to weigh.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from graph_directory.model import Slug

NEVER: Final = 1_000_000
WIDE: Final = 500
Neighbours: TypeAlias = Callable[[Slug], Collection[Slug]]


@dataclass(frozen=True, slots=True)
class Corridor:
    """How many steps lie between a body and the start, or the goals: exact where recorded, else at least `beyond`."""

    hops: int
    behind: Mapping[Slug, int]
    ahead: Mapping[Slug, int]
    beyond_behind: int
    beyond_ahead: int
    is_open: bool

    def since_start(self, slug: Slug) -> int:
        """The fewest steps that lead there."""
        return self.behind.get(slug, self.beyond_behind)

    def to_goal(self, slug: Slug) -> int:
        """The fewest steps that lead on from there."""
        return self.ahead.get(slug, self.beyond_ahead)

    def bodies(self) -> Set[Slug]:
        """Every body that a way may lead over."""
        if not self.is_open:
            return set()
        near = {slug for slug, hops in self.behind.items() if hops + self.to_goal(slug) <= self.hops}
        return near | {slug for slug, hops in self.ahead.items() if hops + self.since_start(slug) <= self.hops}


@dataclass(slots=True)
class _Side:
    """One side's walk: the bodies by their number of steps, and those that were reached last."""

    neighbours: Neighbours
    edge: Set[Slug]
    steps: dict[Slug, int] = field(init=False)
    walked: int = 0
    _width: int | None = None

    def __post_init__(self) -> None:
        self.steps = dict.fromkeys(self.edge, 0)

    def width(self) -> int:
        """What the next step has to look at."""
        if self._width is None:
            self._width = sum([len(self.neighbours(slug)) for slug in self.edge])
        return self._width

    def walk(self) -> None:
        """One step farther, to every body not reached before."""
        self.edge = set().union(*[self.neighbours(slug) for slug in self.edge]) - self.steps.keys()
        self.walked += 1
        self._width = None
        self.steps |= dict.fromkeys(self.edge, self.walked)

    def beyond(self) -> int:
        """How far a body lies that was not reached, at least."""
        return self.walked + 1 if self.edge else NEVER


class Walk:
    """From both ends towards each other, always on the side that has less to look at.

    `targets` and `sources` are asked only for bodies in `needs`, so that a caller can read those first.
    """

    def __init__(
        self, start: Slug, goals: Collection[Slug], hops: int, neighbours: tuple[Neighbours, Neighbours]
    ) -> None:
        targets, sources = neighbours
        self.hops = hops
        self._out, self._back = _Side(targets, {start}), _Side(sources, set(goals))
        self.met = start in self._back.steps
        self._narrowed = False

    @property
    def needs(self) -> Set[Slug]:
        """Whose neighbours have to be known to walk on; nobody's when the walk is over."""
        over = self._out.walked + self._back.walked >= self.hops
        return set() if over or not (self._out.edge and self._back.edge) else self._out.edge | self._back.edge

    def width(self) -> int:
        """What the next step has to look at."""
        return min(self._out.width(), self._back.width())

    def on(self) -> None:
        """One step on the narrower side."""
        one, other = sorted((self._out, self._back), key=_Side.width)
        one.walk()
        self.met = self.met or not other.steps.keys().isdisjoint(one.edge)

    def until_met(self) -> None:
        """On until a way was found or there is none; then on while that costs little."""
        while self.needs and not (self.met and self.width() > WIDE):
            self.on()

    def narrow(self) -> None:
        """After the walk: leaves only what ways can really lead over; each side walks on over what the other saw."""
        if not self._narrowed:
            _walk_over(self._back, self._out, self.hops, self._out.neighbours)
            _walk_over(self._out, self._back, self.hops, self._back.neighbours)
            self._narrowed = True

    def corridor(self) -> Corridor:
        """What was found."""
        out, back = self._out, self._back
        far = (NEVER, NEVER) if self._narrowed else (out.beyond(), back.beyond())
        return Corridor(self.hops, out.steps, back.steps, *far, self.met)


def _walk_over(one: _Side, other: _Side, hops: int, towards: Neighbours) -> None:
    """Takes one side on, only to bodies that the other side saw and that a way of so many steps can lead over."""
    seen = dict(other.steps)
    for steps in range(one.walked + 1, hops + 1):
        reached = one.steps.keys()
        on = [
            slug
            for slug, beyond in seen.items()
            if steps + beyond <= hops and slug not in reached and not reached.isdisjoint(towards(slug))
        ]
        one.steps |= dict.fromkeys(on, steps)
