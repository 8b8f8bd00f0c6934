"""`export`: the directory back to a folder of data files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.running import JsonOption, StoreOption, print_json, run, settings_for, told
from graph_directory.exporting import export_directory
from graph_directory.settings import Settings
from graph_directory.store import RecordKind
from graph_directory.stores import open_store
from graph_directory.vocabulary import Visibility


def export(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where to write; made if it is not there.")],
    store: StoreOption = None,
    visibility: Annotated[Visibility, typer.Option(help="What this class may see is written.")] = Visibility.PUBLIC,
    as_json: JsonOption = False,
) -> None:
    """Write the directory to a folder of data files that `load` reads back without a change."""
    with told():
        settings = settings_for(store)
    counts, left_out = run(_export(settings, folder, visibility))
    if as_json:
        print_json({"written": counts, "leftOut": left_out})
        return
    print(f"Wrote {sum(counts.values())} records to {folder}.")
    if left_out:
        print(f"Left out: {left_out} records that a {visibility} reader may not see (--visibility restricted for all).")


async def _export(settings: Settings, folder: Path, visibility: Visibility) -> tuple[dict[RecordKind, int], int]:
    opened = await open_store(settings)
    try:
        counts = dict(await export_directory(await opened.reader(visibility), folder))
        everything = await opened.reader(Visibility.RESTRICTED)
        total = sum([len(await everything.records(kind)) for kind in RecordKind])
        return counts, total - sum(counts.values())
    finally:
        await opened.close()
