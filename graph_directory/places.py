"""The gazetteer: from a spelling or a postal code, in any language of the region, to a place and its area."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_directory.distance import kilometres
from graph_directory.model import Area, AreaCode, CountryCode
from graph_directory.place import Place
from graph_directory.place_files import AreaPlaces, add_areas, add_towns
from graph_directory.postal_codes import PostalCode, PostalCodes, read_postal_code
from graph_directory.spellings import Spellings, has_name_like, split_hint
from graph_directory.text.fold import fold

__all__ = ["Gazetteer", "Place", "PlaceResolution", "distance_km"]

# One place is meant without asking when it has this many times the people of every namesake elsewhere.
CLEARLY_BIGGER = 10
SHORTEST_NEAR_SPELLING = 4
MOST_NEAR_PLACES = 5


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """What a text was taken for: the place meant, or the places it may mean, or those spelled nearly so."""

    place: Place | None = None
    alternatives: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()


class Gazetteer:
    """Places, areas and postal codes by folded spelling; immutable after loading, every answer from memory."""

    def __init__(self, places: Sequence[Place], spellings: Spellings, postal: PostalCodes, areas: AreaPlaces) -> None:
        self._places = places
        self._spellings = spellings
        self._postal = postal
        self._areas = areas

    @classmethod
    def load(cls, folder: Path, areas: Iterable[Area]) -> Gazetteer:
        """Read places.csv, postal_codes.csv and area_spellings.csv of `folder`; areas are places too.

        Raises FileNotFoundError when a file is missing.
        """
        known = AreaPlaces(areas)
        places: list[Place] = []
        spellings = Spellings()
        add_towns(folder / "places.csv", places, spellings)
        add_areas(folder / "area_spellings.csv", known, places, spellings)
        return cls(places, spellings, PostalCodes.load(folder / "postal_codes.csv"), known)

    def spelled(self, folded: str, country: CountryCode | None = None) -> tuple[Place, ...]:
        """Every place with that folded spelling, bigger first; those so called before those also called so."""
        return tuple(place for place in self._exactly(folded) if country in {None, place.country})

    def of_area(self, code: AreaCode) -> Place | None:
        """The area of that code as a place in its middle, or None."""
        area = self._areas.get(code)
        return self._areas.as_place(code, next(iter(area.names.values())), "area") if area else None

    def nearly_spelled(self, folded: str, countries: Collection[CountryCode] = ()) -> tuple[Place, ...]:
        """Places one slip of the finger away, bigger first; only in these countries where some are given."""
        return tuple(place for place in self._nearly(folded) if not countries or place.country in countries)

    def search(self, text: str, countries: Sequence[CountryCode] = (), limit: int = 10) -> tuple[Place, ...]:
        """For suggestions while typing: exact spellings, then those that begin so, then those one slip away."""
        found: dict[Place, None] = {}
        for place in self._suggestions(text):
            if not countries or place.country in countries:
                found.setdefault(place)
            if len(found) >= limit:
                break
        return tuple(found)

    def resolve(self, text: str, country: CountryCode | None = None) -> PlaceResolution:
        """The place that a text means: a name in any language, `Eindhoven (nl)`, `5611 EM`, `B-4000`, `4000 Liège`."""
        code = read_postal_code(text)
        if code:
            return self._resolve_postal_code(code, country)
        whole = fold(text)
        if self._exactly(whole):
            return self._decide(self._exactly(whole), country)
        name, hint = split_hint(text)
        if hint:
            return self._resolve_with_hint(fold(name), fold(hint), country)
        near = [place for place in self._nearly(whole) if country in {None, place.country}]
        return PlaceResolution(near=tuple(near[:MOST_NEAR_PLACES]))

    def _exactly(self, folded: str) -> tuple[Place, ...]:
        by_name = self._spellings.names.get(folded, ())
        also = [number for number in self._spellings.also.get(folded, ()) if number not in by_name]
        return (*self._biggest_first(by_name), *self._biggest_first(also))

    def _biggest_first(self, numbers: Iterable[int]) -> list[Place]:
        # equals in the order of the table: which one comes first must not hang on the order of a set
        return sorted((self._places[number] for number in sorted(numbers)), key=self._weight, reverse=True)

    def _weight(self, place: Place) -> int:
        return self._areas.weight(place.area) if place.kind == "area" else place.population

    def _suggestions(self, text: str) -> Iterator[Place]:
        code = read_postal_code(text)
        if code:
            yield from self._postal_places(code, None)
            return
        folded = fold(text)
        if folded:
            yield from self._exactly(folded)
            yield from self._biggest_first(self._spellings.beginning(folded))
            yield from self._nearly(folded)

    def _nearly(self, folded: str) -> list[Place]:
        if len(folded) < SHORTEST_NEAR_SPELLING:
            return []
        return self._biggest_first(self._spellings.one_slip_from(folded))

    def _decide(self, candidates: Sequence[Place], country: CountryCode | None) -> PlaceResolution:
        wanted = [place for place in candidates if country in {None, place.country}]
        if not wanted:
            # Known, but not there: the asker may have the wrong country in mind.
            return PlaceResolution(alternatives=self._one_of_each_area(candidates))
        called = self._so_called(wanted)
        weights = {place: self._weight_with_area(place, called) for place in self._one_of_each_area(called)}
        first, *others = sorted(weights, key=weights.__getitem__, reverse=True)
        comparable = [other for other in others if weights[first] < CLEARLY_BIGGER * weights[other]]
        return PlaceResolution(alternatives=(first, *comparable)) if comparable else PlaceResolution(place=first)

    def _weight_with_area(self, place: Place, called: Sequence[Place]) -> int:
        """A town that gives its name to the area round it weighs as much as that area."""
        return max(self._weight(other) for other in called if self._areas.nested(place.area, other.area))

    def _so_called(self, places: Sequence[Place]) -> Sequence[Place]:
        """Only those whose own name it is, where there are any: an odd spelling must not make a clear name unclear."""
        own = [place for place in places if self._areas.is_named(place) or has_name_like(place, places[0])]
        return own or places

    def _one_of_each_area(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """A town and the province round it are one answer: the town; a country stands for all of its name in it."""
        kept: list[Place] = []
        for place in sorted(places, key=self._order_of_precision):
            if not any(self._areas.nested(place.area, other.area) for other in kept):
                kept.append(place)
        return tuple(sorted(kept, key=self._weight, reverse=True))

    def _order_of_precision(self, place: Place) -> tuple[bool, bool, int, int]:
        is_country = place.kind == "area" and place.area == place.country
        return (not is_country, place.kind == "area", -len(place.area), -place.population)

    def _resolve_with_hint(self, name: str, hint: str, country: CountryCode | None) -> PlaceResolution:
        candidates = self._exactly(name)
        hinted = self._areas.codes_called(hint) | {place.area for place in self._exactly(hint) if place.kind == "area"}
        inside = [place for place in candidates if any(place.area.startswith(code) for code in hinted)]
        if inside:
            return self._decide(inside, None)
        near = tuple(self._nearly(name)[:MOST_NEAR_PLACES])
        return self._decide(candidates, country) if candidates else PlaceResolution(near=near)

    def _resolve_postal_code(self, code: PostalCode, country: CountryCode | None) -> PlaceResolution:
        places = self._postal_places(code, country)
        inside = self._towns_with_code(code.locality, places) if code.locality else ()
        if inside:
            return self._decide(inside, country)
        if len(places) == 1:
            return PlaceResolution(place=places[0])
        # Known, but not there: as with a name of another country.
        return PlaceResolution(alternatives=places or self._postal_places(code, None))

    def _towns_with_code(self, locality: str, places: Sequence[Place]) -> Sequence[Place]:
        """The towns so called that lie where the postal code does."""
        towns = [town for place in places for town in self.spelled(fold(locality), place.country)]
        inside = [town for town in towns if any(self._areas.nested(town.area, place.area) for place in places)]
        return [town for town in inside if town.kind == "place"]

    def _postal_places(self, code: PostalCode, country: CountryCode | None) -> tuple[Place, ...]:
        found = self._postal.areas_of(code, country)
        return tuple(self._areas.as_place(area, code.text, "postal_code") for area in found if area in self._areas)


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres."""
    return kilometres((a.latitude, a.longitude), (b.latitude, b.longitude))
