"""Pages by Relay's rules over a sorted list of keys; a cursor names a key, so that a changed list neither repeats
nor loses what it had."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar, overload

import strawberry

from api.graphql.ids import packed, unpacked
from graph_directory.errors import BadCursor, BadQuestion

DEFAULT_SIZE: Final = 20
LARGEST_SIZE: Final = 100
Value = TypeVar("Value")

Key: TypeAlias = tuple[str, str]
"""What a list is sorted by, and the slug; for a ranking the first part is empty and places are searched by slug."""


class BySlug(Sequence[Key]):
    """The keys of a list in slug order, each made when it is looked at: a page looks at few of very many.

    What is listed are slugs, or something that `slug_of` knows the slug of.
    """

    def __init__(self, listed: Sequence[Any], slug_of: Callable[[Any], str] = str) -> None:
        self._listed = listed
        self._slug_of = slug_of

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, place: int) -> Key: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Key]: ...
    def __getitem__(self, place: int | slice) -> Key | Sequence[Key]:
        if isinstance(place, slice):
            return BySlug(self._listed[place], self._slug_of)
        slug = self._slug_of(self._listed[place])
        return slug, slug

    def __iter__(self) -> Iterator[Key]:
        return ((slug, slug) for slug in map(self._slug_of, self._listed))


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Relay's four arguments as they came; None or nothing where left out."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @classmethod
    def read(cls, first: int | None, after: str | None, last: int | None, before: str | None) -> PageAsked:
        """The page that a field's arguments ask for; an argument left out is UNSET there, None here."""
        return cls(given(first), given(after), given(last), given(before))


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a page lies in its list, and whether there is more on either side."""

    start: int
    stop: int
    has_previous: bool
    has_next: bool


@dataclass(frozen=True, slots=True)
class Order:
    """A list in its order: `name` goes into the cursors, so that one order's cursor is refused by another."""

    name: str
    keys: Sequence[Key]
    ranked: bool = False

    def cursor(self, place: int) -> str:
        """The cursor of one entry."""
        key, slug = self.keys[place]
        return packed("\n".join((self.name, str(place) if self.ranked else key, slug)))

    def after(self, cursor: str) -> int:
        """The place of the first entry behind a cursor."""
        return self._place(cursor, behind=True)

    def before(self, cursor: str) -> int:
        """The place behind the last entry in front of a cursor."""
        return self._place(cursor, behind=False)

    def _place(self, cursor: str, *, behind: bool) -> int:
        key, slug = _read_cursor(cursor, self.name)
        if not self.ranked:
            find = bisect_right if behind else bisect_left
            return find(self.keys, (key, slug))
        place = next((number for number, (_, known) in enumerate(self.keys) if known == slug), None)
        if place is not None:
            return place + behind
        if not key.isdecimal() or len(key) > 9:
            raise _bad_cursor()
        return min(int(key), len(self.keys))  # the entry is gone: what followed it has moved up to its place


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, with the cursors of what stands on it; those are made when they are asked for."""

    order: Order
    part: Cut

    @classmethod
    def of(cls, order: Order, asked: PageAsked) -> Page:
        """The page asked for.

        Raises BadQuestion for sizes out of bounds and BadCursor for a cursor of another list.
        """
        return cls(order, cut(order, asked))

    def slugs(self) -> Iterator[str]:
        """The slugs of what stands on it."""
        return (slug for _, slug in self.of_it(self.order.keys))

    def of_it(self, everything: Sequence[Value]) -> Sequence[Value]:
        """What stands on it of everything that the list holds, in the list's order."""
        return everything[self.part.start : self.part.stop]

    def with_cursors(self, nodes: Iterable[Value]) -> list[tuple[str, Value]]:
        """Each of what stands on it, with its cursor."""
        return [(self.order.cursor(place), node) for place, node in enumerate(nodes, self.part.start)]

    @property
    def first_cursor(self) -> str | None:
        """The cursor of the first entry; None on an empty page."""
        return self.order.cursor(self.part.start) if self.part.start < self.part.stop else None

    @property
    def last_cursor(self) -> str | None:
        """The cursor of the last entry; None on an empty page."""
        return self.order.cursor(self.part.stop - 1) if self.part.start < self.part.stop else None


def given(value: Value | None) -> Value | None:
    """The value of an argument; None where it was left out."""
    return None if value is strawberry.UNSET else value


def cut(order: Order, asked: PageAsked) -> Cut:
    """The page asked for.

    Raises BadQuestion for sizes out of bounds and BadCursor for a cursor of another list.
    """
    _check_sizes(asked)
    low = order.after(asked.after) if asked.after else 0
    high = order.before(asked.before) if asked.before else len(order.keys)
    high = max(low, high)
    start, stop = low, high
    if asked.first is not None or asked.last is None:
        stop = min(stop, start + (DEFAULT_SIZE if asked.first is None else asked.first))
    if asked.last is not None:
        start = max(start, stop - asked.last)
    return Cut(start, stop, has_previous=start > 0, has_next=stop < len(order.keys))


def size_of(first: int | None, default: int, most: int = LARGEST_SIZE) -> int:
    """How many entries a list without pages may hold.

    Raises BadQuestion for a size out of bounds.
    """
    size = default if first is None else first
    if not 0 <= size <= most:
        raise BadQuestion(f"`first` is {size}; use a number from 0 to {most}.")
    return size


def _check_sizes(asked: PageAsked) -> None:
    for name, size in (("first", asked.first), ("last", asked.last)):
        if size is not None and not 0 <= size <= LARGEST_SIZE:
            raise BadQuestion(f"`{name}` is {size}; a page holds 0 to {LARGEST_SIZE}. Go on with `after`.")
    if asked.first is not None and asked.last is not None:
        raise BadQuestion("Use `first` with `after`, or `last` with `before`, not both sizes at once.")


def _read_cursor(cursor: str, order: str) -> tuple[str, str]:
    parts = unpacked(cursor).split("\n")
    if len(parts) != 3 or parts[0] != order:
        raise _bad_cursor()
    return parts[1], parts[2]


def _bad_cursor() -> BadCursor:
    return BadCursor("This cursor belongs to no page of this list. Use `pageInfo.endCursor` of the same question.")
