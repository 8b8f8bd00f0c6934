"""Promises of postal codes: read as people of each country write them, and nothing else taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.postal_codes import PostalCode, PostalCodes, read_postal_code
from graph_directory.shipped import shipped_folder


@pytest.fixture(scope="module")
def codes() -> PostalCodes:
    return PostalCodes.load(shipped_folder("seed_data") / "postal_codes.csv")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("5611 EM", PostalCode("5611 EM", "NL", "5611")),
        ("5611EM", PostalCode("5611 EM", "NL", "5611")),
        (" 5611 em  Eindhoven ", PostalCode("5611 EM", "NL", "5611", "Eindhoven")),
        ("1500 KM", PostalCode("1500 KM", "NL", "1500")),
        ("1500km", PostalCode("1500 KM", "NL", "1500")),
        ("NL-6211", PostalCode("6211", "NL", "6211")),
        ("B-4000", PostalCode("4000", "BE", "4000")),
        ("b 4000", PostalCode("4000", "BE", "4000")),
        ("4000 Liège", PostalCode("4000", None, "4000", "Liège")),
        ("4000, Liège", PostalCode("4000", None, "4000", "Liège")),
        ("7190 Écaussinnes", PostalCode("7190", None, "7190", "Écaussinnes")),
        ("6700 Arlon", PostalCode("6700", None, "6700", "Arlon")),
        ("L-1234", PostalCode("1234", "LU", "1234")),
        ("LUX 1234", PostalCode("1234", "LU", "1234")),
        ("D-52062", PostalCode("52062", "DE", "52062")),
        ("01067 Dresden", PostalCode("01067", None, "01067", "Dresden")),
        ("F-59000", PostalCode("59000", "FR", "59000")),
        ("52062", PostalCode("52062", None, "52062")),
        ("2000", PostalCode("2000", None, "2000")),
        ("NL-2023", PostalCode("2023", "NL", "2023")),
        ("2023 Haarlem", PostalCode("2023", None, "2023", "Haarlem")),
    ],
)
def test_a_code_is_read_as_its_country_writes_it(typed: str, read: PostalCode) -> None:
    assert read_postal_code(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "16 jaar",
        "16",
        "2023",
        "123",
        "123456",
        "0123",
        "5000 euro",
        "1500 km",
        "5000 en",
        "2000 ans",
        "D-4000",
        "B-52062",
        "52062 AB",
        "B-4000 XX",
        "Liège",
        "4000-5000",
        "116 006",
        "+32 4 000",
        "٤٠٠٠",
        "",
        "4000 " * 200,
    ],
)
def test_not_everything_with_digits_is_a_postal_code(typed: str) -> None:
    assert read_postal_code(typed) is None


@pytest.mark.parametrize(
    ("typed", "country", "areas"),
    [
        ("4000", None, ("BE332", "NL22", "LU000")),
        ("4000", "BE", ("BE332",)),
        ("4000", "DE", ()),
        ("B-4000", None, ("BE332",)),
        ("B-4000", "NL", ()),
        ("52062", None, ("DEA2", "FRF2")),
        ("52062", "DE", ("DEA2",)),
        ("6211 AB", None, ("NL42",)),
        ("01067", "DE", ("DED",)),
    ],
)
def test_a_code_lies_in_the_area_of_every_country_that_may_be_meant(
    codes: PostalCodes, typed: str, country: str | None, areas: tuple[str, ...]
) -> None:
    read = read_postal_code(typed)
    assert read is not None
    assert codes.areas_of(read, country) == areas


@given(st.integers(1000, 9999), st.sampled_from(["BE", "NL", "LU"]))
def test_a_code_with_its_country_is_read_back(number: int, country: str) -> None:
    read = read_postal_code(f"{country}-{number}")
    assert read is not None
    assert (read.country, read.number, read.countries) == (country, str(number), (country,))


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    read = read_postal_code(text)
    assert read is None or read.number in text
