"""From a question as it was put to the case it is about: fields that are filled win, the text completes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from graph_directory.counterparts.case import COUNTRIES, Case, Side
from graph_directory.counterparts.roles import Roles
from graph_directory.model import AreaCode, CountryCode, Organisation
from graph_directory.places import CLEARLY_BIGGER, Gazetteer, Place
from graph_directory.questions import CounterpartQuestion, Interpretation, MissingAttribute, Reason, UnderstoodWords
from graph_directory.text.implied import services_of, themes_of
from graph_directory.text.lexicon import ADJECTIVES
from graph_directory.text.reading import Reading, Sense, Span
from graph_directory.vocabulary import OrganisationKind, TargetGroup

TOLD = ("themes", "services", "target_groups", "kinds", "spoken_languages")
"""The vocabularies of which an interpretation tells the terms; concepts and adjectives only help to compare."""


@dataclass(frozen=True)
class Understanding:
    """The case, the places that are not clear, and what to tell about them."""

    case: Case
    missing: tuple[MissingAttribute, ...] = ()
    notes: tuple[Reason, ...] = ()
    ambiguous: tuple[Place, ...] = ()
    places: tuple[Place, ...] = field(default=())


def understand(
    question: CounterpartQuestion, asker: Organisation | None, reading: Reading, places: Gazetteer, roles: Roles
) -> Understanding:
    """The case a question is about."""
    own = _own_side(question, asker, places)
    other = _other_side(question, reading, places, own.side.country)
    kind = asker.kind if asker else question.asker.kind
    need, role_services = question.need, roles.services(kind)
    kinds = need.kinds or tuple(OrganisationKind(code) for code in reading.codes("kinds"))
    case = Case(
        asker=asker,
        kind=kind,
        own=own.side,
        other=other.side,
        themes=need.themes or themes_of(reading, [*kinds, *([kind] if kind else [])]),
        services=need.services or services_of(reading),
        role_services=role_services,
        groups=frozenset(need.target_groups or _groups(reading)),
        kinds=kinds,
        age=need.age if need.age is not None else reading.age,
        languages=need.languages or _languages(reading),
        urgent=need.urgent,
        at=question.at or datetime.now(UTC),
        reading=reading,
        filled=bool(need.services),
        grown="adult" in reading.codes("concepts"),
    )
    return Understanding(
        case, (*other.missing, *own.missing), (*other.notes, *own.notes), other.ambiguous, _told(other, reading)
    )


def _groups(reading: Reading) -> Sequence[TargetGroup]:
    return [TargetGroup(code) for code in reading.codes("target_groups") if code != TargetGroup.ANY]


def _languages(reading: Reading) -> tuple[str, ...]:
    """The languages named as such: a word that also means a people says where somebody is from."""
    named = (span.meanings for span in reading.spans if {name for name, _ in span.meanings} == {"spoken_languages"})
    return tuple(dict.fromkeys(code for meanings in named for _, code in meanings))


def _told(other: _Found, reading: Reading) -> tuple[Place, ...]:
    said = [span.places[0] for span in reading.spans if span.sense is Sense.PLACE and len(span.places) == 1]
    meant = [other.side.place] if other.side.place else []
    return tuple(dict.fromkeys([*meant, *said]))


# ---- the two sides ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    side: Side
    missing: tuple[MissingAttribute, ...] = ()
    notes: tuple[Reason, ...] = ()
    ambiguous: tuple[Place, ...] = ()


def _own_side(question: CounterpartQuestion, asker: Organisation | None, places: Gazetteer) -> _Found:
    if asker is not None:
        country = asker.country if asker.country != "INT" else question.asker.country
        area = asker.areas[0] if asker.areas else country
        return _Found(Side(country, places.of_area(area) if area else None, area))
    country, typed = question.asker.country, question.asker.place
    if not typed:
        return _Found(Side(country, None, country))
    return _resolved(typed, country, "asker_place", places)


def _other_side(question: CounterpartQuestion, reading: Reading, places: Gazetteer, own: CountryCode | None) -> _Found:
    country, typed = question.target.country, question.target.place
    if typed:
        return _resolved(typed, country, "target_place", places)
    return _side_from_text(reading, places, country, own)


def _resolved(typed: str, country: CountryCode | None, name: str, places: Gazetteer) -> _Found:
    found = places.resolve(typed, country)
    if found.place:
        return _Found(Side(found.place.country, found.place, found.place.area))
    side = Side(country, None, country)
    if found.alternatives and country and all(place.country != country for place in found.alternatives):
        note = Reason("place_in_other_country", 0.0, {"place": typed, "country": f"country:{country}"})
        return _Found(side, (MissingAttribute(name, (), found.alternatives),), (note,), found.alternatives)
    if found.alternatives:
        note = Reason("place_unclear", 0.0, {"place": typed})
        side = Side(country, None, _shared_area(found.alternatives, country, places))
        return _Found(side, (MissingAttribute(name, (), found.alternatives),), (note,), found.alternatives)
    note = Reason("place_unknown_near" if found.near else "place_unknown", 0.0, {"place": typed})
    return _Found(side, (MissingAttribute(name, (), found.near),), (note,), found.near)


def _side_from_text(
    reading: Reading, places: Gazetteer, country: CountryCode | None, own: CountryCode | None
) -> _Found:
    named = [span for span in reading.spans if span.sense is Sense.PLACE and span.places]
    found = [_meant(span, places, country) for span in named]
    sure = {place for span, place in zip(named, found, strict=True) if span.sure and not _is_own_town(span, own, place)}
    there = [place for place in found if place and (place.country == country if country else place.country != own)]
    towns = [place for place in there if place.area != place.country]
    if towns:
        place = max(towns, key=lambda place: (place in sure, place.kind == "place", len(place.area), place.population))
        return _Found(Side(place.country, place, place.area))
    unclear = tuple(place for span in named if not _meant(span, places, country) for place in span.places)
    if country is None:
        country = there[0].country if there else _country_of_adjective(reading, own)
    if unclear and not there:
        note = Reason("place_unclear", 0.0, {"place": named[0].words})
        missing = (MissingAttribute("target_place", (), unclear),)
        return _Found(Side(country, None, _shared_area(unclear, country, places)), missing, (note,), unclear)
    return _Found(Side(country, None, country))


def _shared_area(unclear: Sequence[Place], country: CountryCode | None, places: Gazetteer) -> AreaCode | None:
    """The smallest area that holds every place that may be meant; codes of areas begin with those they lie in."""
    there = [place.area for place in unclear if country in {None, place.country}]
    first = min(there, key=len, default="")
    lengths = range(len(first), 0, -1)
    holding = (first[:length] for length in lengths if all(code.startswith(first[:length]) for code in there))
    return next((code for code in holding if places.of_area(code)), country)


def _meant(span: Span, places: Gazetteer, country: CountryCode | None) -> Place | None:
    """The place that a span clearly means: the town rather than the province of its name; None where it is unclear."""
    if len(span.places) == 1:
        return span.places[0]
    return places.resolve(span.words, country).place


def _is_own_town(span: Span, own: CountryCode | None, meant: Place | None) -> bool:
    """Whether the asker's own country has a much larger town of that name: who sits in Lille does not ask for it."""
    at_home = max((place.population for place in span.places if place.country == own), default=0)
    return meant is not None and meant.country != own and at_home >= CLEARLY_BIGGER * max(meant.population, 1)


