"""Writes the vocabulary tables of schema/README.md, between two marker comments, from schema/vocabularies.

Run as `python -m tools.schema_readme`; with `--check` it writes nothing and fails when the tables are not what it
would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
VOCABULARIES = ROOT / "schema" / "vocabularies"
README = ROOT / "schema" / "README.md"
BEGIN = "<!-- vocabularies: written by `python -m tools.schema_readme`, change schema/vocabularies instead -->"
END = "<!-- end of vocabularies -->"
_OPTIONAL = {
    "broader": "a case of",
    "reverse": "read from the other end",
    "traversal": "a path may use it",
    "description": "what is meant",
}
_TRAVERSALS = {"both": "both ways", "forward": "from A to B"}


def with_tables(text: str, folder: Path = VOCABULARIES) -> str:
    """`text` with everything between the markers replaced by the tables of `folder`; ValueError without markers."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"The text needs both markers, in this order: {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{tables(folder)}\n\n{END}{after}"


def tables(folder: Path = VOCABULARIES) -> str:
    """One heading and one table a vocabulary, by name."""
    return "\n\n".join(_section(path) for path in sorted(folder.glob("*.yaml")))


def _section(path: Path) -> str:
    document: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    rows = "\n".join(_table(document["entries"]))
    return f"### {path.stem}\n\n{document['about']}\n\n{rows}"


def _table(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    entries = list(entries)
    optional = [column for column in _OPTIONAL if any(column in entry for entry in entries)]
    yield _row(["code", "label", *(_OPTIONAL[column] for column in optional)])
    yield _row(["---"] * (2 + len(optional)))
    for entry in entries:
        yield _row([f"`{entry['code']}`", entry["labels"]["en"], *(_cell(entry, column) for column in optional)])


def _cell(entry: dict[str, Any], column: str) -> str:
    value = entry.get(column)
    if isinstance(value, dict):
        return str(value.get("en", ""))
    if value is None:
        return ""
    return f"`{value}`" if column == "broader" else _TRAVERSALS.get(value, str(value))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    """Writes the tables, or tells whether they are up to date."""
    standing = README.read_text("utf-8")
    text = with_tables(standing)
    if "--check" not in sys.argv[1:]:
        README.write_text(text, "utf-8")
        return 0
    if standing == text:
        return 0
    print("schema/README.md is not what schema/vocabularies says; run `python -m tools.schema_readme`.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
