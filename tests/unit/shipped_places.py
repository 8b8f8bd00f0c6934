"""The real areas and the real gazetteer, read from the files that ship."""

from __future__ import annotations

import json
from functools import cache

from graph_directory.model import Area
from graph_directory.places import Gazetteer
from graph_directory.records.areas import area_from
from graph_directory.shipped import shipped_folder


@cache
def shipped_areas() -> tuple[Area, ...]:
    rows = json.loads((shipped_folder("seed_data") / "areas.json").read_text("utf-8"))
    return tuple(area_from(row) for row in rows)


@cache
def shipped_places() -> Gazetteer:
    return Gazetteer.load(shipped_folder("seed_data"), shipped_areas())
