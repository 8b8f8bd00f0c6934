"""Free text read word by word: which words name a place, a term of a vocabulary or an age, and which say nothing.

Longer phrases win over shorter ones, exact spellings over inflected ones, those over compounds taken apart, and those
over slips of the finger. Nothing is guessed silently: every word is accounted for in `Reading.spans`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from graph_directory.model import CountryCode
from graph_directory.places import Gazetteer, Place
from graph_directory.text.fold import fold
from graph_directory.text.lexicon import ADJECTIVES, LONGEST_PHRASE, Lexicon, Meaning
from graph_directory.text.situations import Situations

MOST_LETTERS: Final = 2_000
MOST_WORDS: Final = 200
LONGEST_PLACE: Final = 5
CONCEPTS: Final = "concepts"
THEMES: Final = "themes"
OLDEST: Final = 120
ADULT_FROM: Final = 18
# A village that happens to be spelled like a word is meant only where a word such as "in" says so.
CLEARLY_A_PLACE: Final = 20_000
SHORTEST_PLACE: Final = 3
# A slip in a place's name is mended only where the word is long and the place is no hamlet.
SHORTEST_MENDED_PLACE: Final = 5
MENDED_FROM: Final = 5_000
SHORT_MENDED_FROM: Final = 50_000
_WORD: Final = re.compile(r"[^\W_]+")
_AGE: Final = re.compile(
    r"\b(\d{1,3})\s*-?\s*(?:jaar|jarige[rn]?|jährige[rnms]?|jaehrige[rnms]?|jahre?n?|ans?|years?|yrs?|year-olds?"
    r"|joer|y/?o)\b",
    re.IGNORECASE,
)
_PERSON: Final = (
    "boy|girl|child|kid|minor|teen|teenager|woman|man|person|victim|son|daughter|brother|sister|niece|nephew|cousin"
    "|jongen|meisje|meid|kind|vrouw|slachtoffer|persoon|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|nicht"
    "|nichtje|neef|neefje|leerling|pupil|puber|garçon|garcon|fille|fillette|gamin|gamine|enfant|ado|femme|homme|victime"
    "|personne|fils|frère|frere|soeur|sœur|nièce|niece|neveu|cousine|élève|eleve|junge|mädchen|maedchen|kind|frau|mann"
    "|opfer|sohn|tochter|bruder|schwester|nichte|neffe|schüler|schülerin"
)
_AGE_AFTER: Final = re.compile(
    rf"\b(?:(?:{_PERSON}|aged|leeftijd|âgée?|agee?|alter)(?:\s*[,(]\s*|\s+(?:of|van|de|von)?\s*)"
    r"|(?:i am|i'm|i’m|she is|she's|he is|he's|ik ben|zij is|ze is|hij is|ich bin|sie ist|er ist)\s+)(\d{1,2})\b"
    r"(?!\s*(?:[:%€/x]|[.,]\d|(?:min|uur|uren|week|weken|wek|maand|dag|km|kg|eur|heure|mois|jour|semaine|fois"
    r"|stunde|monat|woche|tage|hour|month|week|day|time|mal\b|keer)))",
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
    """Consecutive words that were read as one; `places` holds several where it is not clear which is meant.

    One without `folded` words is what others mean together; `words` are those.
    `parts` are the known words of a compound, each with what it means. `sure` is False where a slip was mended.
    """

    words: str
    folded: tuple[str, ...]
    sense: Sense
    meanings: tuple[Meaning, ...] = ()
    places: tuple[Place, ...] = ()
    sure: bool = True
    parts: tuple[tuple[str, tuple[Meaning, ...]], ...] = ()


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
        """The words that were not understood, not even as signs of something."""
        signs = {word for span in self.spans if not span.folded for word in fold(span.words).split()}
        unknown = (span for span in self.spans if span.sense is Sense.UNKNOWN)
        return tuple(span.words for span in unknown if not signs.issuperset(span.folded))


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    folded: str


class Reader:
    """Reads texts with one lexicon and one gazetteer; keeps nothing of what it reads."""

    def __init__(self, lexicon: Lexicon, places: Gazetteer, situations: Situations | None = None) -> None:
        self._lexicon = lexicon
        self._places = places
        self._situations = situations or Situations()

    def read(self, text: str, countries: Collection[CountryCode] = ()) -> Reading:
        """What the text says; `countries` are those whose places are meant first where names are shared."""
        age, rest = _without_age(text[:MOST_LETTERS])
        tokens = [_Token(word, folded) for word in _WORD.findall(rest) for folded in fold(word).split()][:MOST_WORDS]
        language = self._language(token.folded for token in tokens)
        spans = tuple(_OneText(self._lexicon, self._places, tokens, frozenset(countries), language).spans())
        known = {meaning: span.words for span in reversed(spans) for meaning in reversed(span.meanings)}
        for meaning, start, stop in self._situations.signs.told_in([token.folded for token in tokens], language):
            known.setdefault(meaning, " ".join(token.word for token in tokens[start:stop]))
        if age is not None:
            known["age", "minor" if age < ADULT_FROM else "adult"] = str(age)
        return Reading((*spans, *self._told(known)), age, language)

    def _told(self, known: Mapping[Meaning, str]) -> Iterator[Span]:
        """What the words mean together: spans without words of their own, shown with those that gave it away."""
        words = dict(known)
        for told in self._situations.told_by(tuple(words)):
            given_away = " … ".join(dict.fromkeys(words[sign] for sign in told.signs))
            words |= dict.fromkeys(told.adds, given_away)
            yield Span(given_away, (), Sense.TERM, told.adds)

    def _language(self, words: Iterable[str]) -> str | None:
        counted = Counter(language for word in words for language in self._lexicon.languages_of(word))
        best = counted.most_common(2)
        if not best or (len(best) == 2 and best[0][1] == best[1][1]):
            return None
        return best[0][0]


@dataclass(frozen=True, slots=True)
class _OneText:
    """The reading of one text, word by word."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    tokens: Sequence[_Token]
    countries: frozenset[CountryCode]
    language: str | None

    def spans(self) -> Iterator[Span]:
        at = 0
        while at < len(self.tokens):
            span = self._at(at)
            yield span
            at += len(span.folded)

    def _at(self, at: int) -> Span:
        term, place = self._phrase(at), self._place(at)
        if place and (term is None or len(place.folded) > len(term.folded)):
            return place
        if term and place and len(place.folded) == len(term.folded) and self._is_place_here(at, place):
            return place
        if term is None or len(term.folded) == 1:
            term = self._joined(at) or term
        if term:
            return term
        token = self.tokens[at]
        if self.lexicon.is_empty(token.folded) or token.folded.isdigit() or len(token.folded) == 1:
            return Span(token.word, (token.folded,), Sense.EMPTY)
        unknown = Span(token.word, (token.folded,), Sense.UNKNOWN)
        return self._compound(token) or self._slipped(token) or unknown

    def _phrase(self, at: int) -> Span | None:
        first = self.tokens[at].folded
        most = min(LONGEST_PHRASE, len(self.tokens) - at, self.lexicon.longest_from(first))
        for length in range(most, 0, -1):
            taken = self.tokens[at : at + length]
            if length == 1 and self.lexicon.is_empty(first):
                return None
            meanings = self._meanings([token.folded for token in taken])
            if meanings:
                return self._term_span(taken, meanings)
        return None

    def _meanings(self, phrase: Sequence[str]) -> tuple[Meaning, ...]:
        meant = self.lexicon.exactly(phrase, self.language) or self.lexicon.inflected(phrase, self.language)
        vocabularies = {vocabulary for vocabulary, _ in meant}
        if CONCEPTS not in vocabularies or THEMES in vocabularies:
            return meant
        return tuple(dict.fromkeys((*meant, *self._subjects(phrase))))

    def _subjects(self, phrase: Sequence[str]) -> Iterator[Meaning]:
        """The themes of the words of an everyday concept: a `male sex worker` is about sex work, whoever it is."""
        alone: list[Sequence[str]] = [[word] for word in phrase if not self.lexicon.is_empty(word)]
        for words in ([phrase] if len(phrase) > 1 else []) + alone:
            yield from (each for each in self.lexicon.inflected(words, self.language) if each[0] == THEMES)

    def _term_span(self, taken: Sequence[_Token], meanings: tuple[Meaning, ...], *, sure: bool = True) -> Span:
        words, folded = " ".join(token.word for token in taken), tuple(token.folded for token in taken)
        countries = [code for vocabulary, code in meanings if vocabulary == "countries"]
        place = self.gazetteer.of_area(countries[0]) if countries else None
        if place:
            return Span(words, folded, Sense.PLACE, (), (place,), sure)
        return Span(words, folded, Sense.TERM, meanings, (), sure)

    def _place(self, at: int) -> Span | None:
        for length in range(min(LONGEST_PLACE, len(self.tokens) - at), 0, -1):
            taken = self.tokens[at : at + length]
            if length == 1 and (self._says_nothing(at) or len(taken[0].folded) < SHORTEST_PLACE):
                return None
            found = self.gazetteer.spelled(" ".join(token.folded for token in taken))
            wanted = tuple(place for place in found if place.country in self.countries) or found
            if wanted and (length > 1 or self._is_named(at, wanted)):
                words, folded = " ".join(token.word for token in taken), tuple(token.folded for token in taken)
                return Span(words, folded, Sense.PLACE, (), wanted)
        return None

    def _says_nothing(self, at: int) -> bool:
        """Whether it is a small word; one of another language may be a town after a word such as "in": Goes."""
        word = self.tokens[at].folded
        if not self.lexicon.is_empty(word):
            return False
        is_of_another = self.language is not None and self.language not in self.lexicon.languages_of(word)
        return not (is_of_another and at and self.tokens[at - 1].folded in _IN)

    def _is_named(self, at: int, places: Sequence[Place]) -> bool:
        """A small place is taken for one only where the word is no known word in another sense."""
        word = self.tokens[at].folded
        if max(place.population for place in places) >= CLEARLY_A_PLACE:
            return True
        if self.lexicon.is_ordinary(word, self.language):
            return bool(at) and self.tokens[at - 1].folded in _IN
        return not self._meanings([word])

    def _is_place_here(self, at: int, place: Span) -> bool:
        before = self.tokens[at - 1].folded if at else ""
        return before in _IN or all(found.kind == "area" for found in place.places)

    def _joined(self, at: int) -> Span | None:
        """A compound written apart: `jugend amt`."""
        for length in (3, 2):
            taken = self.tokens[at : at + length]
            if len(taken) == length and not any(self.lexicon.is_empty(token.folded) for token in taken[1:]):
                meanings = self.lexicon.exactly(["".join(token.folded for token in taken)])
                if meanings:
                    return self._term_span(taken, meanings)
        return None

    def _compound(self, token: _Token) -> Span | None:
        """A compound of known words: `slachtofferregistratie`."""
        parts = tuple((part, self._part(part)) for part in self.lexicon.parts(token.folded))
        meanings = tuple(dict.fromkeys(meaning for _, found in parts for meaning in found))
        return Span(token.word, (token.folded,), Sense.TERM, meanings, parts=parts) if meanings else None

    def _part(self, part: str) -> tuple[Meaning, ...]:
        return tuple(meaning for meaning in self._meanings([part]) if meaning[0] not in {"countries", ADJECTIVES})

    def _slipped(self, token: _Token) -> Span | None:
        if self.lexicon.is_ordinary(token.folded, self.language):
            return None
        known = self.lexicon.slipped(token.folded, self.language)
        if known:
            return self._term_span([token], self.lexicon.exactly([known], self.language), sure=False)
        if len(token.folded) < SHORTEST_MENDED_PLACE or not (
            self.countries or len(token.folded) > SHORTEST_MENDED_PLACE
        ):
            return None
        least = MENDED_FROM if len(token.folded) > SHORTEST_MENDED_PLACE else SHORT_MENDED_FROM
        near = self.gazetteer.nearly_spelled(token.folded, self.countries)
        big = tuple(place for place in near if place.kind == "area" or place.population >= least)
        return Span(token.word, (token.folded,), Sense.PLACE, (), big[:1], sure=False) if big else None


def settled(reading: Reading, indexed: Mapping[str, Collection[str]]) -> Reading:
    """The reading with those slips taken back that are words of the directory's own: `indexed` tells which are."""
    spans = tuple(_as_it_stands(span) if _is_own_word(span, indexed) else span for span in reading.spans)
    return Reading(spans, reading.age, reading.language)


def unsure_words(reading: Reading) -> tuple[str, ...]:
    """The words that were taken for a slip of another."""
    return tuple(span.folded[0] for span in reading.spans if not span.sure)


def _is_own_word(span: Span, indexed: Mapping[str, Collection[str]]) -> bool:
    return not span.sure and span.folded[0] in indexed.get(span.folded[0], ())


def _as_it_stands(span: Span) -> Span:
    return Span(span.words, span.folded, Sense.UNKNOWN)


def _without_age(text: str) -> tuple[int | None, str]:
    for pattern in (_AGE, _AGE_AFTER):
        found = pattern.search(text)
        if found and int(found[1]) <= OLDEST:
            start, end = found.span(1) if pattern is _AGE_AFTER else found.span()
            return int(found[1]), f"{text[:start]} {text[end:]}"
    return None, text
