"""What the words of an organisation's record say, ready to be compared with what a question says, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph_directory.model import AreaCode, Organisation, Slug
from graph_directory.places import Place
from graph_directory.text.fold import fold
from graph_directory.text.lexicon import ADJECTIVES, LONGEST_PHRASE, Lexicon, Meaning
from graph_directory.text.stems import stem_keys

# How much a word says about a body, by where it stands in its record.
IN_NAME: Final = 3.0
IN_SLUG: Final = 2.0
IN_ACCESS: Final = 0.8
IN_DESCRIPTION: Final = 1.0
AS_ATTRIBUTE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Profile:
    """Weights by stem and by meaning; the highest place of each counts once."""

    slug: Slug
    stems: Mapping[str, float]
    meanings: Mapping[Meaning, float]
    names: frozenset[tuple[str, ...]]
    areas: frozenset[AreaCode]
    municipalities: frozenset[str]


class Profiler:
    """Makes profiles with one lexicon and keeps those it made: records are immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._made: dict[Slug, tuple[Organisation, Profile]] = {}

    def of(self, body: Organisation) -> Profile:
        """The profile of one body."""
        made = self._made.get(body.slug)
        if made is not None and made[0] is body:
            return made[1]
        profile = self._make(body)
        if len(self._made) > 20_000:
            self._made.clear()
        self._made[body.slug] = (body, profile)
        return profile

    def _make(self, body: Organisation) -> Profile:
        stems: dict[str, float] = {}
        meanings: dict[Meaning, float] = {}
        for text, weight in _texts(body):
            words = fold(text).split()
            for word in words:
                _keep_highest(stems, self._word_keys(word), weight)
            _keep_highest(meanings, self._meanings(words), weight)
        _keep_highest(meanings, _attributes(body), AS_ATTRIBUTE)
        names = (*body.names.values(), *body.aliases, *body.former_names, *body.acronyms)
        return Profile(
            body.slug,
            stems,
            meanings,
            frozenset(tuple(fold(name).split()) for name in names),
            frozenset(body.areas),
            frozenset(fold(name) for name in body.municipalities),
        )

    def _word_keys(self, word: str) -> Iterable[str]:
        yield from stem_keys(word)
        if not self._lexicon.exactly([word]):
            for part in self._lexicon.parts(word):
                yield from stem_keys(part)

    def _meanings(self, words: list[str]) -> Iterable[Meaning]:
        at = 0
        while at < len(words):
            length, found = self._longest(words, at)
            yield from (meaning for meaning in found if meaning[0] not in {"countries", ADJECTIVES})
            at += length

    def _longest(self, words: list[str], at: int) -> tuple[int, tuple[Meaning, ...]]:
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = words[at : at + length]
            if length == 1 and self._lexicon.is_empty(phrase[0]):
                break
            found = self._lexicon.exactly(phrase) or self._lexicon.inflected(phrase)
            if found:
                return length, found
        parts = self._lexicon.parts(words[at])
        return 1, tuple(meaning for part in parts for meaning in self._lexicon.exactly([part]))


def named_like(profile: Profile, places: Iterable[Place]) -> bool:
    """Whether one of these places stands in the body's name, or is a municipality it is competent for."""
    for place in places:
        spelled = {fold(place.name), *(fold(name) for name in place.names.values())}
        if spelled & profile.municipalities:
            return True
        if any(profile.stems.get(stem_keys(word)[0], 0) >= IN_SLUG for word in spelled if " " not in word):
            return True
    return False


def _texts(body: Organisation) -> Iterable[tuple[str, float]]:
    for name in (*body.names.values(), *body.aliases, *body.acronyms):
        yield name, IN_NAME
    for name in body.former_names:
        yield name, IN_SLUG
    yield " ".join(body.slug.split("-")[1:]), IN_SLUG
    yield from ((text, IN_DESCRIPTION) for text in body.description.values())
    yield from ((power.text, IN_DESCRIPTION) for power in body.exclusive_powers)
    if body.access:
        yield body.access.text, IN_ACCESS


def _attributes(body: Organisation) -> Iterable[Meaning]:
    yield "kinds", body.kind.value
    yield from (("themes", code.value) for code in body.themes)
    yield from (("services", code.value) for code in body.services)
    yield from (("target_groups", code.value) for code in body.target_groups if code.value != "any")


def _keep_highest(weights: dict[Meaning, float] | dict[str, float], keys: Iterable[object], weight: float) -> None:
    for key in keys:
        if weights.get(key, 0.0) < weight:  # type: ignore[call-overload]
            weights[key] = weight  # type: ignore[index]
