"""Promises of the gazetteer about municipalities: each is known where it lies, called like a town of its own or not."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_directory.places import Gazetteer, Place
from graph_directory.shipped import shipped_folder
from graph_directory.text.fold import fold
from tests.unit.shipped_places import shipped_places
from tools.municipalities import municipality_rows

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return shipped_places()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def municipalities() -> Iterator[tuple[str, list[str]]]:
    """The NUTS area and the official names of every municipality."""
    for row in rows(TOOLS / "municipality_areas.csv"):
        for names in row["municipalities"].split(";"):
            yield row["area"], names.split("/")


def area_meant(places: Gazetteer, typed: str) -> str | None:
    """The area of the one place that is meant, wherever it lies."""
    found = places.resolve(typed).place
    return found.area if found else None


def lies_in(place: Place, area: str) -> bool:
    """Whether the place lies in the area, or is known only as finely as the province round it."""
    return place.area.startswith(area) or (area.startswith(place.area) and len(place.area) > len("BE2"))


def test_the_list_of_municipalities_is_whole() -> None:
    assert Counter(area[:2] for area, _ in municipalities()) == {"NL": 342, "BE": 565, "LU": 100}


def test_every_municipality_is_known_by_every_official_name_where_it_lies(places: Gazetteer) -> None:
    lost = [
        (area, name)
        for area, names in municipalities()
        for name in names
        if not any(lies_in(place, area) for place in places.spelled(fold(name), area[:2]))
    ]
    assert lost == []


def test_a_municipality_typed_in_its_country_is_answered_or_asked_back(places: Gazetteer) -> None:
    lost = []
    for area, names in municipalities():
        found = places.resolve(names[0], area[:2])
        answered = [found.place] if found.place else found.alternatives
        if not any(lies_in(place, area) for place in answered):
            lost.append(names[0])
    # A province and a country bear their names, and are what most people mean.
    assert lost == ["Limbourg", "Luxembourg"]


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Etten-Leur", "NL411"),
        ("etten leur", "NL411"),
        ("Gulpen-Wittem", "NL423"),
        ("Sittard-Geleen", "NL423"),
        ("Eijsden-Margraten", "NL423"),
        ("Beekdaelen", "NL423"),
        ("Peel en Maas", "NL421"),
        ("Horst aan de Maas", "NL421"),
        ("Leudal", "NL422"),
        ("Land van Cuijk", "NL416"),
        ("Meierijstad", "NL416"),
        ("Reusel-De Mierden", "NL414"),
        ("Gilze en Rijen", "NL415"),
        ("Reimerswaal", "NL342"),
        ("Schouwen-Duiveland", "NL342"),
        ("Noord-Beveland", "NL342"),
        ("Veere", "NL342"),
        ("Westland", "NL362"),
        ("Lansingerland", "NL366"),
        ("Hoeksche Waard", "NL366"),
        ("Haarlemmermeer", "NL32B"),
        ("Zaanstad", "NL325"),
        ("Midden-Groningen", "NL115"),
        ("Súdwest-Fryslân", "NL128"),
        ("Hof van Twente", "NL213"),
        ("Oude IJsselstreek", "NL225"),
        ("Utrechtse Heuvelrug", "NL350"),
        ("Pelt", "BE225"),
        ("Oudsbergen", "BE225"),
        ("Puurs-Sint-Amands", "BE212"),
        ("Beveren-Kruibeke-Zwijndrecht", "BE236"),
        ("Tongeren-Borgloon", "BE223"),
        ("Bilzen Hoeselt", "BE223"),
        ("Merelbeke-Melle", "BE234"),
        ("Nazareth-De Pinte", "BE234"),
        ("Pajottegem", "BE241"),
        ("Fourons", "BE223"),
        ("Les Bons Villers", "BE32B"),
        ("Libramont-Chevigny", "BE344"),
        ("Burg-Reuland", "BE336"),
        ("Bastogne", "BE342"),
        ("Kaerjeng", "LU000"),
        ("Stauseegemeinde", "LU000"),
        ("Rosport-Mompach", "LU000"),
        ("Bartreng", "LU000"),
    ],
)
def test_a_municipality_not_called_like_a_town_is_no_village_elsewhere(
    places: Gazetteer, typed: str, area: str
) -> None:
    assert area_meant(places, typed) == area


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("Beek", {"NL423", "NL414", "BE225"}),
        ("Deurne", {"NL414", "BE211"}),
        ("Heusden", {"NL416", "BE224", "BE234"}),
        ("Laren", {"NL327", "NL225"}),
    ],
)
def test_a_name_that_municipalities_and_villages_share_is_asked_back(
    places: Gazetteer, typed: str, areas: set[str]
) -> None:
    found = places.resolve(typed)
    assert found.place is None
    assert {place.area for place in found.alternatives} == areas


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Haarlemmerliede", "NL32B"),
        ("Hoogezand-Sappemeer", "NL115"),
        ("Meeuwen-Gruitrode", "BE225"),
        ("Städteregion Aachen", "DEA2D"),
        ("Verbandsgemeinde Konz", "DEB25"),
        ("Saar-Pfalz-Kreis", "DEC0"),
        ("Kreis Düren", "DEA2"),
        ("Métropole européenne de Lille", "FRE11"),
        ("Dunkerque Grand Littoral", "FRE11"),
        ("Valenciennes Métropole", "FRE11"),
        ("Grand Longwy", "FRF31"),
    ],
)
def test_a_former_municipality_and_a_body_across_the_border_are_known(places: Gazetteer, typed: str, area: str) -> None:
    assert area_meant(places, typed) == area


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("R'dam", "NL366"),
        ("R'dam-Zuid", "NL366"),
        ("A'dam", "NL32B"),
        ("A'dam Zuidoost", "NL32B"),
        ("Alphen a/d Rijn", "NL365"),
        ("Den Bosch", "NL416"),
        ("Antw.", "BE211"),
        ("Linkeroever", "BE211"),
        ("Molenbeek", "BE100"),
        ("Laken", "BE100"),
        ("Lux-ville", "LU000"),
        ("Lux-Stadt", "LU000"),
        ("Ddorf", "DEA11"),
    ],
)
def test_a_city_and_its_quarters_are_found_as_people_write_them(places: Gazetteer, typed: str, area: str) -> None:
    assert area_meant(places, typed) == area


def test_what_geonames_lacks_stands_in_the_gazetteer_as_the_table_has_it() -> None:
    table = {(row["country"], row["name"], row["population"]) for row in rows(TOOLS / "municipalities.csv")}
    own = [row for row in rows(shipped_folder("seed_data") / "places.csv") if not row["geonames"]]
    assert {(row["country"], row["name"], row["population"]) for row in own} == table
    assert len(own) == len(table)


def test_a_municipality_lies_where_the_list_says() -> None:
    listed = {(area[:2], names[0], area) for area, names in municipalities()}
    called = {(country, name) for country, name, _ in listed}
    own = [row for row in rows(shipped_folder("seed_data") / "places.csv") if not row["geonames"]]
    found = {(row["country"], row["name"], row["area"]) for row in own if (row["country"], row["name"]) in called}
    assert len(found) > 150
    assert found <= listed


def test_a_seat_that_geonames_lacks_is_named_with_what_to_write_instead() -> None:
    entry = dict.fromkeys(("nl", "fr", "de", "en", "lb", "also", "geonames", "area", "latitude", "longitude"), "")
    entry |= {"country": "NL", "name": "Leudal", "seat": "Nowhere", "population": "36500"}
    with pytest.raises(ValueError, match=r"'Nowhere' of Leudal .*: write another town"):
        municipality_rows([entry], {}, {}, {})
