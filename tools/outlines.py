"""Makes api/web/map_outlines.json: the countries' outlines and the borders between them, for maps drawn on the server.

Run as `python -m tools.outlines COUNTRIES_10M.JSON` with that file of the npm package `world-atlas` (Natural Earth,
public domain). Only needed again when the outlines should change; what it makes is committed.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = list[Point]

MADE = Path(__file__).resolve().parents[1] / "api" / "web" / "map_outlines.json"
COUNTRIES: Mapping[str, str] = {"528": "NL", "056": "BE", "442": "LU", "276": "DE", "250": "FR"}
NEIGHBOURS: Mapping[str, str] = {"826": "GB"}
WINDOW = (-2.0, 47.0, 13.0, 55.6)
"""West, south, east, north: a ring wholly outside is left out."""
COARSE, FINE = 0.015, 0.004
"""How far a simplified line may stray, in degrees: coasts, and borders that matter here."""


def main(arguments: list[str]) -> int:
    """Reads world-atlas, writes the outlines and says how large they are."""
    return write_made(arguments, str(__doc__), MADE, outlines)


def write_made(arguments: list[str], usage: str, made: Path, make: Callable[[Any], Any]) -> int:
    """Makes a file of the pages from the one JSON file that is named, and says how large it is."""
    if len(arguments) != 1:
        print(usage, file=sys.stderr)
        return 2
    text = json.dumps(make(json.loads(Path(arguments[0]).read_text("utf-8"))), separators=(",", ":"))
    made.write_text(text + "\n", "utf-8")
    print(f"{made.name}: {len(text)} bytes")
    return 0


def outlines(topology: Mapping[str, Any]) -> dict[str, Any]:
    """Rings by country, and for each pair of neighbours the line between them with its length in kilometres."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    known = {**COUNTRIES, **NEIGHBOURS}
    used: defaultdict[int, set[str]] = defaultdict(set)
    rings: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = known.get(str(geometry.get("id")))
        if code:
            rings[code] = list(_rings(geometry))
            for ring in rings[code]:
                for arc in ring:
                    used[_plain(arc)].add(code)
    thin = {index: simplified(arcs[index], FINE if len(owners) > 1 else COARSE) for index, owners in used.items()}
    return {
        "countries": {
            code: [shape for ring in found if (shape := _ring(ring, thin)) and _inside(shape)]
            for code, found in rings.items()
        },
        "borders": _borders(used, arcs, thin),
    }


def _arc(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Line:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points: Line = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * wide + west, y * high + south))
    return points


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def _plain(arc: int) -> int:
    return ~arc if arc < 0 else arc


def _ring(ring: Sequence[int], thin: Mapping[int, Line]) -> list[list[float]]:
    points: Line = []
    for arc in ring:
        line = thin[_plain(arc)]
        points += line[::-1] if arc < 0 else line
    rounded = [[round(x, 3), round(y, 3)] for x, y in points]
    return [point for index, point in enumerate(rounded) if index == 0 or point != rounded[index - 1]]


def _inside(ring: Sequence[Sequence[float]]) -> bool:
    west, south, east, north = WINDOW
    return len(ring) > 3 and any(west < x < east and south < y < north for x, y in ring)


def _borders(used: Mapping[int, set[str]], arcs: Sequence[Line], thin: Mapping[int, Line]) -> list[dict[str, Any]]:
    ours = set(COUNTRIES.values())
    pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, owners in used.items():
        if len(owners) == 2 and owners <= ours:
            low, high = sorted(owners)
            pairs[low, high].append(index)
    return [
        {
            "between": list(pair),
            "km": round(sum(_length(arcs[index]) for index in found)),
            "lines": [[[round(x, 3), round(y, 3)] for x, y in line] for line in _joined([thin[i] for i in found])],
        }
        for pair, found in sorted(pairs.items())
    ]


def _joined(lines: list[Line]) -> list[Line]:
    """Lines that meet at their ends, put together."""
    left = [list(line) for line in lines]
    whole: list[Line] = []
    while left:
        line = left.pop(0)
        grown = True
        while grown:
            grown = False
            for other in left:
                if joined := _put_together(line, other):
                    line, grown = joined, True
                    left.remove(other)
                    break
        whole.append(line)
    return sorted(whole, key=lambda line: -len(line))


def _put_together(line: Line, other: Line) -> Line | None:
    for first in (line, line[::-1]):
        for second in (other, other[::-1]):
            if first[-1] == second[0]:
                return first + second[1:]
    return None


def _length(line: Line) -> float:
    return sum(_km(one, other) for one, other in pairwise(line))


def _km(one: Point, other: Point) -> float:
    west, south, east, north = (radians(value) for value in (*one, *other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def simplified(line: Line, stray: float) -> Line:
    """The line with fewer points, none farther from it than `stray` (Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        far, at = 0.0, 0
        for index in range(first + 1, last):
            distance = _distance(line[index], line[first], line[last])
            if distance > far:
                far, at = distance, index
        if far > stray:
            keep.add(at)
            parts += [(first, at), (at, last)]
    return [line[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    narrow = cos(radians(start[1]))
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    along, up = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = along * along + up * up
    share = max(0.0, min(1.0, (x * along + y * up) / length)) if length else 0.0
    return sqrt((x - share * along) ** 2 + (y - share * up) ** 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
