"""What every command shares: settings, running asynchronous work, and errors as one line with an exit code."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Annotated, Any, TypeVar

import typer

from graph_directory.errors import DataProblems, GraphDirectoryError, Problem, SettingsError, StoreError, UnknownSlug
from graph_directory.settings import Settings

Answer = TypeVar("Answer")
DATA_HAS_PROBLEMS = 1
WRONG_USE = 2

StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="sqlite:///absolute/path.db or neo4j://host:7687; else from settings."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON, for programs.")]


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Runs asynchronous work to its end, telling errors as `told` does."""
    with told():
        return asyncio.run(work)


@contextmanager
def told() -> Iterator[None]:
    """A domain error becomes one line on the error output and an exit code; no stack trace for what is expected."""
    try:
        yield
    except GraphDirectoryError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(exit_code(error)) from error


def exit_code(error: GraphDirectoryError) -> int:
    """1 where data or store are at fault, 2 where the command was."""
    return DATA_HAS_PROBLEMS if isinstance(error, DataProblems | StoreError | UnknownSlug) else WRONG_USE


def settings_for(store: str | None) -> Settings:
    """The settings of the environment with the store of the command line, if given.

    Raises SettingsError when a file named there cannot be read.
    """
    try:
        settings = Settings.from_env()
    except OSError as error:
        raise SettingsError(f"{error.filename} cannot be read: {error.strerror}.") from error
    return replace(settings, store=store) if store else settings


def print_problems(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Every problem on a line of its own; warnings say so."""
    if as_json:
        print_json({"problems": [asdict(problem) for problem in problems]})
        return
    for problem in problems:
        print(f"warning: {problem}" if problem.severity == "warning" else problem, file=sys.stderr)


def print_json(value: object) -> None:
    """Plain data as indented JSON on the output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
