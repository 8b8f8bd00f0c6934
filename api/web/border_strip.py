"""A border straightened: which areas face each other along how many kilometres, and the picture of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import cos, hypot, radians
from typing import Final, TypeAlias

from markupsafe import Markup, escape

from api.web.drawing import cut, two_lines
from api.web.mapping import Border
from graph_directory.areas import AreaTree
from graph_directory.model import Area, AreaCode, CountryCode

Point: TypeAlias = tuple[float, float]

_WIDTH: Final = 1312
_SHORTEST: Final = 0.02
"""Stretches of less than this share of the border go to their neighbour: they come from the bends of the line."""
_KM_PER_DEGREE: Final = 111.2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a border with the two areas that face each other there, about so many kilometres long."""

    areas: tuple[AreaCode, AreaCode]
    km: int


@dataclass(frozen=True, slots=True)
class StripPart:
    """A stretch as drawn: names, the lines of text of either side, links across (0: none recorded)."""

    names: tuple[str, str]
    bodies: tuple[tuple[str, ...], tuple[str, ...]]
    km: int
    links: int
    documented: bool


@dataclass(frozen=True, slots=True)
class StripWords:
    """The sentences in the picture; `links` holds `{n}`."""

    title: str
    no_link: str
    nobody: str
    more: str


def stretches(border: Border, areas: AreaTree) -> tuple[Stretch, ...]:
    """The border from west to east (or north to south) in stretches.

    Which area lies beside a piece of the line is taken from the nearest centre of an area that touches the border:
    an estimate, good to some kilometres.
    """
    first, second = border.between
    sides = (_touching(first, second, areas), _touching(second, first, areas))
    if not all(sides):
        return ()
    found: list[tuple[tuple[AreaCode, AreaCode], float]] = []
    for start, end in _pieces(border):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        pair = (_nearest(middle, sides[0]), _nearest(middle, sides[1]))
        length = _km(start, end)
        if found and found[-1][0] == pair:
            found[-1] = (pair, found[-1][1] + length)
        else:
            found.append((pair, length))
    return _smoothed(found, border.km)


def _touching(country: CountryCode, other: CountryCode, areas: AreaTree) -> tuple[Area, ...]:
    inside = [area for area in areas.by_code.values() if area.country == country and area.level == 3]
    return tuple(
        area for area in inside if any((found := areas.get(code)) and found.country == other for code in area.borders)
    )


def _pieces(border: Border) -> Iterator[tuple[Point, Point]]:
    """The line's pieces in order along the border, whichever way its parts were recorded."""
    points = [point for line in border.lines for point in line]
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    across = wide * cos(radians(points[0][1])) > high
    lines = [line if _first(line, across) <= _first(line[::-1], across) else line[::-1] for line in border.lines]
    for line in sorted(lines, key=lambda one: _first(one, across)):
        yield from pairwise(line)


def _first(line: Sequence[Point], across: bool) -> float:
    return line[0][0] if across else -line[0][1]


def _nearest(point: Point, areas: Sequence[Area]) -> AreaCode:
    return min(areas, key=lambda area: (_km(point, (area.longitude, area.latitude)), area.code)).code


def _km(one: Point, other: Point) -> float:
    narrow = cos(radians(one[1]))
    return hypot((one[0] - other[0]) * narrow, one[1] - other[1]) * _KM_PER_DEGREE


def _smoothed(found: list[tuple[tuple[AreaCode, AreaCode], float]], km: int) -> tuple[Stretch, ...]:
    total = sum(length for _, length in found)
    merged: list[tuple[tuple[AreaCode, AreaCode], float]] = []
    for pair, length in found:
        if merged and (merged[-1][0] == pair or length < _SHORTEST * total):
            merged[-1] = (merged[-1][0], merged[-1][1] + length)
        else:
            merged.append((pair, length))
    return tuple(Stretch(pair, round(length / total * km)) for pair, length in merged)


# ---- picture ---------------------------------------------------------------------------------------

_BOX: Final = 100
_BETWEEN: Final = 64
_CHARACTER: Final = 7.4
_FEWEST_LETTERS: Final = 5
_LINES: Final = 4

Place: TypeAlias = tuple[float, float]
"""Where something begins, and how wide it is."""


