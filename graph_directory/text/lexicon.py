"""The words people use, each with what it means: built from every vocabulary, asked word by word while reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph_directory.shipped import read_yaml, shipped_folder
from graph_directory.terms import Entry, Terms
from graph_directory.text.fold import fold, folded_spellings
from graph_directory.text.stems import LANGUAGES, stem

Meaning: TypeAlias = tuple[str, str]
"""A vocabulary and one of its codes."""

READ_VOCABULARIES: Final = (
    "themes",
    "services",
    "target_groups",
    "kinds",
    "countries",
    "spoken_languages",
    "concepts",
)
ADJECTIVES: Final = "country_adjectives"
"""Not a vocabulary of its own: an adjective of a country names where a person or body is from, not a place."""
NEVER_INFLECTED: Final = frozenset({"spoken_languages", "countries"})
"""Names of languages and countries are meant only as they stand: `Hause` is not Hausa."""
ORDINARY: Final = "ordinary_words"
"""A folder of the schema: one file a language, one folded word a line; written by `tools/ordinary_words.py`."""
LONGEST_PHRASE: Final = 6
SHORTEST_WITH_SLIP: Final = 5
TWO_SLIPS_FROM: Final = 10
SHORTEST_FOREIGN: Final = 8
LONGEST_LEFT_OUT: Final = 4
SHORTEST_PART: Final = 4
SHORTEST_EMPTY_PART: Final = 5
_LINKS: Final = ("", "s", "e", "n", "en", "es", "er", "ens")


class Lexicon:
    """Immutable after building; every question is answered from memory. Words are folded by the caller."""

    def __init__(
        self,
        entries: Iterable[tuple[Meaning, str, str]],
        empty: Mapping[str, frozenset[str]],
        ordinary: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._exact: defaultdict[tuple[str, ...], dict[Meaning, set[str]]] = defaultdict(dict)
        self._stemmed: dict[str, defaultdict[tuple[str, ...], dict[Meaning, None]]] = {
            language: defaultdict(dict) for language in LANGUAGES
        }
        self._longest: dict[str, int] = {}
        self._longest_stemmed: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
        self._languages: defaultdict[str, set[str]] = defaultdict(set)
        self._empty = {word for words in empty.values() for word in words}
        self._ordinary = ordinary or {}
        for language, words in empty.items():
            for word in words:
                self._languages[word].add(language)
        for meaning, language, spelling in entries:
            self._add(meaning, language, spelling)
        self._by_beginning: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for phrase in self._exact:
            if len(phrase) == 1 and len(phrase[0]) >= SHORTEST_WITH_SLIP:
                self._by_beginning[phrase[0][0], len(phrase[0])].append(phrase[0])

    @classmethod
    def of(cls, terms: Terms, stop_words: Path | None = None, ordinary: Path | None = None) -> Lexicon:
        """Every label, word and acronym of the vocabularies that questions are read with."""
        entries = (found for name in READ_VOCABULARIES for entry in terms.entries(name) for found in _spoken(entry))
        schema = shipped_folder("schema")
        empty = _empty_words(stop_words or schema / "stopwords.yaml")
        return cls(entries, empty, _ordinary_words(ordinary or schema / ORDINARY))

    def _add(self, meaning: Meaning, language: str, spelling: str) -> None:
        for phrase in self._shapes(spelling):
            if not phrase or len(phrase) > LONGEST_PHRASE:
                continue
            self._exact[phrase].setdefault(meaning, set()).add(language)
            _keep_longest(self._longest, phrase)
            if language in self._stemmed:
                stemmed = tuple(stem(word, language) for word in phrase)
                self._stemmed[language][stemmed][meaning] = None
                _keep_longest(self._longest_stemmed[language], stemmed)
            if language and len(phrase) == 1:
                self._languages[phrase[0]].add(language)

    def _shapes(self, spelling: str) -> Iterator[tuple[str, ...]]:
        """The words as they stand and, for who types in haste, without the small ones: `protection [de l']enfance`."""
        for folded in folded_spellings(spelling):
            phrase = tuple(folded.split())
            yield phrase
            if len(phrase) > 2:
                inner = (word for word in phrase[1:-1] if word not in self._empty or len(word) > LONGEST_LEFT_OUT)
                yield (phrase[0], *inner, phrase[-1])

    def is_empty(self, word: str) -> bool:
        """Whether a word says nothing about the need: a function word, or one such as `help`."""
        return word in self._empty

    def is_ordinary(self, word: str, language: str | None) -> bool:
        """Whether it is a word of everyday language that looks like a slip of a known one: `kanker` is not `kinder`."""
        own = self._ordinary.get(language or "")
        return word in own if own is not None else any(word in words for words in self._ordinary.values())

    def languages_of(self, word: str) -> frozenset[str]:
        """The languages in which the word is known."""
        return frozenset(self._languages.get(word, ()))

    def longest_from(self, word: str) -> int:
        """How many words the longest phrase has that may begin with this word; 0 where none does."""
        longest = self._longest.get(word, 0)
        for language, known in self._longest_stemmed.items():
            longest = max(longest, known.get(stem(word, language), 0))
        return longest

    def exactly(self, phrase: Sequence[str], language: str | None = None) -> tuple[Meaning, ...]:
        """What these words mean as they stand; in `language` only, where they mean something in it."""
        found = self._exact.get(tuple(phrase))
        if not found:
            return ()
        own = tuple(meaning for meaning, spoken in found.items() if language in spoken or "" in spoken)
        return own or tuple(found)

    def inflected(self, phrase: Sequence[str], language: str | None = None) -> tuple[Meaning, ...]:
        """What these words mean when their endings are left out, in `language` first, else in any one."""
        found: dict[Meaning, None] = {}
        for each in sorted(self._stemmed, key=lambda each: each != language):
            found |= self._stemmed[each].get(tuple(stem(word, each) for word in phrase), {})
            if found and each == language:
                break
        return tuple(meaning for meaning in found if meaning[0] not in NEVER_INFLECTED)

    def slipped(self, word: str, language: str | None = None) -> str | None:
        """The known word that a mistyped one stands for: the nearest, then one of the same language, then by alphabet.

        The first letter is taken to be right. A short word is a slip only of a word of the same language: `server` in a
        German text is no `serveur`.
        """
        if len(word) < SHORTEST_WITH_SLIP:
            return None
        allowed = 2 if len(word) >= TWO_SLIPS_FROM else 1
        nearest: tuple[float, bool, str] | None = None
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            choices = self._by_beginning.get((word[0], length), [])
            for known, distance, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                found = (distance, self._is_foreign(known, language), known)
                if found[1] and len(word) < SHORTEST_FOREIGN:
                    continue
                nearest = min(nearest or found, found)
        return nearest[2] if nearest else None

    def _is_foreign(self, word: str, language: str | None) -> bool:
        languages = self._languages.get(word, set())
        return language is not None and bool(languages) and language not in languages

    def parts(self, word: str) -> tuple[str, ...]:
        """The known words that a compound is made of, first to last; empty where it is none."""
        return self._parts(word, 3) or ()

    def _parts(self, word: str, most: int) -> tuple[str, ...] | None:
        best: tuple[str, ...] | None = None
        for place in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            left, right = self._known_part(word[:place]), word[place:]
            if left is None:
                continue
            tail = (right,) if self._is_known(right) else self._parts(right, most - 1) if most > 2 else None
            if tail and (best is None or len(tail) + 1 < len(best)):
                best = (left, *tail)
        return best

    def _known_part(self, word: str) -> str | None:
        for link in _LINKS:
            bare = word.removesuffix(link) if link else word
            if len(bare) >= SHORTEST_PART and (not link or bare != word) and self._is_known(bare):
                return bare
        return None

    def _is_known(self, word: str) -> bool:
        if (word,) in self._exact or (word in self._empty and len(word) >= SHORTEST_EMPTY_PART):
            return True
        return len(word) >= SHORTEST_PART and bool(self.inflected((word,)))


def _keep_longest(longest: dict[str, int], phrase: tuple[str, ...]) -> None:
    longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))


def _spoken(entry: Entry) -> Iterator[tuple[Meaning, str, str]]:
    meaning = (entry.vocabulary, entry.code)
    for language, label in entry.labels.items():
        yield meaning, language, label
    for language, words in entry.words.items():
        for word in words:
            yield meaning, language, word
    for language, words in (entry.extra.get("adjectives") or {}).items():
        for word in words:
            yield (ADJECTIVES, entry.code), language, word


def _empty_words(path: Path) -> Mapping[str, frozenset[str]]:
    document = read_yaml(path)
    weak = document.get("weak") or {}
    languages = [language for language in document if language != "weak"]
    return {
        language: frozenset(fold(str(word)) for word in (*document[language], *(weak.get(language) or ())))
        for language in languages
    }


def _ordinary_words(folder: Path) -> Mapping[str, frozenset[str]]:
    return {path.stem: frozenset(path.read_text("utf-8").split()) for path in sorted(folder.glob("*.txt"))}
