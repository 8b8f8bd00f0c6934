"""The vocabularies at run time: labels in every language, what is broader than what, and the words people type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_directory.shipped import read_yaml, shipped_folder

FALLBACK_LANGUAGES = ("en", "nl", "fr", "de")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a vocabulary; `words` are what people type for it, by language, acronyms under `""`."""

    vocabulary: str
    code: str
    labels: Mapping[str, str]
    broader: str | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """The label in `language`, else in English, else in any."""
        for code in (language, *FALLBACK_LANGUAGES):
            if code in self.labels:
                return self.labels[code]
        return next(iter(self.labels.values()), self.code)


class Terms:
    """All vocabularies, looked up by name and code; immutable after loading."""

    def __init__(self, vocabularies: Mapping[str, Mapping[str, Entry]]) -> None:
        self._vocabularies = vocabularies

    @classmethod
    def load(cls, folder: Path | None = None) -> Terms:
        """Reads every `*.yaml` of `schema/vocabularies`."""
        folder = folder or shipped_folder("schema") / "vocabularies"
        return cls({path.stem: dict(_entries(path)) for path in sorted(folder.glob("*.yaml"))})

    def __contains__(self, vocabulary: str) -> bool:
        return vocabulary in self._vocabularies

    def names(self) -> tuple[str, ...]:
        """The names of all vocabularies."""
        return tuple(self._vocabularies)

    def entries(self, vocabulary: str) -> tuple[Entry, ...]:
        """Every entry of one vocabulary in file order; empty for an unknown name."""
        return tuple(self._vocabularies.get(vocabulary, {}).values())

    def entry(self, vocabulary: str, code: str) -> Entry | None:
        """One entry, or None."""
        return self._vocabularies.get(vocabulary, {}).get(code)

    def label(self, vocabulary: str, code: str, language: str) -> str:
        """The label of one code; the code itself where the vocabulary does not know it."""
        entry = self.entry(vocabulary, code)
        return entry.label(language) if entry else code

    def with_broader(self, vocabulary: str, code: str) -> tuple[str, ...]:
        """The code and everything broader, narrowest first."""
        chain: list[str] = []
        current: str | None = code
        while current and current not in chain:
            chain.append(current)
            entry = self.entry(vocabulary, current)
            current = entry.broader if entry else None
        return tuple(chain)


def _entries(path: Path) -> Iterator[tuple[str, Entry]]:
    known = {"code", "labels", "broader", "words", "acronyms"}
    for raw in read_yaml(path)["entries"]:
        words = {language: tuple(spoken) for language, spoken in (raw.get("words") or {}).items()}
        if raw.get("acronyms"):
            words[""] = tuple(raw["acronyms"])
        code = str(raw["code"])
        extra = {key: value for key, value in raw.items() if key not in known}
        yield code, Entry(path.stem, code, raw["labels"], raw.get("broader"), words, extra)
