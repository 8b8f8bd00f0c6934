"""Free text read word by word: which words name a place, a term of a vocabulary or an age, and which say nothing.

Longer phrases win over shorter ones, exact spellings over inflected ones, those over compounds taken apart, and those
over slips of the finger. Nothing is guessed silently: every word is accounted for in `Reading.spans`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from graph_directory.model import CountryCode
from graph_directory.places import Gazetteer, Place
from graph_directory.text.fold import fold
from graph_directory.text.lexicon import ADJECTIVES, LONGEST_PHRASE, Lexicon, Meaning

MOST_LETTERS: Final = 2_000
MOST_WORDS: Final = 200
LONGEST_PLACE: Final = 5
OLDEST: Final = 120
# A village that happens to be spelled like a word is meant only where a word such as "in" says so.
CLEARLY_A_PLACE: Final = 20_000
_WORD: Final = re.compile(r"[^\W_]+")
_AGE: Final = re.compile(
    r"\b(\d{1,3})\s*-?\s*(?:jaar|jarige[rn]?|jährige[rnms]?|jaehrige[rnms]?|jahre?n?|ans?|years?|yrs?|year-olds?"
    r"|joer|y/?o)\b",
    re.IGNORECASE,
)
_AGE_AFTER: Final = re.compile(
    r"\b(?:boy|girl|child|minor|jongen|meisje|garçon|garcon|fille|junge|mädchen|maedchen|aged|leeftijd|âgée?|agee?|alter)"
    r"\s+(?:of|van|de|von)?\s*(\d{1,2})\b",
    re.IGNORECASE,
)
_IN: Final = frozenset({"in", "te", "naar", "bij", "nach", "bei", "a", "au", "aux", "en", "to", "near", "vers", "zu"})


class Sense(StrEnum):
    """What a word or group of words was taken for."""

    PLACE = "place"
    TERM = "term"
    AGE = "age"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive words that were read as one; `places` holds several where it is not clear which is meant."""

    words: str
    folded: tuple[str, ...]
    sense: Sense
    meanings: tuple[Meaning, ...] = ()
    places: tuple[Place, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Reading:
    """Everything a text was taken for, in the order of its words."""

    spans: tuple[Span, ...]
    age: int | None = None
    language: str | None = None

    @cached_property
    def meanings(self) -> tuple[Meaning, ...]:
        """Every meaning once, in the order of the text."""
        return tuple(dict.fromkeys(meaning for span in self.spans for meaning in span.meanings))

    def codes(self, vocabulary: str) -> tuple[str, ...]:
        """The codes of one vocabulary, in the order of the text."""
        return tuple(code for name, code in self.meanings if name == vocabulary)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that were not understood."""
        return tuple(span.words for span in self.spans if span.sense is Sense.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    folded: str


class Reader:
    """Reads texts with one lexicon and one gazetteer; keeps nothing of what it reads."""

    def __init__(self, lexicon: Lexicon, places: Gazetteer) -> None:
        self._lexicon = lexicon
        self._places = places

    def read(self, text: str, countries: Collection[CountryCode] = ()) -> Reading:
        """What the text says; `countries` are those whose places are meant first where names are shared."""
        text = text[:MOST_LETTERS]
        age, rest = _without_age(text)
        tokens = [_Token(word, folded) for word in _WORD.findall(rest) for folded in fold(word).split()][:MOST_WORDS]
        spans = tuple(self._spans(tokens, countries))
        return Reading(spans, age, self._language(token.folded for token in tokens))

    def _spans(self, tokens: Sequence[_Token], countries: Collection[CountryCode]) -> Iterator[Span]:
        at = 0
        while at < len(tokens):
            span = self._at(tokens, at, countries)
            yield span
            at += len(span.folded)

    def _at(self, tokens: Sequence[_Token], at: int, countries: Collection[CountryCode]) -> Span:
        term = self._phrase(tokens, at, LONGEST_PHRASE)
        place = self._place(tokens, at, countries)
        if place and (term is None or len(place.folded) > len(term.folded)):
            return place
        if term and place and len(place.folded) == len(term.folded) and self._is_place_here(tokens, at, place):
            return place
        if term:
            return term
        token = tokens[at]
        if self._lexicon.is_empty(token.folded) or token.folded.isdigit() or len(token.folded) == 1:
            return Span(token.word, (token.folded,), Sense.EMPTY)
        return (
            self._joined(tokens, at)
            or self._compound(token)
            or self._slipped(token, countries)
            or Span(token.word, (token.folded,), Sense.UNKNOWN)
        )

    def _phrase(self, tokens: Sequence[_Token], at: int, most: int) -> Span | None:
        for length in range(min(most, len(tokens) - at), 0, -1):
            taken = tokens[at : at + length]
            phrase = [token.folded for token in taken]
            if length == 1 and self._lexicon.is_empty(phrase[0]):
                return None
            meanings = self._lexicon.exactly(phrase) or self._lexicon.inflected(phrase)
            if meanings:
                return self._term_span(taken, meanings)
        return None

    def _term_span(self, taken: Sequence[_Token], meanings: tuple[Meaning, ...], *, sure: bool = True) -> Span:
        words, folded = " ".join(token.word for token in taken), tuple(token.folded for token in taken)
        countries = [code for vocabulary, code in meanings if vocabulary == "countries"]
        place = self._places.of_area(countries[0]) if countries else None
        if place:
            return Span(words, folded, Sense.PLACE, (), (place,), sure)
        return Span(words, folded, Sense.TERM, meanings, (), sure)

    def _place(self, tokens: Sequence[_Token], at: int, countries: Collection[CountryCode]) -> Span | None:
        for length in range(min(LONGEST_PLACE, len(tokens) - at), 0, -1):
            taken = tokens[at : at + length]
            if length == 1 and (self._lexicon.is_empty(taken[0].folded) or len(taken[0].folded) < 3):
                return None
            found = self._places.spelled(" ".join(token.folded for token in taken))
            wanted = tuple(place for place in found if place.country in countries) or found
            if wanted and (length > 1 or self._is_named(taken[0], wanted)):
                words, folded = " ".join(token.word for token in taken), tuple(token.folded for token in taken)
                return Span(words, folded, Sense.PLACE, (), wanted)
        return None

    def _is_named(self, token: _Token, places: Sequence[Place]) -> bool:
        """A rare village is taken for one only where the word is no known word in another sense."""
        known = self._lexicon.exactly([token.folded]) or self._lexicon.inflected([token.folded])
        return not known or max(place.population for place in places) >= CLEARLY_A_PLACE

    def _is_place_here(self, tokens: Sequence[_Token], at: int, place: Span) -> bool:
        before = tokens[at - 1].folded if at else ""
        return before in _IN or all(found.kind == "area" for found in place.places)

    def _joined(self, tokens: Sequence[_Token], at: int) -> Span | None:
        """A compound written apart: `jugend amt`."""
        for length in (3, 2):
            taken = tokens[at : at + length]
            if len(taken) == length:
                meanings = self._lexicon.exactly(["".join(token.folded for token in taken)])
                if meanings:
                    return self._term_span(taken, meanings)
        return None

    def _compound(self, token: _Token) -> Span | None:
        """A compound of known words: `slachtofferregistratie`."""
        meanings: dict[Meaning, None] = {}
        for part in self._lexicon.parts(token.folded):
            found = self._lexicon.exactly([part]) or self._lexicon.inflected([part])
            meanings |= dict.fromkeys(found)
        wanted = tuple(meaning for meaning in meanings if meaning[0] not in {"countries", ADJECTIVES})
        return Span(token.word, (token.folded,), Sense.TERM, wanted) if wanted else None

    def _slipped(self, token: _Token, countries: Collection[CountryCode]) -> Span | None:
        known = self._lexicon.slipped(token.folded)
        if known:
            return self._term_span([token], self._lexicon.exactly([known]), sure=False)
        near = self._places.nearly_spelled(token.folded, countries)
        return Span(token.word, (token.folded,), Sense.PLACE, (), near[:1], sure=False) if near else None

    def _language(self, words: Iterable[str]) -> str | None:
        counted = Counter(language for word in words for language in self._lexicon.languages_of(word))
        best = counted.most_common(2)
        if not best or (len(best) == 2 and best[0][1] == best[1][1]):
            return None
        return best[0][0]


def _without_age(text: str) -> tuple[int | None, str]:
    for pattern in (_AGE, _AGE_AFTER):
        found = pattern.search(text)
        if found and int(found[1]) <= OLDEST:
            start, end = found.span(1) if pattern is _AGE_AFTER else found.span()
            return int(found[1]), f"{text[:start]} {text[end:]}"
    return None, text
