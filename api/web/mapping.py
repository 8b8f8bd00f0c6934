"""The map as SVG drawn on the server: countries, their areas by state, the borders, marks and links on top."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, pi, radians, tan
from pathlib import Path
from typing import Any, Final, TypeAlias

from markupsafe import Markup, escape

from api.web.cell_marks import DRAWN
from graph_directory.model import AreaCode

Point: TypeAlias = tuple[float, float]

OUTLINES: Final = Path(__file__).parent / "map_outlines.json"
AREAS: Final = Path(__file__).parent / "map_areas.json"
WIDTH: Final = 860
_WEST, _EAST, _SOUTH, _NORTH = 1.5, 9.4, 48.3, 53.6
_EDGE: Final = 0.6
"""So many degrees inside the map a mark stands at least."""
_LABEL: Final = 16
_LETTER: Final = 0.53
"""How wide a letter is, in heights of the label."""


@dataclass(frozen=True, slots=True)
class Border:
    """The line between two countries, in one or more pieces, and its length."""

    between: tuple[str, str]
    km: int
    lines: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark at a place: a shape with a number, a label and where it leads; `area` is the one it stands for."""

    area: AreaCode
    longitude: float
    latitude: float
    shape: str
    label: str
    title: str
    href: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Links between two places; broken where no source states any of them."""

    start: Point
    end: Point
    number: int
    documented: bool


@dataclass(frozen=True, slots=True)
class Plate:
    """A country's plate, at a place."""

    code: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class MapPicture:
    """What to draw; `chosen` is the border to show boldly."""

    title: str
    spots: tuple[Spot, ...]
    spans: tuple[Span, ...]
    plates: tuple[Plate, ...]
    chosen: tuple[str, str]


@cache
def _outlines() -> Mapping[str, Any]:
    outlines: Mapping[str, Any] = json.loads(OUTLINES.read_text("utf-8"))
    return outlines


@cache
def borders() -> Mapping[tuple[str, str], Border]:
    """Every border between two countries of the directory."""
    found = {}
    for one in _outlines()["borders"]:
        between = (one["between"][0], one["between"][1])
        lines = tuple(tuple((x, y) for x, y in line) for line in one["lines"])
        found[between] = Border(between, one["km"], lines)
    return found


def _mercator(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))


_SCALE: Final = WIDTH / radians(_EAST - _WEST)
HEIGHT: Final = round((_mercator(_NORTH) - _mercator(_SOUTH)) * _SCALE)


def project(longitude: float, latitude: float) -> Point:
    """Where a place stands in the picture."""
    x = radians(longitude - _WEST) * _SCALE
    y = (_mercator(_NORTH) - _mercator(latitude)) * _SCALE
    return round(x, 1), round(y, 1)


def draw_map(picture: MapPicture) -> Markup:
    """The map; everything on it stands in the tables beside it too."""
    parts = [
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-labelledby="map-t">',
        f'<title id="map-t">{escape(picture.title)}</title>',
        _HATCHES,
        _ground(),
        *(_area(spot) for spot in picture.spots),
        *(_border(border, border.between == picture.chosen) for border in borders().values()),
        *(_span(span) for span in picture.spans),
        *(_plate(plate) for plate in picture.plates),
        *_spots(picture.spots),
        "</svg>",
    ]
    return Markup("\n".join(parts))  # noqa: S704  (every text in it went through escape)


@cache
def _ground() -> str:
    drawn = []
    for code, rings in _outlines()["countries"].items():
        style = "land" if code != "GB" else "land land--far"
        drawn.append(f'<path class="{style}" d="{"".join(_path(ring) + "Z" for ring in rings)}"/>')
    return "\n".join(drawn)


@cache
def area_paths() -> Mapping[AreaCode, str]:
    """Each area's outline as an SVG path."""
    shapes: Mapping[AreaCode, Sequence[Sequence[Sequence[float]]]] = json.loads(AREAS.read_text("utf-8"))
    return {code: "".join(_path((x, y) for x, y in ring) + "Z" for ring in rings) for code, rings in shapes.items()}


