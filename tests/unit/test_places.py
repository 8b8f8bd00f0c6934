"""Promises of the gazetteer: a place is found under every name people use for it, and doubt is asked back."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_directory.places import Gazetteer, Place, distance_km
from graph_directory.shipped import shipped_folder
from graph_directory.text.fold import fold
from tests.unit.shipped_places import shipped_places


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return shipped_places()


def meant(places: Gazetteer, text: str, country: str | None = None) -> Place:
    found = places.resolve(text, country)
    assert found.place is not None, found
    return found.place


@pytest.mark.parametrize(
    ("typed", "name", "area"),
    [
        ("Luik", "Liège", "BE332"),
        ("Lüttich", "Liège", "BE332"),
        ("Luettich", "Liège", "BE332"),
        ("LIEGE", "Liège", "BE332"),
        ("Rijsel", "Lille", "FRE11"),
        ("Aken", "Aachen", "DEA2D"),
        ("Aix-la-Chapelle", "Aachen", "DEA2D"),
        ("Diedenhofen", "Thionville", "FRF33"),
        ("Trèves", "Trier", "DEB21"),
        ("Sarrebruck", "Saarbrücken", "DEC01"),
        ("Maestricht", "Maastricht", "NL423"),
        ("Tongres", "Tongeren", "BE223"),
        ("Gand", "Gent", "BE234"),
        ("Stad Lëtzebuerg", "Luxembourg", "LU000"),
        ("Keulen", "Köln", "DEA23"),
        ("Cologne", "Köln", "DEA23"),
        ("Sankt Vith", "Sankt Vith", "BE336"),
        ("s-Hertogenbosch", "'s-Hertogenbosch", "NL416"),
    ],
)
def test_a_town_is_found_under_its_name_in_every_language_of_the_region(
    places: Gazetteer, typed: str, name: str, area: str
) -> None:
    place = meant(places, typed)
    assert (place.name, place.area, place.kind) == (name, area, "place")


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("NRW", "DEA"),
        ("Land Nordrhein-Westfalen", "DEA"),
        ("Saarland", "DEC"),
        ("Province d'Anvers", "BE21"),
        ("province de Liège", "BE33"),
        ("provincie Utrecht", "NL35"),
        ("Provinz Lüttich", "BE33"),
        ("Arr. Tongeren", "BE223"),
        ("Kreis Borken", "DEA34"),
        ("Ostbelgien", "BE336"),
        ("Belgique", "BE"),
        ("Grand-Duché de Luxembourg", "LU"),
        ("Moselle", "FRF33"),
    ],
)
def test_an_area_is_found_with_the_word_for_its_kind(places: Gazetteer, typed: str, area: str) -> None:
    place = meant(places, typed)
    assert (place.area, place.kind) == (area, "area")


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Eindhoven (nl)", "NL414"),
        ("Eindhoven, Nederland", "NL414"),
        ("Bergen, Hainaut", "BE323"),
        ("Limburg (B)", "BE22"),
        ("Limburg (Nederland)", "NL42"),
        ("Luxembourg, Belgique", "BE34"),
    ],
)
def test_a_hint_behind_the_name_settles_which_is_meant(places: Gazetteer, typed: str, area: str) -> None:
    assert meant(places, typed).area == area


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("Limburg", {"BE22", "NL42"}),
        ("Luxembourg", {"LU", "BE34"}),
        ("Bergen", {"BE323", "NL328"}),
        ("Brabant", {"BE24", "BE31", "NL41"}),
    ],
)
def test_a_name_of_several_places_is_asked_back(places: Gazetteer, typed: str, areas: set[str]) -> None:
    found = places.resolve(typed)
    assert found.place is None
    assert {place.area for place in found.alternatives} == areas


@pytest.mark.parametrize(
    ("typed", "country", "area"),
    [("Limburg", "NL", "NL42"), ("Limburg", "BE", "BE22"), ("Luxembourg", "LU", "LU"), ("Bergen", "BE", "BE323")],
)
def test_the_country_settles_what_a_name_alone_does_not(places: Gazetteer, typed: str, country: str, area: str) -> None:
    assert meant(places, typed, country).area == area


def test_a_town_that_gives_its_name_to_a_district_is_meant_rather_than_a_village(places: Gazetteer) -> None:
    assert meant(places, "Neufchâteau", "BE").area == "BE344"


def test_a_place_of_another_country_is_offered_not_taken(places: Gazetteer) -> None:
    found = places.resolve("Maastricht", "DE")
    assert found.place is None
    assert [place.area for place in found.alternatives] == ["NL423"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Eindhovn", "Eindhoven"),
        ("Eindhhoven", "Eindhoven"),
        ("Masstricht", "Maastricht"),
        ("Maatsricht", "Maastricht"),
        ("Waastricht", "Maastricht"),
        ("aMastricht", "Maastricht"),
        ("aachn", "Aachen"),
        ("Lueik", "Liège"),
    ],
)
def test_one_slip_of_the_keyboard_offers_the_place_meant(places: Gazetteer, typed: str, near: str) -> None:
    found = places.resolve(typed)
    assert found.place is None
    assert near in [place.name for place in found.near]


@pytest.mark.parametrize("typed", ["", "   ", "()", ",", "...", "Москва", "ルクセンブルク", "xyzzyqwert", "x" * 10_000])
def test_a_text_that_names_no_place_gives_none(places: Gazetteer, typed: str) -> None:
    found = places.resolve(typed)
    assert (found.place, found.alternatives, found.near) == (None, (), ())
    assert places.search(typed) == ()


@pytest.mark.parametrize(
    "typed", ["a " * 5_000, " " * 10_000 + ",", "4000 " * 2_000, "(" * 10_000, "Luik," + " " * 9_000]
)
def test_a_very_long_text_is_read_in_no_time(places: Gazetteer, typed: str) -> None:
    begun = time.process_time()
    places.resolve(typed)
    places.search(typed)
    assert time.process_time() - begun < 0.2


@given(text=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_text_breaks_the_gazetteer(places: Gazetteer, text: str) -> None:
    found = places.resolve(text)
    assert found.place is None or not found.alternatives
    assert len(places.search(text, limit=3)) <= 3


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("5611 EM", ["NL41"]),
        ("B-4000", ["BE332"]),
        ("L-1234", ["LU000"]),
        ("52062", ["DEA2", "FRF2"]),
        ("4000", ["BE332", "NL22", "LU000"]),
    ],
)
def test_a_postal_code_is_a_place_in_every_country_that_may_be_meant(
    places: Gazetteer, typed: str, areas: list[str]
) -> None:
    found = places.resolve(typed)
    answered = [found.place] if found.place else list(found.alternatives)
    assert [place.area for place in answered] == areas
    assert {place.kind for place in answered} == {"postal_code"}


def test_a_postal_code_with_its_town_is_the_town(places: Gazetteer) -> None:
    assert meant(places, "4000 Liège").name == "Liège"
    assert meant(places, "L-1234 Luxembourg").area == "LU000"
    assert meant(places, "4000", "BE").area == "BE332"
    assert meant(places, "4000 Nowhere", "BE").area == "BE332"


def test_a_postal_code_of_another_country_is_offered_not_taken(places: Gazetteer) -> None:
    found = places.resolve("B-4000", "NL")
    assert found.place is None
    assert [place.area for place in found.alternatives] == ["BE332"]


def test_suggestions_begin_with_the_exact_name_and_stay_in_the_countries_asked(places: Gazetteer) -> None:
    assert places.search("Aachen")[0].name == "Aachen"
    assert "Maastricht" in [place.name for place in places.search("maas")]
    assert {place.country for place in places.search("lim", ["BE"])} == {"BE"}
    assert len(places.search("s", limit=7)) == 7


def test_the_same_territory_is_suggested_once(places: Gazetteer) -> None:
    countries = [place for place in places.search("Luxembourg") if place.kind == "area" and place.country == "LU"]
    assert [place.area for place in countries] == ["LU"]


def test_every_town_is_found_by_every_name_it_has(places: Gazetteer) -> None:
    with (shipped_folder("seed_data") / "places.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in filter(None, (row[column] for column in ("name", "nl", "fr", "de", "en", "lb"))):
                found = places.spelled(fold(name), row["country"])
                assert (row["name"], row["area"]) in [(place.name, place.area) for place in found], name


def test_a_misspelled_name_is_answered_within_five_milliseconds(places: Gazetteer) -> None:
    places.resolve("Eindhovn")
    begun = time.process_time()
    for typed in ("Masstricht", "Eindhovn", "Bruselles", "sint trui", "Luxenbourg"):
        places.resolve(typed)
    assert (time.process_time() - begun) / 5 < 0.005


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"places\.csv"):
        Gazetteer.load(tmp_path, [])


def test_distances_are_as_the_crow_flies(places: Gazetteer) -> None:
    maastricht, aachen, lille = (meant(places, name) for name in ("Maastricht", "Aachen", "Lille"))
    assert distance_km(maastricht, aachen) == pytest.approx(28, abs=3)
    assert distance_km(maastricht, lille) == pytest.approx(187, abs=8)
    assert distance_km(aachen, maastricht) == distance_km(maastricht, aachen)
    assert distance_km(aachen, aachen) == 0
