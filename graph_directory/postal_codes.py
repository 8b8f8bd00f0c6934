"""Postal codes of five countries: reading one as typed, and the areas it lies in."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_directory.model import AreaCode, CountryCode
from graph_directory.text.fold import words

COUNTRIES_BY_DIGITS: Mapping[int, tuple[CountryCode, ...]] = {4: ("BE", "NL", "LU"), 5: ("DE", "FR")}
# "2023" alone is a year sooner than a quarter of Haarlem; `2023 AB`, `NL-2023` and `2023 Haarlem` are read.
YEARS_OF_NOW = range(2021, 2030)
_COUNTRY_SIGNS: Mapping[str, CountryCode] = {"b": "BE", "l": "LU", "lux": "LU", "d": "DE", "f": "FR"}
# What is counted is not where somebody lives: 5000 euro, 1500 kilometres.
_COUNTED = frozenset(
    words("ans années cases cas dossiers eur euro euros Fälle Familien families familles gevallen jaar Jahre Jahren km")
    + words("kilometer leute m mensen Menschen Opfer people Personen personnes slachtoffers uur victims victimes years")
)
# Written small and apart these are words, not the letters of a Dutch code: "5000 en", "1500 km".
_SMALL_WORDS = frozenset(words("an au de du en et in is km la le of op or te um zu"))
_TYPED = re.compile(
    r"(?:(?P<sign>BE|B|NL|LUX|LU|L|DE|D|FR|F)[- ]?)?(?P<digits>[0-9]{4,5})(?: ?(?P<letters>[A-Z]{2})(?![^\W_]))?"
    r"(?:[ ,]+(?P<locality>[^\W\d_][^\d,()]{0,80}))?",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
LONGEST_TYPED = 120


@dataclass(frozen=True, slots=True)
class PostalCode:
    """A code as people of its country write it; `number` its digits, `country` None where several may be meant."""

    text: str
    country: CountryCode | None
    number: str
    locality: str | None = None

    @property
    def countries(self) -> tuple[CountryCode, ...]:
        """The countries that it may be a code of."""
        return (self.country,) if self.country else COUNTRIES_BY_DIGITS[len(self.number)]


class PostalCodes:
    """Ranges of codes and the areas they lie in; immutable after loading."""

    def __init__(self, ranges: Mapping[CountryCode, Sequence[tuple[str, str, AreaCode]]]) -> None:
        self._ranges = ranges

    @classmethod
    def load(cls, path: Path) -> PostalCodes:
        """Read a table of country, first and last code, and area.

        Raises FileNotFoundError when the file is missing.
        """
        ranges: defaultdict[CountryCode, list[tuple[str, str, AreaCode]]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                ranges[row["country"]].append((row["from"], row["to"], row["area"]))
        return cls(ranges)

    def areas_of(self, code: PostalCode, country: CountryCode | None = None) -> tuple[AreaCode, ...]:
        """The areas of every country that may be meant; only those of `country` where it is given."""
        meant = [each for each in code.countries if country in {None, each}]
        return tuple(dict.fromkeys(area for each in meant for area in self._areas_in(each, code.number)))

    def _areas_in(self, country: CountryCode, number: str) -> list[AreaCode]:
        return [area for first, last, area in self._ranges.get(country, ()) if first <= number <= last]


def read_postal_code(text: str) -> PostalCode | None:
    """`5611 EM`, `B-4000`, `4000 Liège`, `52062`; None for everything else, such as an age or a year."""
    if len(text) > LONGEST_TYPED:
        return None
    typed = _TYPED.fullmatch(_SPACES.sub(" ", text.strip()))
    return _as_code(typed) if typed else None


def _as_code(typed: re.Match[str]) -> PostalCode | None:
    digits, letters, locality = typed["digits"], typed["letters"], typed["locality"]
    country = _country(typed)
    if country and country not in (("NL",) if letters else COUNTRIES_BY_DIGITS[len(digits)]):
        return None
    if (len(digits) == 4 and digits[0] == "0") or (letters and len(digits) != 4):
        return None
    if letters in _SMALL_WORDS and typed[0].endswith(f" {letters}"):
        return None
    if locality and _COUNTED.intersection(words(locality)[:1]):
        return None
    if int(digits) in YEARS_OF_NOW and not (country or locality):
        return None
    text = f"{digits} {letters.upper()}" if letters else digits
    return PostalCode(text, country, digits, locality.strip() if locality else None)


def _country(typed: re.Match[str]) -> CountryCode | None:
    sign = typed["sign"] or ("NL" if typed["letters"] else None)
    return _COUNTRY_SIGNS.get(sign.lower(), sign.upper()) if sign else None
