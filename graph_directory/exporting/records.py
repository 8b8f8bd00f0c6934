"""The directory back to a folder of data files, in the format and the order it was loaded from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from graph_directory.exporting.writing import write_whole
from graph_directory.records import RECORD_FILES, to_record
from graph_directory.store import DirectoryReader, RecordKind


async def export_directory(reader: DirectoryReader, folder: Path) -> Mapping[RecordKind, int]:
    """Writes one file per kind into `folder`, replacing those of before; answers how many records each holds.

    What the reader's visibility class may not see is left out. Raises StoreNotWritable.
    """
    counts: dict[RecordKind, int] = {}
    for kind, name in RECORD_FILES.items():
        records = [to_record(record) for record in await reader.records(kind)]
        write_whole(folder / name, json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        counts[kind] = len(records)
    return counts