def _country_of_adjective(reading: Reading, own: CountryCode | None) -> CountryCode | None:
    said = [code for code in reading.codes(ADJECTIVES) if code in COUNTRIES and code != own]
    return said[0] if said else None


# ---- what is told -----------------------------------------------------------------------------------


def interpretation(reading: Reading, places: Sequence[Place] = (), ambiguous: Sequence[Place] = ()) -> Interpretation:
    """What is told of how the text was read."""
    said = [span.places[0] for span in reading.spans if span.sense is Sense.PLACE and len(span.places) == 1]
    return Interpretation(
        places=tuple(places) or tuple(dict.fromkeys(said)),
        terms=tuple(meaning for meaning in reading.meanings if meaning[0] in TOLD),
        unrecognised=reading.unknown,
        language=reading.language,
        age=reading.age,
        words=tuple(_words(reading)),
        ambiguous_places=tuple(ambiguous),
    )


def _words(reading: Reading) -> list[UnderstoodWords]:
    told: list[UnderstoodWords] = []
    for span in reading.spans:
        if span.sense is Sense.PLACE:
            told.append(UnderstoodWords(span.words, place=span.places[0]))
        told += [UnderstoodWords(span.words, term=meaning) for meaning in span.meanings if meaning[0] in TOLD]
    return told
