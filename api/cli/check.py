"""`check`: data files against every rule of a strict load, without a store."""

from __future__ import annotations

import asyncio

from api.cli.load import PathsArgument, print_report, refuse
from api.cli.running import JsonOption
from graph_directory.errors import DataProblems
from graph_directory.importing import check_files


def check(paths: PathsArgument, as_json: JsonOption = False) -> None:
    """Check data files as a strict load into an empty store would; every problem is listed."""
    try:
        report = asyncio.run(check_files(paths))
    except DataProblems as problems:
        refuse(problems, as_json=as_json)
    else:
        print_report(report, as_json=as_json, done="No problems; into an empty store")
