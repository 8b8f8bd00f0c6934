"""Spellings made comparable: one folded form for a name in whatever language or keyboard it was typed."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
_UMLAUTS_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# A caseworker writes Sint-Vith, St. Vith or Sankt Vith for one and the same town.
_SAINTS = frozenset({"st", "ste", "sint", "sankt", "saint", "sainte", "sinte"})


def fold(text: str) -> str:
    """Lower case, no accents, punctuation as single spaces, every word for a saint as `st`; empty for no letters."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _without_accents(plain)
    return " ".join(["st" if word in _SAINTS else word for word in _NOT_A_LETTER_OR_DIGIT.sub(" ", plain).split()])


def words(text: str) -> tuple[str, ...]:
    """The folded words in the order of the text."""
    return tuple(fold(text).split())


def folded_spellings(name: str) -> tuple[str, ...]:
    """Every folded form that a name is found by: its own and, where it has umlauts, the one that spells them out."""
    plain = fold(name)
    if name.isascii():
        return (plain,)
    spelled_out = fold(unicodedata.normalize("NFC", name.casefold()).translate(_UMLAUTS_SPELLED_OUT))
    return (plain,) if spelled_out == plain else (plain, spelled_out)


def _without_accents(text: str) -> str:
    # Decomposing a sign can bring up capitals, and lower case can bring up what decomposes: twice is enough.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    letters = [letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)]
    return "".join(letters).translate(_LETTERS_WITHOUT_DECOMPOSITION)
