"""Whether a text seems to name a person or a day of birth: neither is needed, and who writes it is told so."""

from __future__ import annotations

import re
from typing import Final

_BIRTH_DATE: Final = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b")
# The title in any case, the name with a capital: `Frau Muster`, not `eine Frau aus Rumänien`.
_TITLE: Final = re.compile(
    r"\b(?i:mevrouw|mevr|meneer|dhr|madame|mme|monsieur|m\.|frau|herr|mrs|ms|mr)\.?\s+[A-ZÀ-Þ][a-zà-ÿ]+"
)
_NAMED: Final = re.compile(r"\b(?:heet|genaamd|s'appelle|nommée?|heißt|namens|is called|named)\s+[A-ZÀ-Þ]\w+")


def seems_personal(text: str) -> bool:
    """True for a date of birth, a title with a name, or words that bring a name in."""
    return any(pattern.search(text) for pattern in (_BIRTH_DATE, _TITLE, _NAMED))
