"""Which places are spelled how: exact, beginning so, or one slip of the keyboard away."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph_directory.place import Place
from graph_directory.text.fold import folded_spellings

_BRACKETS = re.compile(r"\s*\([^()]*\)")
LONG_ENOUGH_WITHOUT_SPACES = 9
"""A name of several words is also found written as one, where that is long enough to mean nothing else."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Spellings:
    """Folded spellings to the numbers of places; `names` are what a place is called, `also` other ways to write it."""

    def __init__(self) -> None:
        self.names: dict[str, list[int]] = {}
        self.also: dict[str, list[int]] = {}

    def add_names(self, number: int, names: Iterable[str]) -> None:
        """Let the place be found by its names, with umlauts spelled out too."""
        for name in names:
            for spelling in folded_spellings(name):
                _add(self.names, spelling, number)
                if " " in spelling and len(spelling) >= LONG_ENOUGH_WITHOUT_SPACES:
                    _add(self.also, spelling.replace(" ", ""), number)

    def add_also(self, number: int, folded: Iterable[str]) -> None:
        """Let the place be found by spellings that are folded already."""
        for spelling in folded:
            _add(self.also, spelling, number)

    def beginning(self, folded: str) -> set[int]:
        """The places with a spelling that begins so."""
        following = self._in_order[bisect_left(self._in_order, folded) :]
        spelled = takewhile(lambda spelling: spelling.startswith(folded), following)
        return {number for spelling in spelled for number in self._so_spelled(spelling)}

    def one_slip_from(self, folded: str) -> set[int]:
        """The places with a spelling in which one letter is missing, too many, wrong or swapped with its neighbour."""
        if not folded:
            return set()
        return {number for spelling in self._near(folded) for number in self._so_spelled(spelling)}

    def _near(self, folded: str) -> Iterator[str]:
        for length in (len(folded) - 1, len(folded), len(folded) + 1):
            choices = self._by_beginning.get((folded[0], length), ())
            near = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=1, limit=None)
            yield from (spelling for spelling, distance, _ in near if distance == 1)
        yield from (spelling for spelling in _other_first_letters(folded) if self._so_spelled(spelling))

    def _so_spelled(self, spelling: str) -> list[int]:
        return self.names.get(spelling, []) + self.also.get(spelling, [])

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.names.keys() | self.also.keys())

    @cached_property
    def _by_beginning(self) -> dict[tuple[str, int], list[str]]:
        buckets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for spelling in self._in_order:
            buckets[spelling[0], len(spelling)].append(spelling)
        return dict(buckets)


def split_hint(text: str) -> tuple[str, str]:
    """`Eindhoven (nl)` and `Bergen, Hainaut` in name and hint; the hint is empty where there is none."""
    whole = text.strip()
    if whole.endswith(")") and whole.count("(") == 1:
        name, _, hint = whole[:-1].partition("(")
    elif whole.count(",") == 1:
        name, _, hint = whole.partition(",")
    else:
        return whole, ""
    return name.strip(), hint.strip()


def has_name_like(place: Place, other: Place) -> bool:
    """Whether two places share a name in some language."""
    return not _folded_names(place).isdisjoint(_folded_names(other))


def without_brackets(name: str) -> str:
    """`Limburg` for `Limburg (Nederland)`."""
    return _BRACKETS.sub("", name).strip()


def _folded_names(place: Place) -> set[str]:
    names = (place.name, *place.names.values())
    return {spelling for name in names for spelling in folded_spellings(without_brackets(name))}


def _add(spellings: dict[str, list[int]], spelling: str, number: int) -> None:
    if not spelling:
        return
    numbers = spellings.setdefault(spelling, [])
    if not numbers or numbers[-1] != number:
        numbers.append(number)


def _other_first_letters(folded: str) -> Iterator[str]:
    """One slip in the first letter: a spelling that the table by first letter does not reach."""
    yield folded[1:]
    yield folded[1:2] + folded[:1] + folded[2:]
    for letter in _LETTERS:
        if letter != folded[0]:
            yield letter + folded[1:]
            yield letter + folded
