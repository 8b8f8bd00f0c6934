"""What a body is called on a page: its full name in a language, and a short form for lists, lanes and maps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_directory.model import CountryCode, Organisation
from graph_directory.text.fold import fold, words

LONGEST_SHORT_NAME = 28
LONGEST_UNCUT_NAME = 36
"""A name that cannot be said shorter stays whole up to here: its last word is often the place that tells it apart."""
SHORTEST_ACRONYM = 3
LONGEST_LAST_WORDS = 20
OWN_LANGUAGES: Mapping[CountryCode, tuple[str, ...]] = {
    "BE": ("nl", "fr", "de"),
    "NL": ("nl",),
    "LU": ("fr", "lb", "de"),
    "DE": ("de",),
    "FR": ("fr",),
}
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LAST_BRACKETS = re.compile(r"\(([^()]+)\)$")
_PLACE_AT_END = re.compile(r"(?:\bin (?:the )?|\b(?:unit|eenheid) |\()([A-Z][\w-]+)\)?$")
_CAPITALS = re.compile(r"[^A-ZÀ-ÖØ-Þ]")
_BETWEEN_WORDS = re.compile(r"[\s-]+")
_SEPARATORS = (" – ", " - ", " / ", ", ")
# Words that no acronym takes its letters from.
_SMALL_WORDS = frozenset(
    words("a an and au aux d das de den der des die du en et for für het l la le les of op te the und van voor zur")
)
_AND = frozenset({"and", "en", "et", "und"})


def display_name(organisation: Organisation, language: str) -> str:
    """The name in the language asked for, else in the body's own, else in English, else in any."""
    names = organisation.names
    if asked := names.get(language):
        return asked
    for code in OWN_LANGUAGES.get(organisation.country, ()):
        if own := names.get(code):
            return own
    return names.get("en") or next(filter(None, names.values()), organisation.slug)


def short_name(organisation: Organisation, language: str) -> str:
    """The name where it is short; else the acronym, else the part that says most, else the name cut in the middle."""
    name = display_name(organisation, language)
    if len(name) <= LONGEST_SHORT_NAME:
        return name
    for short in _shorter(name, organisation):
        if len(short) <= LONGEST_SHORT_NAME:
            return short
    plain = _BRACKETS.sub("", name).strip() or name
    return plain if len(plain) <= LONGEST_UNCUT_NAME else _cut(plain)


def _shorter(name: str, organisation: Organisation) -> Iterator[str]:
    """Ways to say it shorter, best first."""
    own, foreign = _acronyms(name, organisation.acronyms)
    for acronym in own:
        yield _with_acronym(name, acronym)
        yield acronym
    plain = _BRACKETS.sub("", name).strip()
    if foreign and len(plain) > LONGEST_UNCUT_NAME:
        yield _with_acronym(name, foreign[0])
    alias = _LAST_BRACKETS.search(name)
    if alias and alias[1] in organisation.aliases:
        yield alias[1]
    yield from _parts(name, plain)


def _acronyms(name: str, acronyms: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Those said or spelled out in this name, and those of the body's other languages."""
    usable = [acronym for acronym in acronyms if SHORTEST_ACRONYM <= len(acronym) <= LONGEST_SHORT_NAME]
    spoken = [acronym for acronym in usable if f" {fold(acronym)} " in f" {fold(name)} "]
    made = [acronym for acronym in usable if acronym not in spoken and _is_made_of(acronym, name)]
    own = [*spoken, *made]
    return own, [acronym for acronym in usable if acronym not in own]


def _is_made_of(acronym: str, name: str) -> bool:
    letters = iter(_initials(name))
    return all(letter in letters for letter in fold(acronym))


def _initials(name: str) -> str:
    """The first letter of each word and every capital inside one, as in `GrensInfoPunt`; none of small words."""
    spoken = [word for word in _BETWEEN_WORDS.split(name) if fold(word) not in _SMALL_WORDS]
    return fold("".join(_CAPITALS.sub("", word[:1].upper() + word[1:]) for word in spoken)).replace(" ", "")


def _with_acronym(name: str, acronym: str) -> str:
    """The acronym with the place that follows it, or that follows the words it stands for: `FGP Limburg`."""
    place = _PLACE_AT_END.search(name)
    if place and place[1] != acronym and place[1] not in acronym:
        return f"{acronym} {place[1]}"
    spelled = _BRACKETS.sub("", name).split()
    if spelled[0] == acronym and _is_whole(name):
        return " ".join([acronym, *_last_words(spelled[1:])])
    for count in range(1, len(spelled)):
        if _initials(" ".join(spelled[:count])) == fold(acronym) and spelled[count][0].isupper():
            return " ".join([acronym, *spelled[count:]])
    return acronym


def _parts(name: str, plain: str) -> Iterator[str]:
    """The name without what is added after it, but with the place that tells one branch from another."""
    if plain != name:
        yield plain
    for separator in _SEPARATORS:
        head, _, rest = name.partition(separator)
        place = _PLACE_AT_END.search(rest)
        if rest and len(head) >= SHORTEST_ACRONYM and "(" not in head:
            yield f"{head}, {place[1]}" if place else head


def _is_whole(name: str) -> bool:
    return not any(separator in name for separator in _SEPARATORS)


def _last_words(spelled: list[str]) -> list[str]:
    """The capitalised words that end a name, at most two: mostly a place. None where they end a list."""
    kept: list[str] = []
    for word in reversed(spelled):
        if not word[0].isupper() or len(" ".join([word, *kept])) > LONGEST_LAST_WORDS or len(kept) == 2:
            break
        kept.insert(0, word)
    before = spelled[: len(spelled) - len(kept)]
    return [] if before and fold(before[-1]) in _AND else kept


def _cut(name: str) -> str:
    """Beginning and end of the name, cut between words."""
    end = " ".join(_last_words(name.split()[1:]))
    room = LONGEST_UNCUT_NAME - len(end) - 1
    kept = name[:room].rsplit(" ", 1)[0].split(" ")
    while len(kept) > 1 and fold(kept[-1]) in _SMALL_WORDS | {""}:
        kept.pop()
    beginning = " ".join(kept).rstrip(" ,;:–-/(«\"'")
    return f"{beginning}… {end}".rstrip()
