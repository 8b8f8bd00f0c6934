"""Areas: record to domain value and back."""

from __future__ import annotations

from typing import Any

from graph_directory.model import Area
from graph_directory.records.shared import Plain, many
from graph_directory.vocabulary import AreaKind


def area_from(record: Plain) -> Area:
    """An area from its record; `lat` and `lon` are degrees."""
    return Area(
        code=record["code"],
        level=record["level"],
        kind=AreaKind(record["kind"]),
        country=record["country"],
        parent=record["parent"],
        names=dict(record["names"]),
        latitude=float(record["lat"]),
        longitude=float(record["lon"]),
        borders=many(record, "borders"),
        touches_benelux=record.get("touches_benelux", False),
    )


def area_record(area: Area) -> dict[str, Any]:
    """The record of an area."""
    return {
        "code": area.code,
        "level": area.level,
        "kind": area.kind.value,
        "country": area.country,
        "parent": area.parent,
        "names": dict(area.names),
        "lat": area.latitude,
        "lon": area.longitude,
        "borders": list(area.borders),
        "touches_benelux": area.touches_benelux,
    }
