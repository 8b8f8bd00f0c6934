"""Places as the data files hold them: the towns of places.csv, and the areas with all the ways to call them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph_directory.model import Area, AreaCode
from graph_directory.place import Place, PlaceKind
from graph_directory.spellings import Spellings, without_brackets
from graph_directory.text.fold import fold, folded_spellings

LANGUAGES = ("nl", "fr", "de", "en", "lb")
# An area has no head count in our data; these stand for one when it competes with a town of the same name.
WEIGHT_OF_LEVEL: Mapping[int | None, int] = {0: 5_000_000, 1: 2_000_000, 2: 1_000_000, 3: 200_000}
# Signs of cars and abbreviations that people write after a town.
_COUNTRY_SIGNS: Mapping[str, AreaCode] = {"b": "BE", "bel": "BE", "l": "LU", "lux": "LU", "d": "DE", "f": "FR"}
_OWN_LANGUAGES: Mapping[AreaCode, str] = {
    "BE336": "de",
    "BE1": "fr",
    "BE2": "nl",
    "BE3": "fr",
    "BE": "nl",
    "NL": "nl",
    "LU": "fr",
    "DE": "de",
    "FR": "fr",
}
_KIND_OF_AREA = re.compile(
    r"^(?:arrondissement|bezirk|regio|région(?: urbaine)?|regionalverband|stedenregio|städteregion|grafschaft"
    r"|graafschap|provincie|province|provinz|landkreis|kreis)\s+(?:de la |de l'|de |du |des |d')?"
    r"|\s+(?:district|province|provincie|city region|regional association|region)$",
    re.IGNORECASE,
)
_FORMS: Mapping[tuple[str, int], tuple[str, ...]] = {
    ("BE", 2): ("provincie {}", "province de {}", "province d {}", "province du {}", "provinz {}", "{} province"),
    ("NL", 2): ("provincie {}", "province de {}", "province du {}", "provinz {}", "{} province"),
    ("BE", 3): ("arr {}", "arrondissement {}", "arrondissement de {}", "bezirk {}"),
    ("DE", 1): ("land {}", "bundesland {}", "deelstaat {}", "land de {}"),
    ("DE", 3): ("kreis {}", "landkreis {}"),
    ("FR", 3): ("departement {}", "departement de {}", "departement du {}", "departement de la {}"),
    ("FR", 1): ("region {}", "regio {}"),
}


class AreaPlaces:
    """The areas as places, by code."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = {area.code: area for area in areas if area.country is not None}

    def __contains__(self, code: AreaCode) -> bool:
        return code in self._areas

    def __iter__(self) -> Iterator[Area]:
        return iter(self._areas.values())

    def get(self, code: AreaCode) -> Area | None:
        """The area of that code, or None."""
        return self._areas.get(code)

    def weight(self, code: AreaCode) -> int:
        """What stands for a head count when the area competes with a town."""
        area = self._areas.get(code)
        return WEIGHT_OF_LEVEL.get(area.level, 0) if area else 0

    def is_named(self, place: Place) -> bool:
        """Whether the place is one of the areas, under whatever name."""
        return place.kind == "area" and place.area in self._areas

    def nested(self, one: AreaCode, other: AreaCode) -> bool:
        """Whether they are the same area or one lies inside the other."""
        return one.startswith(other) or other.startswith(one)

    def codes_called(self, hint: str) -> set[AreaCode]:
        """The areas meant by a folded hint that is a code: `nl`, `be34`, or the sign of a car such as `b`."""
        code = _COUNTRY_SIGNS.get(hint, hint.upper())
        return {code} if code in self._areas else set()

    def same_as_above(self, area: Area) -> Area | None:
        """The widest area round it with the very same names, such as the state that is its own region."""
        above = self._areas.get(area.parent or "")
        if above is None or dict(above.names) != dict(area.names):
            return None
        return self.same_as_above(above) or above

    def as_place(self, code: AreaCode, name: str, kind: PlaceKind) -> Place:
        """A place in the middle of the area, under the given name."""
        area = self._areas[code]
        names = {language: text for language, text in area.names.items() if text != name} if kind == "area" else {}
        return Place(name, names, area.country or code, code, area.latitude, area.longitude, 0, kind)


def add_towns(path: Path, places: list[Place], spellings: Spellings) -> None:
    """Add every row of places.csv."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for _, name, *texts, also, country, area, latitude, longitude, population in rows:
            names = {language: text for language, text in zip(LANGUAGES, texts, strict=True) if text}
            spellings.add_names(len(places), (name, *names.values()))
            if also:
                spellings.add_also(len(places), also.split("|"))
            places.append(
                Place(name, names, country, area, float(latitude), float(longitude), int(population), "place")
            )


def add_areas(path: Path, areas: AreaPlaces, places: list[Place], spellings: Spellings) -> None:
    """Add every area once, by its names with and without the word for its kind, and the spellings of the file."""
    numbers: dict[AreaCode, int] = {}
    for area in areas:
        above = areas.same_as_above(area)
        numbers[area.code] = numbers[above.code] if above else len(places)
        if above is None:
            _add_area(area, areas, places, spellings)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["area"] in numbers:
                spellings.add_names(numbers[row["area"]], [row["spelling"]])


def _add_area(area: Area, areas: AreaPlaces, places: list[Place], spellings: Spellings) -> None:
    number = len(places)
    called = [without_brackets(name) for name in area.names.values()]
    bare = {_KIND_OF_AREA.sub("", name).strip() for name in called}
    spellings.add_names(number, (*area.names.values(), *called))
    spellings.add_also(number, sorted(spelling for name in bare for spelling in folded_spellings(name)))
    spellings.add_also(number, sorted(_spoken(area, bare)))
    places.append(areas.as_place(area.code, _own_name(area), "area"))


def _spoken(area: Area, bare: Iterable[str]) -> set[str]:
    """With the word for what kind of area it is, as people write an address: `provincie Limburg`."""
    forms = _FORMS.get((area.country or "", area.level or 0), ())
    spoken = {form.format(spelling) for name in bare for spelling in folded_spellings(name) for form in forms}
    return {fold(text) for text in spoken}


def _own_name(area: Area) -> str:
    """The name in the language spoken there."""
    for code, language in _OWN_LANGUAGES.items():
        if area.code.startswith(code) and language in area.names:
            return area.names[language]
    return next(iter(area.names.values()))
