"""A place: a town, an area or a postal code, with its names and where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from graph_directory.model import AreaCode, CountryCode

PlaceKind: TypeAlias = Literal["place", "area", "postal_code"]


@dataclass(frozen=True, slots=True)
class Place:
    """A town, an area or a postal code; `area` is the deepest NUTS code known, `population` 0 where not recorded.

    `names` holds the languages in which the name differs from `name`; latitude and longitude are degrees (WGS 84).
    """

    name: str
    names: Mapping[str, str] = field(hash=False)
    country: CountryCode
    area: AreaCode
    latitude: float
    longitude: float
    population: int
    kind: PlaceKind
