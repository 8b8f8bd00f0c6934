"""What the records of a directory point to in the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph_directory.model import Record
from graph_directory.records import RECORD_FILES, from_record
from graph_directory.shipped import shipped_folder
from graph_directory.stores.neo4j.links import NEVER_POINTED_TO, TYPES, ties_of


def _seed() -> Iterator[Record]:
    for kind, name in RECORD_FILES.items():
        for record in json.loads((shipped_folder("seed_data") / name).read_text("utf-8")):
            yield from_record(kind, record)


def test_no_tie_leads_to_a_kind_that_is_never_pointed_to() -> None:
    ties = {(type_, kind) for record in _seed() for type_, kind, _ in ties_of(record)}
    assert len(ties) >= len(TYPES) - 2
    assert not {kind for _, kind in ties} & NEVER_POINTED_TO
