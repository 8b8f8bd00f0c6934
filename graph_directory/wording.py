"""Reasons, cautions and questions asked back as sentences in a reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from babel.dates import format_datetime

from graph_directory.areas import AreaTree
from graph_directory.counterparts.roles import roles
from graph_directory.model import Slug
from graph_directory.questions import Reason
from graph_directory.terms import FALLBACK_LANGUAGES, Terms
from graph_directory.vocabulary import OrganisationKind

_MOMENT: Final = "EEEE d MMM HH:mm"


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes sentences with the labels of the vocabularies and the names of areas."""

    terms: Terms
    areas: AreaTree

    def reason(self, reason: Reason, language: str, names: Mapping[Slug, str]) -> str:
        """The sentence for a reason; `names` say the organisations, a slug stands where one is missing."""
        facts = {name: self._said(fact, language, names) for name, fact in reason.facts.items()}
        return self.terms.label("reasons", reason.code, language).format_map(_Facts(facts))

    def question(self, name: str, language: str) -> str:
        """The question that asks for a missing attribute."""
        return self.terms.label("questions_asked_back", name, language)

    def _said(self, fact: str, language: str, names: Mapping[Slug, str]) -> str:
        sort, _, rest = fact.partition(":")
        ways: Mapping[str, Callable[[], str]] = {
            "term": lambda: self._term(rest, language),
            "org": lambda: names.get(rest, rest),
            "area": lambda: self._area(rest, language),
            "country": lambda: self.terms.label("countries", rest, language),
            "lang": lambda: self.terms.label("spoken_languages", rest, language),
            "role": lambda: _difference(rest, language),
            "time": lambda: format_datetime(datetime.fromisoformat(rest), _MOMENT, locale=language),
        }
        return ways[sort]() if sort in ways else fact

    def _term(self, fact: str, language: str) -> str:
        vocabulary, _, code = fact.partition(":")
        return self.terms.label(vocabulary, code, language)

    def _area(self, code: str, language: str) -> str:
        area = self.areas.get(code)
        if area is None or area.level == 0:
            return self.terms.label("countries", code, language)
        return next((area.names[each] for each in (language, *FALLBACK_LANGUAGES) if each in area.names), code)


def _difference(kind: str, language: str) -> str:
    difference = roles().by_kind[OrganisationKind(kind)].difference
    return difference.get(language) or difference["en"]


class _Facts(dict[str, str]):
    """A fact that a sentence names and a reason lacks is left out rather than breaking the answer."""

    def __missing__(self, key: str) -> str:
        return "…"
