"""Reasons, cautions and questions asked back as sentences in a reader's language."""

from __future__ import annotations

from collections.abc import Mapping
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
        if sort == "term":
            vocabulary, _, code = rest.partition(":")
            return self.terms.label(vocabulary, code, language)
        if sort == "org":
            return names.get(rest, rest)
        if sort == "area":
            return self._area(rest, language)
        if sort == "country":
            return self.terms.label("countries", rest, language)
        if sort == "lang":
            return self.terms.label("spoken_languages", rest, language)
        if sort == "role":
            difference = roles().by_kind[OrganisationKind(rest)].difference
            return difference.get(language) or difference["en"]
        if sort == "time":
            return format_datetime(datetime.fromisoformat(rest), _MOMENT, locale=language)
        return fact

    def _area(self, code: str, language: str) -> str:
        area = self.areas.get(code)
        if area is None or area.level == 0:
            return self.terms.label("countries", code, language)
        return next((area.names[each] for each in (language, *FALLBACK_LANGUAGES) if each in area.names), code)


class _Facts(dict[str, str]):
    """A fact that a sentence names and a reason lacks is left out rather than breaking the answer."""

    def __missing__(self, key: str) -> str:
        return "…"
