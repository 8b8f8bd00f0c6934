"""The tree of areas: what contains what, what lies inside, and what faces it across a border."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph_directory.model import Area, AreaCode


class AreaTree:
    """What it says never changes after building; every method answers from memory."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.by_code: dict[AreaCode, Area] = {area.code: area for area in areas}
        children: defaultdict[AreaCode, list[AreaCode]] = defaultdict(list)
        for area in self.by_code.values():
            if area.parent:
                children[area.parent].append(area.code)
        self._children = {code: tuple(sorted(inside)) for code, inside in children.items()}
        self._chains: dict[AreaCode, tuple[AreaCode, ...]] = {}
        self._around: dict[AreaCode, frozenset[AreaCode]] = {}

    def get(self, code: AreaCode) -> Area | None:
        """The area of that code, or None."""
        return self.by_code.get(code)

    def upwards(self, code: AreaCode) -> tuple[AreaCode, ...]:
        """The code itself and everything that contains it, smallest first."""
        if code in self._chains:
            return self._chains[code]
        chain: list[AreaCode] = []
        current: AreaCode | None = code
        while current and current in self.by_code and current not in chain:
            chain.append(current)
            current = self.by_code[current].parent
        if chain:  # only for codes that are there: what people ask for may be anything
            self._chains[code] = tuple(chain)
        return tuple(chain)

    def inside(self, code: AreaCode) -> frozenset[AreaCode]:
        """Everything that lies inside, the code itself included."""
        found = {code}
        queue = [code]
        while queue:
            for child in self._children.get(queue.pop(), ()):
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return frozenset(found)

    def around(self, code: AreaCode) -> frozenset[AreaCode]:
        """What a body may be competent for to matter at `code`: what contains it and what lies inside it."""
        if code in self._around:
            return self._around[code]
        found = frozenset(self.upwards(code)) | self.inside(code)
        if code in self.by_code:
            self._around[code] = found
        return found
