"""The whole way of a file: rows, checks of each, checks across, and one change set that is written or told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_directory.errors import DataProblems, Problem
from graph_directory.importing.across import problems_across
from graph_directory.importing.known import Known, look_up
from graph_directory.importing.records import Entry, read_entries
from graph_directory.importing.rows import read_rows
from graph_directory.records import slug_of
from graph_directory.store import ChangeSet, DirectoryReader, RecordKind, Store
from graph_directory.vocabulary import Visibility


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load: `dry_run` only tells, `strict` counts warnings as errors; `by` is a role, never a person."""

    dry_run: bool = False
    strict: bool = False
    by: str = "data editor"
    why: str = "Loaded from data files."


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do; counts by kind of record. `version` is None without a store."""

    new: Mapping[RecordKind, int]
    changed: Mapping[RecordKind, int]
    unchanged: Mapping[RecordKind, int]
    warnings: tuple[Problem, ...]
    version: int | None = None


async def load_files(store: Store, paths: Sequence[Path], options: LoadOptions = LoadOptions()) -> LoadReport:
    """Loads files or folders, all of it or nothing; records that are equal to the stored ones write nothing.

    Raises DataProblems with every problem of every file.
    """
    reader = await store.reader(Visibility.RESTRICTED)
    entries, known, warnings = await _read(paths, reader, strict=options.strict)
    if options.dry_run:
        return _report(entries, known, warnings, (await reader.info()).version)
    puts = tuple(entry.value for entry in entries if entry.value is not None)
    version = await store.writer().apply(ChangeSet(options.by, options.why, puts))
    return _report(entries, known, warnings, version)


async def check_files(paths: Sequence[Path], *, strict: bool = True) -> LoadReport:
    """Checks files as a load into an empty store would.

    Raises DataProblems with every problem of every file.
    """
    entries, known, warnings = await _read(paths, None, strict=strict)
    return _report(entries, known, warnings, None)


async def _read(
    paths: Sequence[Path], reader: DirectoryReader | None, *, strict: bool
) -> tuple[Sequence[Entry], Known, tuple[Problem, ...]]:
    read = read_rows(paths)
    problems = list(read.problems)
    entries = read_entries(read.rows, problems)
    known = Known() if reader is None else await look_up(reader, entries)
    problems += problems_across(entries, known)
    if any(strict or problem.severity == "error" for problem in problems):
        raise DataProblems(_in_order(problems, entries))
    return entries, known, tuple(problems)


def _in_order(problems: Sequence[Problem], entries: Sequence[Entry]) -> Sequence[Problem]:
    files = list(dict.fromkeys([entry.row.file for entry in entries]))
    place = {file: number for number, file in enumerate(files)}
    return sorted(problems, key=lambda problem: (place.get(problem.file, len(place)), problem.file, problem.line or 0))


def _report(entries: Sequence[Entry], known: Known, warnings: tuple[Problem, ...], version: int | None) -> LoadReport:
    counts: dict[str, Counter[RecordKind]] = {"new": Counter(), "changed": Counter(), "unchanged": Counter()}
    for entry in entries:
        if entry.value is not None:
            stored = known.records.get(entry.row.kind, {}).get(slug_of(entry.value))
            outcome = "new" if stored is None else "unchanged" if stored == entry.value else "changed"
            counts[outcome][entry.row.kind] += 1
    return LoadReport(counts["new"], counts["changed"], counts["unchanged"], warnings, version)
