"""Distances on the globe."""

from __future__ import annotations

import math
from typing import Final, TypeAlias

EARTH_RADIUS_KM: Final = 6371.0
Degrees: TypeAlias = tuple[float, float]
"""Latitude and longitude (WGS 84)."""


def kilometres(one: Degrees, other: Degrees) -> float:
    """Great-circle distance between two points."""
    latitude, other_latitude = math.radians(one[0]), math.radians(other[0])
    half_width = math.sin(math.radians(other[1] - one[1]) / 2)
    half_height = math.sin((other_latitude - latitude) / 2)
    chord = half_height**2 + math.cos(latitude) * math.cos(other_latitude) * half_width**2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))
