"""Situations: what several signs together mean, where no word of a text names the subject.

A child, a cup held out and a man who empties it are forced begging, though nobody wrote so. The signs, with the words
people use for them, and the situations they make stand in `schema/situations`, one file a subject. Signs are looked for
beside the vocabularies and take nothing away from them: a phrase may be a sign and hold a word that means something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from graph_directory.shipped import read_yaml, shipped_folder
from graph_directory.text.fold import folded_spellings
from graph_directory.text.lexicon import Meaning
from graph_directory.text.stems import LANGUAGES, stem

FOLDER: Final = "situations"
SIGNS: Final = "signs"
"""Stands where a meaning names its vocabulary."""
Phrase: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Holds where every group of `every` has one of its meanings in the text, and none of `unless` is there.

    A meaning that says enough by itself may stand in several groups.
    """

    code: str
    every: tuple[frozenset[Meaning], ...]
    unless: frozenset[Meaning]
    means: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A situation that a text tells: the meanings that gave it away, and those it adds."""

    signs: tuple[Meaning, ...]
    adds: tuple[Meaning, ...]


class _Phrases:
    """Phrases with what they are signs of, and how long the longest is that begins with a word."""

    def __init__(self) -> None:
        self._meant: defaultdict[Phrase, list[Meaning]] = defaultdict(list)
        self._longest: dict[str, int] = {}

    def add(self, phrase: Phrase, meaning: Meaning) -> None:
        self._meant[phrase].append(meaning)
        self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))

    def longest_at(self, words: Phrase, start: int) -> int:
        return min(self._longest.get(words[start], 0), len(words) - start)

    def meant_by(self, phrase: Phrase) -> Sequence[Meaning]:
        return self._meant.get(phrase, ())


class Signs:
    """The words of all signs, found as they stand or inflected; of several that begin at one word the longest."""

    def __init__(self, spoken: Iterable[tuple[str, str, str]] = ()) -> None:
        self._exact = _Phrases()
        self._inflected = {language: _Phrases() for language in LANGUAGES}
        for code, language, spelling in spoken:
            for folded in folded_spellings(spelling):
                phrase = tuple(folded.split())
                self._exact.add(phrase, (SIGNS, code))
                if language in self._inflected:
                    self._inflected[language].add(_stems(phrase, language), (SIGNS, code))

    def told_in(self, words: Sequence[str], language: str | None) -> Iterator[tuple[Meaning, int, int]]:
        """Each sign with the place of its first word and the place behind its last; inflected in that language only."""
        languages = [language] if language in self._inflected else LANGUAGES
        texts = [(self._exact, tuple(words)), *((self._inflected[each], _stems(words, each)) for each in languages)]
        for start in range(len(words)):
            longest = max(phrases.longest_at(text, start) for phrases, text in texts)
            for stop in range(start + longest, start, -1):
                found = [each for phrases, text in texts for each in phrases.meant_by(text[start:stop])]
                if found:
                    yield from ((meaning, start, stop) for meaning in dict.fromkeys(found))
                    break


class Situations:
    """All situations, in the order of their files; one may build on what another one means."""

    def __init__(self, situations: Iterable[Situation] = (), signs: Signs | None = None) -> None:
        self._situations = tuple(situations)
        self.signs = signs or Signs()
        self._beginning: defaultdict[Meaning, list[int]] = defaultdict(list)
        for place, situation in enumerate(self._situations):
            for meaning in situation.every[0]:
                self._beginning[meaning].append(place)

    @classmethod
    def load(cls, folder: Path | None = None) -> Situations:
        """Reads every file of `schema/situations`."""
        documents = [document for _, document in documents_of(folder)]
        situations = (situation for document in documents for situation in _situations(document))
        return cls(situations, Signs(spoken for document in documents for spoken in spoken_signs(document)))

    def told_by(self, meanings: Sequence[Meaning]) -> Iterator[Told]:
        """The situations that add something to these meanings, each with the meanings that gave it away."""
        known = dict.fromkeys(meanings)
        told: set[int] = set()
        while found := self._next(known, told):
            place, adds = found
            told.add(place)
            signs = (_first(known, group) for group in self._situations[place].every)
            yield Told(tuple(dict.fromkeys(sign for sign in signs if sign)), adds)
            known |= dict.fromkeys(adds)

    def _next(self, known: Mapping[Meaning, None], told: Collection[int]) -> tuple[int, tuple[Meaning, ...]] | None:
        """The first situation that holds and has something to add, with what it adds."""
        places = {place for meaning in known for place in self._beginning.get(meaning, ())}
        for place in sorted(places.difference(told)):
            situation = self._situations[place]
            if situation.unless.isdisjoint(known) and not any(group.isdisjoint(known) for group in situation.every):
                adds = tuple(meaning for meaning in situation.means if meaning not in known)
                if adds:
                    return place, adds
        return None


def documents_of(folder: Path | None = None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each file's name and what it holds, in the order of names."""
    for path in sorted((folder or shipped_folder("schema") / FOLDER).glob("*.yaml")):
        yield path.name, read_yaml(path)


def spoken_signs(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every sign of one file with each of its words and the word's language."""
    for sign in document["signs"]:
        for language, words in sign["words"].items():
            yield from ((str(sign["code"]), language, str(word)) for word in words)


def meaning_of(name: str) -> Meaning:
    """`themes.drugs` is a code of a vocabulary; a name without a point is a sign."""
    vocabulary, point, code = name.partition(".")
    return (vocabulary, code) if point else (SIGNS, name)


def _situations(document: Mapping[str, Any]) -> Iterator[Situation]:
    for raw in document["situations"]:
        yield Situation(
            str(raw["code"]),
            tuple(frozenset(map(meaning_of, group)) for group in raw["every"]),
            frozenset(map(meaning_of, raw.get("unless") or ())),
            tuple(map(meaning_of, raw["means"])),
        )


def _first(known: Iterable[Meaning], group: frozenset[Meaning]) -> Meaning | None:
    return next((meaning for meaning in known if meaning in group), None)


def _stems(words: Sequence[str], language: str) -> Phrase:
    return tuple(stem(word, language) for word in words)
