"""What can be wrong with a vocabulary: its codes, labels, words and what is broader than what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from graph_directory.text.fold import fold
from tools.model_problems import Problem

Entry: TypeAlias = Mapping[str, Any]

LABEL_LANGUAGES = ("nl", "fr", "de", "en")
LANGUAGES = (*LABEL_LANGUAGES, "lb")
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*|[A-Z]{2,3}")
# What a reader sees in every language; the other keys of an entry are for one use only.
_SHOWN = ("labels", "reverse", "role")
_SPOKEN = ("words", "adjectives")
_KEYS_OF_FILE = {"about", "enum", "entries"}
_KEYS_OF_ENTRY = {"code", "broader", "acronyms", "own", "traversal", "description", *_SHOWN, *_SPOKEN}


def vocabulary_problems(file: str, document: Any) -> Iterator[Problem]:
    """Every problem of one vocabulary."""
    if not isinstance(document, Mapping) or not isinstance(document.get("entries"), list):
        yield Problem(file, "entries", "must be a list of codes with their labels.")
        return
    for key in sorted(document.keys() - _KEYS_OF_FILE):
        yield Problem(file, str(key), f"is not known; use one of {_listed(_KEYS_OF_FILE)}.")
    if not str(document.get("about") or "").endswith("."):
        yield Problem(file, "about", "must be a sentence that says what the codes are of.")
    entries = document["entries"]
    for entry in entries:
        yield from _entry_problems(file, entry)
    yield from _across_entries(file, entries)


def _entry_problems(file: str, entry: Entry) -> Iterator[Problem]:
    code = entry.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        # `no` and `on` are truth values in YAML, not Norwegian.
        yield Problem(
            file, f"code {code!r}", "must be snake_case or an ISO code; quote it where YAML reads it otherwise."
        )
    for key in sorted(entry.keys() - _KEYS_OF_ENTRY):
        yield Problem(file, f"{code}.{key}", f"is not known; use one of {_listed(_KEYS_OF_ENTRY)}.")
    for key in _SHOWN:
        if key in entry or key == "labels":
            yield from _text_problems(file, f"{code}.{key}", entry.get(key))
    for key in _SPOKEN:
        for language, words in (entry.get(key) or {}).items():
            yield from _word_problems(file, f"{code}.{key}.{language}", language, words)
    yield from _acronym_problems(file, f"{code}.acronyms", entry.get("acronyms", []))


def _text_problems(file: str, where: str, texts: Any) -> Iterator[Problem]:
    if not isinstance(texts, Mapping):
        yield Problem(file, where, f"must hold a text in each of {', '.join(LABEL_LANGUAGES)}.")
        return
    missing = [language for language in LABEL_LANGUAGES if language not in texts]
    if missing:
        yield Problem(file, where, f"has no text in {', '.join(missing)}; write it.")
    for language, text in texts.items():
        if language not in LANGUAGES:
            yield Problem(file, f"{where}.{language}", f"is not a language of ours; use {', '.join(LANGUAGES)}.")
        if not isinstance(text, str) or not text.strip() or text != text.strip():
            yield Problem(file, f"{where}.{language}", "must be a text without spaces at its ends.")


def _word_problems(file: str, where: str, language: str, words: Any) -> Iterator[Problem]:
    if language not in LANGUAGES:
        yield Problem(file, where, f"is not a language of ours; use {', '.join(LANGUAGES)}.")
    if not isinstance(words, list) or not all(isinstance(word, str) and fold(word) for word in words):
        yield Problem(file, where, "must be a list of words; quote those that YAML reads otherwise.")
        return
    for word in _repeated(word.casefold() for word in words):
        yield Problem(file, where, f"holds {word!r} twice; keep one.")


def _acronym_problems(file: str, where: str, acronyms: Any) -> Iterator[Problem]:
    if not isinstance(acronyms, list) or not all(isinstance(acronym, str) for acronym in acronyms):
        yield Problem(file, where, "must be a list; quote acronyms that YAML reads otherwise.")
        return
    for acronym in acronyms:
        if acronym == acronym.lower():
            yield Problem(file, where, f"holds {acronym!r} in small letters; move it to `words`.")
    for acronym in _repeated(acronyms):
        yield Problem(file, where, f"holds {acronym!r} twice; keep one.")


def _across_entries(file: str, entries: list[Entry]) -> Iterator[Problem]:
    for code in _repeated(str(entry.get("code")) for entry in entries):
        yield Problem(file, code, "stands there twice; keep one.")
    for language in LANGUAGES:
        labels = [fold(str(entry["labels"][language])) for entry in entries if language in (entry.get("labels") or {})]
        for label in _repeated(labels):
            shared = [str(entry["code"]) for entry in entries if fold(str(entry["labels"].get(language, ""))) == label]
            yield Problem(file, f"labels.{language}", f"is {label!r} for {' and '.join(shared)}; tell them apart.")
    yield from _broader_problems(file, {str(entry.get("code")): entry.get("broader") for entry in entries})


def _broader_problems(file: str, broader: Mapping[str, str | None]) -> Iterator[Problem]:
    for code, wider in broader.items():
        if wider is not None and wider not in broader:
            yield Problem(file, f"{code}.broader", f"names {wider!r}, which is no code of this vocabulary.")
        if _comes_back(code, broader):
            yield Problem(file, f"{code}.broader", "leads back to the code itself; cut the circle.")


def _comes_back(code: str, broader: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    current = broader[code]
    while current and current not in seen:
        if current == code:
            return True
        seen.add(current)
        current = broader.get(current)
    return False


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))