def draw_strip(parts: Sequence[StripPart], words: StripWords) -> Markup:
    """The strip as SVG; every stretch stands in the table below it too."""
    height = 2 * _BOX + _BETWEEN
    lines = [
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="strip-t">',
        f'<title id="strip-t">{escape(words.title)}</title>',
    ]
    places = _places(parts)
    for part, place in zip(parts, places, strict=True):
        lines += _between(part, place, words)
    for side, top in ((0, 0), (1, _BOX + _BETWEEN)):
        for part, place in _areas(parts, places, side):
            lines += _side(part, side, place, (top, words))
    middle = _BOX + _BETWEEN / 2
    lines += [f'<path class="bord bord--on" d="M0 {middle:g}H{_WIDTH}"/>', "</svg>"]
    return Markup("\n".join(lines))  # noqa: S704  (every text in it went through escape)


def _places(parts: Sequence[StripPart]) -> list[Place]:
    total = sum(part.km for part in parts) or 1
    widths = [part.km / total * _WIDTH for part in parts]
    return [(sum(widths[:index]), wide) for index, wide in enumerate(widths)]


def _areas(parts: Sequence[StripPart], places: Sequence[Place], side: int) -> Iterator[tuple[StripPart, Place]]:
    """Each area of a side once, as long as it lies along the border: several areas may face it."""
    together = zip(parts, places, strict=True)
    for _, found in groupby(together, key=lambda one: one[0].names[side]):
        run = list(found)
        yield run[0][0], (run[0][1][0], sum(wide for _, (_, wide) in run))


def _between(part: StripPart, place: Place, words: StripWords) -> Iterator[str]:
    """What crosses the border there, and how long it is."""
    x, wide = place
    middle = x + wide / 2
    if part.links:
        style = "tie" if part.documented else "tie tie--read"
        yield f'<path class="{style}" d="M{middle:.1f} {_BOX + 4}V{_BOX + _BETWEEN - 4}"/>'
        yield (
            f'<text class="dim" x="{middle + 8:.1f}" y="{_BOX + 18}" font-size="13">{part.links}</text>'
            f'<path class="head" d="M{middle - 5:.1f} {_BOX + 10}l5-7 5 7"/>'
            f'<path class="head" d="M{middle - 5:.1f} {_BOX + _BETWEEN - 10}l5 7 5-7"/>'
        )
    else:
        yield f'<rect class="gap" x="{x + 1:.1f}" y="{_BOX}" width="{wide - 2:.1f}" height="{_BETWEEN}"/>'
    if not part.links and wide > len(words.no_link) * _CHARACTER:
        yield f'<text class="none" x="{middle:.1f}" y="{_BOX + 20}" text-anchor="middle">{escape(words.no_link)}</text>'
    if wide > (88 if part.links else 44):
        shifted, anchor = (middle + 8, "start") if part.links else (middle, "middle")
        yield (
            f'<text class="dim" x="{shifted:.1f}" y="{_BOX + _BETWEEN - 7}" text-anchor="{anchor}" font-size="13">'
            f"{part.km} km</text>"
        )


def _side(part: StripPart, side: int, place: Place, drawn: tuple[int, StripWords]) -> Iterator[str]:
    """An area with its bodies; a name that finds no room is still told when one points at it."""
    (x, wide), (top, words) = place, drawn
    name = escape(part.names[side])
    box = f'x="{x + 1:.1f}" y="{top}" width="{wide - 2:.1f}" height="{_BOX}"'
    yield f'<g><title>{name}</title><rect class="side" {box}/>'
    letters = int((wide - 14) / _CHARACTER)
    if letters >= _FEWEST_LETTERS:
        yield from _texts(part, side, (x + 8, top + 20), (letters, words))
    yield "</g>"


def _texts(part: StripPart, side: int, at: Point, told: tuple[int, StripWords]) -> Iterator[str]:
    (x, y), (letters, words) = at, told
    names = two_lines(part.names[side], letters - 1)  # bold letters are wider
    bodies = part.bodies[side] or (words.nobody,)
    room = _LINES - len(names)
    shown = bodies if len(bodies) <= room else (*bodies[: room - 1], words.more.format(n=len(bodies) - room + 1))
    for number, name in enumerate(names):
        yield f'<text class="b" x="{x:.1f}" y="{y + number * 18:g}">{escape(cut(name, letters))}</text>'
    for number, body in enumerate(shown, len(names)):
        line = escape(cut(body, letters))
        yield f'<text x="{x:.1f}" y="{y + 4 + number * 19:g}" font-size="14">{line}</text>'
