"""What a body is called on a page: its full name in a language, and a short form for lists, lanes and maps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_directory.model import CountryCode, Organisation
from graph_directory.text.fold import fold, words

LONGEST_SHORT_NAME = 28
SHORTEST_ACRONYM = 3
OWN_LANGUAGES: Mapping[CountryCode, tuple[str, ...]] = {
    "BE": ("nl", "fr", "de"),
    "NL": ("nl",),
    "LU": ("fr", "lb", "de"),
    "DE": ("de",),
    "FR": ("fr",),
}
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SEPARATORS = (" – ", " - ", " / ", ", ")
# Words that no acronym takes its letters from.
_SMALL_WORDS = frozenset(
    words("a an and au aux d das de den der des die du en et for für het l la le les of op te the und van voor zur")
)


def display_name(organisation: Organisation, language: str) -> str:
    """The name in the language asked for, else in the body's own, else in English, else in any."""
    for code in (language, *OWN_LANGUAGES.get(organisation.country, ()), "en", *organisation.names):
        if organisation.names.get(code):
            return organisation.names[code]
    return organisation.slug


def short_name(organisation: Organisation, language: str) -> str:
    """The name where it is short; else the acronym, else the part that says most, else the name cut at a word."""
    name = display_name(organisation, language)
    if len(name) <= LONGEST_SHORT_NAME:
        return name
    acronym = _best_acronym(name, organisation.acronyms)
    for short in (acronym and _with_acronym(name, acronym), *_parts(name)):
        if short and len(short) <= LONGEST_SHORT_NAME:
            return short
    return _cut(name)


def _best_acronym(name: str, acronyms: tuple[str, ...]) -> str:
    """The acronym made of this name's letters: a body has one for each of its languages."""
    usable = [acronym for acronym in acronyms if SHORTEST_ACRONYM <= len(acronym) <= LONGEST_SHORT_NAME]
    spoken = [acronym for acronym in usable if fold(acronym) in words(name)]
    made = [acronym for acronym in usable if _is_made_of(acronym, name)]
    return next(iter((*spoken, *made, *usable)), "")


def _is_made_of(acronym: str, name: str) -> bool:
    letters = iter(_initials(name))
    return all(letter in letters for letter in fold(acronym))


def _initials(name: str) -> list[str]:
    return [word[0] for word in words(name) if word not in _SMALL_WORDS]


def _with_acronym(name: str, acronym: str) -> str:
    """The acronym, with what follows it in a name that spells it out: `FGP Limburg`."""
    spelled = name.split()
    for count in range(2, len(spelled)):
        if "".join(_initials(" ".join(spelled[:count]))) == fold(acronym):
            rest = " ".join(spelled[count:])
            with_rest = f"{acronym} {rest}"
            return with_rest if rest[0].isupper() and len(with_rest) <= LONGEST_SHORT_NAME else acronym
    return acronym


def _parts(name: str) -> Iterator[str]:
    plain = _BRACKETS.sub("", name).strip()
    yield plain
    for separator in _SEPARATORS:
        head = plain.partition(separator)[0].strip()
        if head != plain and len(head) >= SHORTEST_ACRONYM:
            yield head


def _cut(name: str) -> str:
    kept = name[:LONGEST_SHORT_NAME].rsplit(" ", 1)[0]
    return kept.rstrip(" ,;:–-/(«\"'") + "…"
