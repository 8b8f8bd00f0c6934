"""`export`: the directory back to a folder of data files, or the network to a file for other programs."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.running import JsonOption, StoreOption, print_json, run, settings_for, told
from graph_directory.errors import BadQuestion
from graph_directory.exporting import export_directory, network_file, write_whole
from graph_directory.questions import NetworkFilter
from graph_directory.settings import Settings
from graph_directory.store import RecordKind
from graph_directory.stores import open_store
from graph_directory.vocabulary import Visibility


class Format(StrEnum):
    """What is written: the records to load again, or the network."""

    RECORDS = "records"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    BODIES_CSV = "bodies.csv"
    JSON = "json"


def export(
    target: Annotated[Path, typer.Argument(help="A folder for records, a file for the network; made if not there.")],
    written: Annotated[Format, typer.Option("--format", help="Records, or the network for other programs.")] = (
        Format.RECORDS
    ),
    store: StoreOption = None,
    visibility: Annotated[Visibility, typer.Option(help="What this class may see is written.")] = Visibility.PUBLIC,
    as_json: JsonOption = False,
) -> None:
    """Write the directory to a folder of data files that `load` reads back without a change, or its network to a file.

    GEXF opens in Gephi, GraphML in most programs for networks; CSV holds a line a link (bodies.csv: a line a body).
    """
    with told():
        settings = settings_for(store)
        if written is Format.RECORDS and target.is_file():
            raise BadQuestion(f"{target} is a file; records are written to a folder. For the network, add --format.")
        if written is not Format.RECORDS and target.is_dir():
            raise BadQuestion(f"{target} is a folder; name a file, such as {target / f'network.{written}'}.")
    if written is not Format.RECORDS:
        bodies, links = run(_export_network(settings, target, written, visibility))
        if as_json:
            print_json({"written": {"bodies": bodies, "links": links}})
        else:
            print(f"Wrote {bodies} bodies and {links} links to {target}.")
        return
    counts, left_out = run(_export(settings, target, visibility))
    if as_json:
        print_json({"written": counts, "leftOut": left_out})
        return
    print(f"Wrote {sum(counts.values())} records to {target}.")
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


async def _export_network(settings: Settings, file: Path, written: Format, visibility: Visibility) -> tuple[int, int]:
    from graph_directory.opening import open_directory  # noqa: PLC0415  (other exports start faster without)

    opened = await open_store(settings)
    try:
        directory = await open_directory(opened, visibility)
        found = await directory.analysis(NetworkFilter(), datetime.now(UTC).date())
    finally:
        await opened.close()
    if found.figures is None:
        raise LookupError("figures that were waited for are not there")
    write_whole(file, network_file(written, found.part, found.figures))
    return len(found.part.organisations), len(found.part.referrals)
