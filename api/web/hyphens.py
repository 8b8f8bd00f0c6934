"""Where long words of narrow column heads may break; written by hand, since no rule fits four languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SOFT: Final = "\u00ad"
_WORDS: Final = """
Arbeids-inspectie Crisis-opvang Infor-matie Juri-dische Psycho-sociale Regi-stratie Schade-vergoeding Signa-leren
Verblijfs-procedure Vervol-ging Vrij-willige bege-leiding identi-ficeren profes-sionals rappor-tage uit-wisseling
zorg-coördinatie
Accompa-gnement Coordi-nation Enregis-trement Héber-gement Indemni-sation Inspec-tion Interpré-tation Pour-suites
ambu-latoire d'infor-mations identi-fication l'orien-tation profes-sionnels psycho-social signa-lement volon-taire
Arbeits-inspektion Aufenthalts-verfahren Bericht-erstattung Dol-metschen Ent-schädigung Ermitt-lung Fach-beratung
Fach-kräfte Fort-bildung Frei-willige Identi-fizieren Informations-austausch Koordi-nation Medizi-nische Melde-stelle
Moni-toring Not-unterkunft Psycho-soziale Rechts-beratung Regis-trierung Straf-verfolgung Unter-kunft Vermitt-lung
Versor-gung Vormund-schaft
Ambu-latory Compen-sation Guardian-ship Identi-fication Infor-mation Interpre-tation Investi-gation Prose-cution
Psycho-social Regis-tration Volun-tary coordi-nation inspec-tion
"""
_BROKEN: Final[Mapping[str, str]] = {word.replace("-", "").casefold(): word for word in _WORDS.split()}


def soft(text: str) -> str:
    """The text with soft hyphens in the long words that are known."""
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    bare = word.strip("(),")
    broken = _BROKEN.get(bare.casefold())
    if broken is None:
        return word
    parts: list[str] = []
    left = bare  # the word keeps its own capitals
    for part in broken.split("-"):
        parts.append(left[: len(part)])
        left = left[len(part) :]
    return word.replace(bare, SOFT.join(parts))
