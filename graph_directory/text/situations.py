"""Situations: what several signs together mean, where no word of a text names the subject.

A child, a cup held out and a man who empties it are forced begging, though nobody wrote so. The signs, with the words
people use for them, and the situations they make stand in `schema/situations`, one file a subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from graph_directory.shipped import shipped_folder
from graph_directory.text.lexicon import SIGNS, Meaning

FOLDER: Final = "situations"


@dataclass(frozen=True, slots=True)
class Situation:
    """Holds where every group of `every` has one of its meanings in the text, and none of `unless` is there."""

    code: str
    every: tuple[frozenset[Meaning], ...]
    unless: frozenset[Meaning]
    means: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A situation that a text tells: the meanings that gave it away, and those it adds."""

    signs: tuple[Meaning, ...]
    adds: tuple[Meaning, ...]


class Situations:
    """All situations, in the order of their files; a later one may build on what an earlier one means."""

    def __init__(self, situations: Iterable[Situation] = ()) -> None:
        self._situations = tuple(situations)

    @classmethod
    def load(cls, folder: Path | None = None) -> Situations:
        """Reads every file of `schema/situations`."""
        documents = (document for _, document in documents_of(folder))
        return cls(situation for document in documents for situation in _situations(document))

    def told_by(self, meanings: Sequence[Meaning]) -> Iterator[Told]:
        """The situations that add something to these meanings, each with the meanings that gave it away."""
        known = dict.fromkeys(meanings)
        for situation in self._situations:
            signs = [_first(known, group) for group in situation.every]
            if None in signs or not situation.unless.isdisjoint(known):
                continue
            adds = tuple(meaning for meaning in situation.means if meaning not in known)
            if adds:
                known |= dict.fromkeys(adds)
                yield Told(tuple(dict.fromkeys(sign for sign in signs if sign)), adds)


def documents_of(folder: Path | None = None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each file's name and what it holds, in the order of names."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted((folder or shipped_folder("schema") / FOLDER).glob("*.yaml")):
        yield path.name, yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506  (the C twin of SafeLoader)


def spoken_signs(folder: Path | None = None) -> Iterator[tuple[Meaning, str, str]]:
    """Every sign with each of its words and the word's language."""
    for _, document in documents_of(folder):
        for sign in document.get("signs") or ():
            for language, words in sign["words"].items():
                yield from (((SIGNS, str(sign["code"])), language, str(word)) for word in words)


def meaning_of(name: str) -> Meaning:
    """`themes.drugs` is a code of a vocabulary; a name without a point is a sign."""
    vocabulary, point, code = name.partition(".")
    return (vocabulary, code) if point else (SIGNS, name)


def _situations(document: Mapping[str, Any]) -> Iterator[Situation]:
    for raw in document.get("situations") or ():
        yield Situation(
            str(raw["code"]),
            tuple(frozenset(map(meaning_of, group)) for group in raw["every"]),
            frozenset(map(meaning_of, raw.get("unless") or ())),
            tuple(map(meaning_of, raw["means"])),
        )


def _first(known: Iterable[Meaning], group: frozenset[Meaning]) -> Meaning | None:
    return next((meaning for meaning in known if meaning in group), None)
