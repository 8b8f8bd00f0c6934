"""Reasons, cautions and questions asked back as sentences in a reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from babel.dates import format_datetime, format_skeleton

from graph_directory.areas import AreaTree
from graph_directory.counterparts.roles import roles
from graph_directory.model import Slug
from graph_directory.questions import Reason
from graph_directory.terms import FALLBACK_LANGUAGES, Terms
from graph_directory.vocabulary import OrganisationKind

_MOMENT: Final = "EEEE d MMM HH:mm"
_GERMAN_MOMENT: Final = "EEEE, d. MMM HH:mm"
_PARTIAL_DATE: Final = re.compile(r"\d{4}(?:-\d{2}){1,2}")
_WRITES_NOUNS_LARGE: Final = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes sentences with the labels of the vocabularies and the names of areas."""

    terms: Terms
    areas: AreaTree

    def reason(self, reason: Reason, language: str, names: Mapping[Slug, str]) -> str:
        """The sentence for a reason; `names` say the organisations, a slug stands where one is missing."""
        facts = {
            name: _day(fact, language) if name == "date" else self._said(fact, language, names)
            for name, fact in reason.facts.items()
        }
        sentence = self.terms.label("reasons", reason.code, language).format_map(_Facts(facts))
        return sentence[:1].upper() + sentence[1:]

    def question(self, name: str, language: str) -> str:
        """The question that asks for a missing attribute."""
        return self.terms.label("questions_asked_back", name, language)

    def _said(self, fact: str, language: str, names: Mapping[Slug, str]) -> str:
        sort, _, rest = fact.partition(":")
        ways: Mapping[str, Callable[[], str]] = {
            "term": lambda: self._term(rest, language),
            "tie": lambda: self._tie(rest, language),
            "org": lambda: names.get(rest, rest),
            "area": lambda: self._area(rest, language),
            "country": lambda: self.terms.label("countries", rest, language),
            "lang": lambda: self.terms.label("spoken_languages", rest, language),
            "role": lambda: _difference(rest, language),
            "time": lambda: _moment(rest, language),
        }
        return ways[sort]() if sort in ways else fact

    def _term(self, fact: str, language: str) -> str:
        vocabulary, _, code = fact.partition(":")
        label = self.terms.label(vocabulary, code, language)
        return label if language in _WRITES_NOUNS_LARGE else _inside_a_sentence(label)

    def _tie(self, fact: str, language: str) -> str:
        code, _, side = fact.partition(":")
        entry = self.terms.entry("referral_kinds", code)
        reverse = entry.extra.get("reverse") if entry and side == "target" else None
        if reverse:
            return str(reverse.get(language) or reverse["en"])
        return self.terms.label("referral_kinds", code, language)

    def _area(self, code: str, language: str) -> str:
        area = self.areas.get(code)
        if area is None or area.level == 0:
            return self.terms.label("countries", code, language)
        return next((area.names[each] for each in (language, *FALLBACK_LANGUAGES) if each in area.names), code)


def _difference(kind: str, language: str) -> str:
    difference = roles().by_kind[OrganisationKind(kind)].difference
    return difference.get(language) or difference["en"]


def _inside_a_sentence(label: str) -> str:
    """A label as it stands after other words: only what is written in capitals by itself keeps them (EU, NGO)."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _day(fact: str, language: str) -> str:
    """A date as precise as its source, in the reader's form."""
    if not _PARTIAL_DATE.fullmatch(fact):
        return fact
    year, month, *day = (int(part) for part in fact.split("-"))
    if day:
        return format_skeleton("yMMMd", date(year, month, day[0]), locale=_locale(language))
    return format_skeleton("yMMM", date(year, month, 1), locale=_locale(language))


def _moment(fact: str, language: str) -> str:
    pattern = _GERMAN_MOMENT if language == "de" else _MOMENT
    return format_datetime(datetime.fromisoformat(fact), pattern, locale=_locale(language))


def _locale(language: str) -> str:
    return "en_GB" if language == "en" else language


class _Facts(dict[str, str]):
    """A fact that a sentence names and a reason lacks is left out rather than breaking the answer."""

    def __missing__(self, key: str) -> str:
        return "…"
