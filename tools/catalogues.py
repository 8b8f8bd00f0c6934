"""The pages' sentences, gathered from code and templates, and the .po files brought up to them.

Run as `python -m tools.catalogues` after changing a sentence; then translate what it lists.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from api.web.i18n import LANGUAGES, LOCALE_FOLDER, read_catalogue

_WEB = LOCALE_FOLDER.parent
_KEYWORDS = {"say": None, "say_html": None, "html": None, "_say": None, "many": (1, 2), "say_many": (1, 2)}
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]


def gathered() -> Catalog:
    """Every sentence of the pages with where it stands (file only: lines change too often)."""
    catalogue = Catalog(project="Graph Directory", charset="utf-8")
    for file, _, message, _, _ in _messages():
        catalogue.add(message, locations=[(Path(file).as_posix(), 0)])
    return catalogue


def _messages() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    options = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
    yield from extract_from_dir(_WEB, _METHODS, options_map=options, keywords=_KEYWORDS)


def missing(language: str) -> list[str]:
    """Sentences without a translation in one language."""
    known = read_catalogue(language)
    lacking: list[str] = []
    for message in gathered():
        key = message.id if isinstance(message.id, str) else message.id[0]
        if not key:
            continue
        found = known.get(key)
        strings = (
            () if found is None else (found.string,) if isinstance(found.string, str) else tuple(found.string or ())
        )
        if not strings or not all(strings) or (found is not None and found.fuzzy):
            lacking.append(key)
    return lacking


def update(language: str) -> Catalog:
    """The .po file with every sentence of the pages and none besides; translations are kept."""
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = read_catalogue(language) if path.exists() else Catalog(locale=language)
    fresh = Catalog(locale=language, project="Graph Directory", charset="utf-8", fuzzy=False)
    for message in gathered():
        if not message.id:
            continue
        old = known.get(message.id if isinstance(message.id, str) else message.id[0])
        string = old.string if old is not None and old.string else None
        fresh.add(message.id, string, locations=message.locations, flags={"python-brace-format"} & set(message.flags))
    with path.open("wb") as file:
        write_po(file, fresh, sort_output=True, omit_header=False, include_lineno=False, width=120)
    return fresh


def main() -> int:
    """Updates every catalogue and lists what is still to be translated; 1 when something is."""
    lacking = 0
    for language in LANGUAGES:
        if language == "en":
            continue
        update(language)
        for sentence in missing(language):
            print(f"{language}: {sentence}")
            lacking += 1
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
