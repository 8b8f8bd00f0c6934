"""Rows of seed_data/places.csv that GeoNames does not hold: municipalities not called like a town of theirs.

tools/municipalities.csv names them, with the main town that they lie round; a town that this release of GeoNames
lacks stands there too, with its area and coordinates written out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from graph_directory.text.fold import folded_spellings

Record: TypeAlias = Mapping[str, Any]
Entry: TypeAlias = Mapping[str, str]

LANGUAGES = ("nl", "fr", "de", "en", "lb")


def read_municipalities(path: Path) -> list[Entry]:
    """Every line of the table, in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def municipality_rows(
    entries: Iterable[Entry],
    records: Mapping[int, Record],
    areas: Mapping[int, str],
    seats: Mapping[tuple[str, str], int],
) -> list[dict[str, Any]]:
    """A line of places.csv for each; `seats` gives the identifier of the biggest place of a country and name.

    Raises ValueError when an entry names a seat that GeoNames lacks.
    """
    return [_row(entry, _where(entry, records, areas, seats)) for entry in entries]


def _where(
    entry: Entry, records: Mapping[int, Record], areas: Mapping[int, str], seats: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    """Area and coordinates: those written in the entry, or those of its seat."""
    if entry["area"]:
        return {column: entry[column] for column in ("area", "latitude", "longitude")}
    number = int(entry["geonames"] or seats.get((entry["country"], entry["seat"]), 0))
    if number not in areas or number not in records:
        raise ValueError(
            f"tools/municipalities.csv: the seat {entry['seat']!r} of {entry['name']} is no place of "
            f"{entry['country']} in places.csv: write another town, or area, latitude and longitude"
        )
    seat = records[number]
    return {
        "area": areas[number],
        "latitude": round(seat["latitude"], 4),
        "longitude": round(seat["longitude"], 4),
    }


def _row(entry: Entry, where: Mapping[str, Any]) -> dict[str, Any]:
    names = {language: entry[language] for language in LANGUAGES if entry[language]}
    also = [text for text in entry["also"].split(";") if text]
    return {
        "geonames": "",
        "name": entry["name"],
        **names,
        "also": "|".join(_new_spellings(also, [entry["name"], *names.values()])),
        "country": entry["country"],
        **where,
        "population": entry["population"],
    }


def _new_spellings(also: Sequence[str], names: Sequence[str]) -> list[str]:
    covered = {spelling for name in names for spelling in folded_spellings(name)}
    return sorted({spelling for text in also for spelling in folded_spellings(text)} - covered)
