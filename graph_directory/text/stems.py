"""Words reduced to their stems, in each language of the region: one word, one stem a language."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import snowballstemmer

LANGUAGES: Final = ("nl", "fr", "de", "en")
_NAMES: Final = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
_STEMMERS: Final = {code: snowballstemmer.stemmer(name) for code, name in _NAMES.items()}
SHORTEST_STEMMED: Final = 4


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; short words and numbers stay as they are. Luxembourgish is stemmed as German."""
    if len(word) < SHORTEST_STEMMED or word.isdigit():
        return word
    stemmer = _STEMMERS.get("de" if language == "lb" else language)
    return str(stemmer.stemWord(word)) if stemmer else word


@lru_cache(maxsize=100_000)
def stem_keys(word: str) -> tuple[str, ...]:
    """The stems of a word whose language is not known, each marked with its language; the same stem once."""
    return tuple(dict.fromkeys(f"{language}:{stem(word, language)}" for language in LANGUAGES))