_HATCHES: Final = (
    '<defs><pattern id="hatch-stale" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch hatch--stale" d="M0 0V9"/></pattern>'
    '<pattern id="hatch-unreachable" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V9M0 0H9"/></pattern>'
    '<pattern id="hatch-nothing" width="11" height="11" patternUnits="userSpaceOnUse">'
    '<path class="hatch hatch--nothing" d="M3 3l5 5M8 3l-5 5"/></pattern></defs>'
)
_HATCHED: Final = {"stale": "hatch-stale", "unreachable": "hatch-unreachable", "nothing": "hatch-nothing"}


def _area(spot: Spot) -> str:
    """The ground of an area: its state as a colour, and as a hatching where something lacks."""
    path = area_paths().get(spot.area)
    if path is None:
        return ""
    hatching = _HATCHED.get(spot.shape)
    over = f'<path fill="url(#{hatching})" d="{path}"/>' if hatching else ""
    return f'<path class="area {spot.shape}" d="{path}"/>{over}'


def within(longitude: float, latitude: float) -> Point:
    """The place, or the nearest inside the map where the middle of a large neighbouring area lies off it."""
    return (
        min(max(longitude, _WEST + _EDGE), _EAST - _EDGE),
        min(max(latitude, _SOUTH + _EDGE / 2), _NORTH - _EDGE / 2),
    )


def _path(points: Iterable[Sequence[float]]) -> str:
    steps = [project(x, y) for x, y in points]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in dict.fromkeys(steps))


def _border(border: Border, chosen: bool) -> str:
    lines = "".join(_path(line) for line in border.lines)
    return f'<path class="bord{" bord--on" if chosen else ""}" d="{lines}"/>'


def _span(span: Span) -> str:
    (x1, y1), (x2, y2) = project(*span.start), project(*span.end)
    bend_x, bend_y = (x1 + x2) / 2 + (y2 - y1) * 0.16, (y1 + y2) / 2 - (x2 - x1) * 0.16
    style = "span" if span.documented else "span span--read"
    wide = min(1.5 + span.number**0.5 * 0.6, 5)
    path = f"M{x1:g} {y1:g}Q{bend_x:.1f} {bend_y:.1f} {x2:g} {y2:g}"
    return f'<path class="{style}" stroke-width="{wide:.1f}" d="{path}"/>'


def _plate(plate: Plate) -> str:
    x, y = project(plate.longitude, plate.latitude)
    return (
        f'<ellipse class="plate" cx="{x:g}" cy="{y:g}" rx="22" ry="14"/>'
        f'<text class="b" x="{x:g}" y="{y + 5:g}" text-anchor="middle">{escape(plate.code)}</text>'
    )


def _spots(spots: Sequence[Spot]) -> Iterator[str]:
    taken = [(x - 12, x + 12, y) for x, y in (project(spot.longitude, spot.latitude) for spot in spots)]
    for spot in sorted(spots, key=lambda one: (-one.latitude, one.longitude)):
        x, y = project(spot.longitude, spot.latitude)
        wide = (len(spot.label) + (len(str(spot.number)) + 1 if spot.number else 0)) * _LABEL * _LETTER
        left, down = _room(x, y, wide, taken)
        taken.append((left, left + wide, down))
        number = f'<tspan class="dim"> {spot.number}</tspan>' if spot.number else ""
        yield (
            f'<a href="{escape(spot.href)}" aria-label="{escape(spot.title)}"><title>{escape(spot.title)}</title>'
            f'<g class="spot {spot.shape}" transform="translate({x - 11:g} {y - 11:g})">'
            f'<rect class="spot__ground" width="22" height="22" rx="4"/>'
            f'<g transform="translate(3 3)">{DRAWN[spot.shape]}</g></g>'
            f'<text x="{left:g}" y="{down + 5.5:g}">{escape(spot.label)}{number}</text></a>'
        )


def _room(x: float, y: float, wide: float, taken: Sequence[tuple[float, float, float]]) -> Point:
    """Where a label finds room: right of its mark, else left, below or above."""
    places = [
        (x + 15, y),
        (x - 15 - wide, y),
        *((x + part * wide, y + rise) for rise in (21, -21) for part in (-0.5, -0.2, -0.8)),
        *((x + part * wide, y + rise) for rise in (37, -37) for part in (-0.5, -0.2, -0.8)),
    ]
    for left, down in places:
        inside = left > 0 and left + wide < WIDTH
        if inside and not any(abs(down - at) < 16 and left < end and begin < left + wide for begin, end, at in taken):
            return left, down
    return places[0]
