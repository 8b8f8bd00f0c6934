"""Names of bodies, areas and law on a page: the text and the language it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from api.web.i18n import Say
from graph_directory.directory import Directory
from graph_directory.model import AreaCode, CountryCode, LegalBasis, Organisation, Slug, Texts
from graph_directory.naming import display_name, short_name
from graph_directory.terms import Terms

_SOURCE_NOTE: Final = re.compile(r"\s*\((?:src-[\w.-]+(?:[,;]\s*| and )?)+\)")
_SOURCE_KEY: Final = re.compile(r"\bsrc-[\w-]+")
_NOTE_TO_SELF: Final = re.compile(r"(?:;|(?<=\.)) VERIFY(?: before publishing\.|\b(?=\.))")
_WITH_ARTICLE: Final[Mapping[tuple[str, CountryCode], str]] = {
    ("en", "NL"): "the Netherlands",
    ("de", "NL"): "den Niederlanden",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A text with the language it is in, None where that is the page's own or not known."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body as listed: its address, names and country."""

    slug: Slug
    name: Named
    short: Named
    country: str
    country_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class LawLine:
    """A law as cited beside a duty; `binding` says whether and how it is in force."""

    slug: Slug
    citation: str
    title: str
    binding: str


def in_language(text: str, texts: Texts, language: str) -> Named:
    """The text with its language, looked up among the recorded ones."""
    for code in (language, *texts):
        if texts.get(code) == text:
            return Named(text, None if code == language else code)
    return Named(text)


def body_of(organisation: Organisation, directory: Directory, language: str) -> Body:
    """A body as listed in one language."""
    terms = directory.guide.terms
    name = in_language(display_name(organisation, language), organisation.names, language)
    return Body(
        slug=organisation.slug,
        name=name,
        short=in_language(short_name(organisation, language), organisation.names, language),
        country=organisation.country,
        country_name=terms.label("countries", organisation.country, language),
        kind=terms.label("kinds", organisation.kind, language),
    )


def translated(texts: Texts, language: str) -> Named | None:
    """The text in the page's language, else in English, else in any; None where there is none."""
    for code in (language, "en", *texts):
        if texts.get(code):
            return Named(texts[code], None if code == language else code)
    return None


def english(text: str, language: str) -> Named:
    """A text that the directory holds in English only, without what its makers need: keys of sources, notes to self."""
    plain = _NOTE_TO_SELF.sub("", _SOURCE_KEY.sub("a source", _SOURCE_NOTE.sub("", text)))
    return Named(plain, None if language == "en" else "en")


def other_names(organisation: Organisation, shown: str) -> tuple[Named, ...]:
    """Every other name with its language, each text once."""
    seen = {shown}
    names: list[Named] = []
    for code, text in organisation.names.items():
        if text not in seen:
            seen.add(text)
            names.append(Named(text, code))
    names += [Named(text) for text in (*organisation.acronyms, *organisation.aliases) if text not in seen]
    return tuple(dict.fromkeys(names))


def area_names(codes: Iterable[AreaCode], directory: Directory, language: str) -> str:
    """The areas of a body in one line; a country by its plain name."""
    labels = []
    for code in codes:
        area = directory.guide.areas.get(code)
        if area is None:
            labels.append(code)
        elif area.level == 0:
            labels.append(directory.guide.terms.label("countries", code, language))
        else:
            named = translated(area.names, language)
            labels.append(named.text if named else code)
    return ", ".join(labels)


def law_line(law: LegalBasis, directory: Directory, language: str, say: Say) -> LawLine:
    """A law as cited, with the word that says whether it binds."""
    status = law.status.value
    binding = {"in_force": say("in force"), "declaration": say("not binding")}.get(status)
    return LawLine(
        law.slug, law.citation, law.title, binding or directory.guide.terms.label("legal_statuses", status, language)
    )


def country_in_a_sentence(code: CountryCode, terms: Terms, language: str) -> str:
    """A country's name after a preposition: the Netherlands take an article there in English and German."""
    return _WITH_ARTICLE.get((language, code)) or terms.label("countries", code, language)
