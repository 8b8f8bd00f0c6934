"""The words organisations are found by: exact, by beginning, and one slip of the finger away."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph_directory.model import Slug

PREFIX_FROM = 4
EDIT_FROM = 5


class WordIndex:
    """Immutable after building; words are folded by the caller."""

    def __init__(self, words_of: Mapping[Slug, Iterable[str]]) -> None:
        bodies: defaultdict[str, list[Slug]] = defaultdict(list)
        for slug, words in words_of.items():
            for word in words:
                bodies[word].append(slug)
        self._bodies = dict(bodies)
        self._sorted = sorted(bodies)
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            by_length[len(word)].append(word)
        self._by_length = dict(by_length)

    def with_words(self, words: Iterable[str]) -> set[Slug]:
        """Organisations that hold one of these words."""
        return {slug for word in words for slug in self._bodies.get(word, ())}

    def near(self, word: str) -> tuple[str, ...]:
        """The indexed words that equal it, begin with it or are one edit away, in alphabetical order."""
        found = {word} if word in self._bodies else set()
        if len(word) >= PREFIX_FROM:
            found.update(self._beginning(word))
        if len(word) >= EDIT_FROM:
            found.update(self._one_edit_away(word))
        return tuple(sorted(found))

    def _beginning(self, prefix: str) -> Iterator[str]:
        for place in range(bisect_left(self._sorted, prefix), len(self._sorted)):
            if not self._sorted[place].startswith(prefix):
                return
            yield self._sorted[place]

    def _one_edit_away(self, word: str) -> Iterator[str]:
        for length in (len(word) - 1, len(word), len(word) + 1):
            choices = self._by_length.get(length, [])
            for near, _, _ in process.extract(word, choices, scorer=OSA.distance, score_cutoff=1, limit=None):
                yield near
