"""Writes schema/ordinary_words: words of everyday language that the reader would take for a slip of another word.

`kanker` lies one letter from `kinder`, `rester` from the town of Estaires. A dictionary of each language (the library
pyspellchecker, counted in subtitles) tells which words are ordinary; kept are those that the reader would mend, or
would take for a small place of the same spelling. What only ends differently (`déplacée`) may still be mended.

Run as `python -m tools.ordinary_words` after many words or places were added, with pyspellchecker installed
(`pip install --group words`); it takes some minutes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from spellchecker import SpellChecker  # pyright: ignore[reportMissingImports]  (of the extra "words")

from graph_directory.importing import load_files
from graph_directory.opening import open_directory
from graph_directory.places import Gazetteer
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store
from graph_directory.terms import Terms
from graph_directory.text.fold import fold
from graph_directory.text.lexicon import ORDINARY, Lexicon
from graph_directory.text.reading import CLEARLY_A_PLACE, SHORTEST_PLACE, Reader, Sense, Span
from tools.vocabulary import ROOT

FOLDER: Final = ROOT / "schema" / ORDINARY
SEEN_AT_LEAST: Final = {"nl": 200, "fr": 200, "de": 100, "en": 400}
"""How often a word stands in the library's texts before it is called ordinary; rarer ones may be slips themselves."""
SAME_BEGINNING: Final = 5
ONLY_THE_END: Final = 2


def main() -> None:
    """Writes one file a language."""
    places = asyncio.run(_places())
    with TemporaryDirectory() as nothing:
        lexicon = Lexicon.of(Terms.load(), ordinary=Path(nothing))
    FOLDER.mkdir(exist_ok=True)
    for language in SEEN_AT_LEAST:
        words = sorted(_misread(language, Reader(lexicon, places), lexicon))
        (FOLDER / f"{language}.txt").write_text("\n".join([*words, ""]), "utf-8")
        print(f"{language}: {len(words)} words")


async def _places() -> Gazetteer:
    with TemporaryDirectory() as folder:
        store = await open_store(Settings(f"sqlite://{folder}/words.db"))
        try:
            await load_files(store, [shipped_folder("seed_data")])
            return (await open_directory(store)).guide.places
        finally:
            await store.close()


def _misread(language: str, reader: Reader, lexicon: Lexicon) -> Iterator[str]:
    for word in _dictionary(language):
        span = reader.read(word).spans[0]
        mended = not span.sure and not _is_an_ending(word, lexicon.slipped(word), span)
        if mended or (span.sense is Sense.PLACE and not lexicon.exactly([word]) and _is_small(span)):
            yield word


def _dictionary(language: str) -> list[str]:
    counted = SpellChecker(language=language).word_frequency.dictionary
    folded = {fold(word) for word, count in counted.items() if count >= SEEN_AT_LEAST[language]}
    return sorted(word for word in folded if word.isalpha() and len(word) >= SHORTEST_PLACE)


def _is_an_ending(word: str, known: str | None, span: Span) -> bool:
    """Whether the word is most likely a form of the known one."""
    if known is None or span.sense is Sense.PLACE:
        return False
    same = next((at for at, (one, other) in enumerate(zip(word, known, strict=False)) if one != other), len(known))
    return same >= SAME_BEGINNING and same >= len(known) - ONLY_THE_END


def _is_small(span: Span) -> bool:
    return max(place.population for place in span.places) < CLEARLY_A_PLACE and span.places[0].kind != "area"


if __name__ == "__main__":
    main()
