"""Writes schema/graphql/schema.graphql: the GraphQL schema as the code has it.

Run as `python -m tools.printed_schema`; with `--check` it writes nothing and fails when the file is not up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from api.graphql.schema import sdl

PRINTED = Path(__file__).resolve().parents[1] / "schema" / "graphql" / "schema.graphql"


def printed() -> str:
    """The file's text: what `graph-directory schema` prints."""
    return sdl().rstrip() + "\n"


def main(arguments: list[str]) -> int:
    """Writes the file, or tells whether it is up to date."""
    text = printed()
    if "--check" not in arguments:
        PRINTED.parent.mkdir(parents=True, exist_ok=True)
        PRINTED.write_text(text, "utf-8")
        return 0
    if PRINTED.is_file() and PRINTED.read_text("utf-8") == text:
        return 0
    print("schema/graphql/schema.graphql is not what the code says; run `python -m tools.printed_schema`.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
