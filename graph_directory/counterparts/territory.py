"""Where a body is competent: how closely its area fits the asked place, and whether two sides share it as a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.admission import JOINT
from graph_directory.counterparts.case import Case, Side
from graph_directory.counterparts.fits import NEUTRAL
from graph_directory.counterparts.weights import AREA_AS_ASKED, AREA_INSIDE, AREA_OF_LEVEL, AREA_SOMEWHERE_IN_COUNTRY
from graph_directory.distance import kilometres
from graph_directory.model import AreaCode, Organisation
from graph_directory.text.fold import fold

FAR_KM: Final = 300.0
SHARED_BY_COUNTRIES: Final = 0.75
"""A body of several countries is less closely there for one of them than that country's own."""
UNION: Final = "EU"


@dataclass(frozen=True, slots=True)
class AreaFit:
    """How closely the body's area fits the asked place; `level` is that of the area, `area` its code."""

    fit: float
    area: AreaCode | None = None
    level: int | None = None
    in_town: bool = False
    other_town: bool = False


def area_fit(body: Organisation, case: Case, areas: AreaTree) -> AreaFit:
    """The smallest of the body's areas that holds the asked place, or lies in it."""
    asked = case.other.area or case.other.country
    if asked is None:
        return AreaFit(NEUTRAL)
    chain = areas.upwards(asked)
    fits = [fit for code in body.areas if (fit := _one_area(code, chain, case, areas))]
    if body.country == JOINT:
        fits = [replace(fit, fit=fit.fit * SHARED_BY_COUNTRIES) if fit.level in {0, None} else fit for fit in fits]
    best = max(fits, key=lambda fit: (fit.fit, fit.area or ""), default=AreaFit(0.0))
    return _in_town(best, body, case)


def _one_area(code: AreaCode, chain: Sequence[AreaCode], case: Case, areas: AreaTree) -> AreaFit | None:
    area = areas.get(code)
    level = area.level if area else None
    whole_country = case.other.area is None or case.other.area == case.other.country
    if code in chain:
        return AreaFit(AREA_AS_ASKED if code == chain[0] else AREA_OF_LEVEL.get(level, 0.2), code, level)
    if chain[0] in areas.upwards(code):
        return AreaFit(AREA_SOMEWHERE_IN_COUNTRY if whole_country else AREA_INSIDE, code, level)
    return None


def _in_town(found: AreaFit, body: Organisation, case: Case) -> AreaFit:
    place = case.other.place
    if not body.municipalities or place is None or place.kind != "place":
        return found
    spelled = {_folded(place.name), *map(_folded, place.names.values())}
    if any(not spelled.isdisjoint(map(_folded, town.split(" / "))) for town in body.municipalities):
        return AreaFit(1.0, found.area, found.level, in_town=True)
    return AreaFit(found.fit, found.area, found.level, other_town=True)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold(name)


def nearness(body: Organisation, case: Case, areas: AreaTree) -> float:
    """How near the body's area lies to the asker's: 1 for next door, 0 from `FAR_KM` on, NEUTRAL where not known."""
    own = areas.get(case.own.area or case.own.country or "")
    theirs = [area for code in body.areas if (area := areas.get(code)) and area.level not in {0, None}]
    if own is None or not theirs:
        return NEUTRAL
    start = (own.latitude, own.longitude)
    return max(0.0, 1 - min(kilometres(start, (area.latitude, area.longitude)) for area in theirs) / FAR_KM)


def is_joint_desk(body: Organisation, case: Case, areas: AreaTree) -> bool:
    """Whether both sides share the desk: it covers a part of each, and the asker or the asked place lies in it."""
    if body.country != JOINT or UNION in body.areas:
        return False
    here = case.own.area if case.own.area and case.own.area != case.own.country else None
    there = case.other.area if case.other.area and case.other.area != case.other.country else None
    lies_in_it = any(
        code in body.areas for side in (here, there) if side for code in _parts(areas.upwards(side), areas)
    )
    return lies_in_it and all(_is_touched(body, side, areas) for side in (case.own, case.other))


def _parts(codes: Sequence[AreaCode], areas: AreaTree) -> list[AreaCode]:
    """Those that are parts of a country: a desk for two whole countries is no desk of a border."""
    return [code for code in codes if (area := areas.get(code)) and area.level not in {0, None}]


def is_of_another_border(body: Organisation, case: Case, areas: AreaTree) -> bool:
    """Whether a joint body is there for a stretch of border that this question is not from."""
    regional = all((area := areas.get(code)) is not None and area.level not in {0, None} for code in body.areas)
    return regional and not is_joint_desk(body, case, areas)


def _is_touched(body: Organisation, side: Side, areas: AreaTree) -> bool:
    code = side.area or side.country
    return code is not None and any(area in areas.around(code) for area in body.areas)
