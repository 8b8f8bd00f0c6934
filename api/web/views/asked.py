"""What was understood, and what is asked back: chips and questions that send the same form again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from api.web.forms import ANSWERED_BY, FinderForm
from api.web.i18n import Say
from api.web.views.names import Body
from graph_directory.places import Place
from graph_directory.questions import Interpretation, MissingAttribute
from graph_directory.terms import Terms

_MOST_QUESTIONS: Final = 2
_MOST_OPTIONS: Final = 8
_OF_PLACE: Final = {"place": "place", "target_place": "place", "asker_place": "from_place"}


@dataclass(frozen=True, slots=True)
class Chip:
    """Something understood: over it the words or the field it came from; `edit` is the field it opens."""

    above: str
    text: str
    edit: str
    country: str = ""
    country_name: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A button that answers a question asked back: the fields it sets."""

    label: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AskedBack:
    """One question asked back; `hidden` are the fields of the form that stay as they are."""

    name: str
    question: str
    options: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]


def chips(form: FinderForm, asker: Body | None, understood: Interpretation, terms: Terms, say: Say) -> tuple[Chip, ...]:
    """One chip for everything that was filled in or understood, each thing once."""
    found = [*_typed(form, asker, terms, say), *_understood(understood, terms, say)]
    once: dict[str, Chip] = {}
    for chip in found:
        once.setdefault(chip.text.casefold(), chip)
    return tuple(once.values())


def _typed(form: FinderForm, asker: Body | None, terms: Terms, say: Say) -> Iterable[Chip]:
    def label(vocabulary: str, code: str) -> str:
        return terms.label(vocabulary, code, say.language)

    if asker:
        yield Chip(say("I am"), asker.short.text, "asker", asker.country, asker.country_name)
    elif form.kind:
        yield Chip(say("My role"), label("kinds", form.kind), "kind", *_country(form.from_country, terms, say))
    if not asker and (form.from_place or (form.from_country and not form.kind)):
        text = form.from_place or label("countries", form.from_country)
        yield Chip(say("Your side"), text, "from_place", *_country(form.from_country, terms, say))
    if form.place or form.country:
        text = form.place or label("countries", form.country)
        yield Chip(say("The other side"), text, "place", *_country(form.country, terms, say))
    for vocabulary, field in (("themes", "theme"), ("services", "service"), ("target_groups", "group")):
        heading = {"theme": say("It is about"), "service": say("What is needed"), "group": say("The person")}[field]
        for code in getattr(form, field):
            yield Chip(heading, label(vocabulary, code), field)
    if form.age:
        yield Chip(say("Age"), say("{age} years", age=form.age), "age")
    for code in form.language:
        yield Chip(say("Language"), label("spoken_languages", code), "language")


def _understood(understood: Interpretation, terms: Terms, say: Say) -> Iterable[Chip]:
    for words in understood.words:
        quoted = say("“{words}”", words=words.words)
        if words.place:
            yield Chip(quoted, place_name(words.place, say), "text", *_country(words.place.country, terms, say))
        elif words.term:
            yield Chip(quoted, terms.label(*words.term, say.language), "text")
    if understood.age is not None:
        yield Chip(say("Age"), say("{age} years", age=understood.age), "text")


def _country(code: str, terms: Terms, say: Say) -> tuple[str, str]:
    return (code, terms.label("countries", code, say.language)) if code else ("", "")


def place_name(place: Place, say: Say) -> str:
    """A place by its name in the page's language, its own name where there is none."""
    return place.names.get(say.language) or place.name


def asked_back(
    missing: Iterable[MissingAttribute], form: FinderForm, questions: Mapping[str, str], terms: Terms, say: Say
) -> tuple[AskedBack, ...]:
    """At most two questions with buttons; those the reader has set aside are not asked again."""
    asked = [
        AskedBack(attribute.name, questions[attribute.name], options, form.hidden(_replaced(options)))
        for attribute in missing
        if attribute.name not in form.skip and (options := _options(attribute, terms, say))
    ]
    return tuple(asked[:_MOST_QUESTIONS])


def _replaced(options: tuple[Option, ...]) -> frozenset[str]:
    """Single fields that a button sets must not be sent twice."""
    single = {"country", "place", "kind", "from_country", "from_place", "asker"}
    return frozenset(name for option in options for name, _ in option.fields if name in single)


def _options(attribute: MissingAttribute, terms: Terms, say: Say) -> tuple[Option, ...]:
    if attribute.near:
        return tuple(place_option(place, attribute.name, terms, say) for place in attribute.near[:_MOST_OPTIONS])
    options: list[Option] = []
    for vocabulary, code in attribute.options[:_MOST_OPTIONS]:
        field = ANSWERED_BY.get(vocabulary)
        if vocabulary == "countries" and attribute.name.startswith(("asker", "from")):
            field = "from_country"
        if field:
            options.append(Option(terms.label(vocabulary, code, say.language), ((field, code),)))
    return tuple(options)


def place_option(place: Place, name: str, terms: Terms, say: Say) -> Option:
    """A button for one of several places; it sets place and country together."""
    side = _OF_PLACE.get(name, "from_place" if name.startswith(("asker", "from")) else "place")
    country = "from_country" if side == "from_place" else "country"
    label = f"{place_name(place, say)} ({terms.label('countries', place.country, say.language)})"
    return Option(label, ((side, place.name), (country, place.country)))
