"""`load`: data files into the store, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from api.cli.running import (
    DATA_HAS_PROBLEMS,
    JsonOption,
    StoreOption,
    print_json,
    print_problems,
    run,
    settings_for,
    told,
)
from graph_directory.errors import DataProblems
from graph_directory.importing import LoadOptions, LoadReport, load_files
from graph_directory.settings import Settings
from graph_directory.stores import open_store

PathsArgument = Annotated[
    list[Path],
    typer.Argument(exists=True, metavar="PATH...", help="Data files, or folders that hold them, such as seed_data."),
]


def load(
    paths: PathsArgument,
    store: StoreOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Load data files into the store: all of them, or nothing where one has a problem."""
    why = f"Loaded from {', '.join(path.resolve().name for path in paths)}."
    options = LoadOptions(dry_run=dry_run, strict=strict, why=why)
    with told():
        settings = settings_for(store)
    try:
        report = run_load(settings, paths, options)
    except DataProblems as problems:
        refuse(problems, as_json=as_json)
    print_report(report, as_json=as_json, done="Would change" if dry_run else "Loaded")


def run_load(settings: Settings, paths: list[Path], options: LoadOptions) -> LoadReport:
    """Opens the store, loads and closes it; DataProblems are left to the caller."""

    async def work() -> LoadReport | DataProblems:
        opened = await open_store(settings)
        try:
            return await load_files(opened, paths, options)
        except DataProblems as problems:
            return problems
        finally:
            await opened.close()

    answer = run(work())
    if isinstance(answer, DataProblems):
        raise answer
    return answer


def refuse(problems: DataProblems, *, as_json: bool) -> NoReturn:
    """Lists every problem and leaves with exit code 1."""
    print_problems(problems.problems, as_json=as_json)
    if not as_json:
        typer.echo(str(problems), err=True)
    raise typer.Exit(DATA_HAS_PROBLEMS)


def print_report(report: LoadReport, *, as_json: bool, done: str) -> None:
    """What became of the records, by kind where anything did."""
    if as_json:
        print_json(_plain(report))
        return
    print_problems(report.warnings, as_json=False)
    totals = [sum(counts.values()) for counts in (report.new, report.changed, report.unchanged)]
    print(f"{done}: {totals[0]} new, {totals[1]} changed, {totals[2]} unchanged.")
    for kind in dict.fromkeys((*report.new, *report.changed)):
        what = kind.value.replace("_", " ")
        print(f"  {what}: {report.new.get(kind, 0)} new, {report.changed.get(kind, 0)} changed")
    if report.version is not None:
        print(f"The directory is at version {report.version}.")


def _plain(report: LoadReport) -> dict[str, Any]:
    return {
        "new": dict(report.new),
        "changed": dict(report.changed),
        "unchanged": dict(report.unchanged),
        "problems": [str(warning) for warning in report.warnings],
        "version": report.version,
    }
