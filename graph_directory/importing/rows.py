"""Reading data files into rows that know their file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from graph_directory.errors import Problem
from graph_directory.records import RECORD_FILES
from graph_directory.store import RecordKind

_KIND_OF_FILE = {name: kind for kind, name in RECORD_FILES.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it stands in a file; `line` counts from 1 and is where the record begins."""

    file: str
    line: int
    kind: RecordKind
    record: Mapping[str, Any]

    def problem(self, field: str, message: str, severity: str = "error") -> Problem:
        """A problem at this row."""
        return Problem(self.file, self.line, field, message, severity)


@dataclass(frozen=True, slots=True)
class RowsAndProblems:
    """What could be read and what could not."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_rows(paths: Sequence[Path]) -> RowsAndProblems:
    """Every row of the files, or of the data files in the folders, in the order given; never raises for bad data."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for path in paths:
        for found in _path_rows(path):
            if isinstance(found, Row):
                rows.append(found)
            else:
                problems.append(found)
    return RowsAndProblems(tuple(rows), tuple(problems))


def _path_rows(path: Path) -> Iterator[Row | Problem]:
    if path.is_dir():
        files = [path / name for name in RECORD_FILES.values() if (path / name).is_file()]
        if not files:
            yield Problem(str(path), None, "", f"The folder holds none of {', '.join(RECORD_FILES.values())}.")
        for file in files:
            yield from _file_rows(file)
    else:
        yield from _file_rows(path)


def _file_rows(path: Path) -> Iterator[Row | Problem]:
    kind = _KIND_OF_FILE.get(path.name)
    if kind is None:
        names = ", ".join(RECORD_FILES.values())
        yield Problem(str(path), None, "", f"The file name tells what the records are; name it one of {names}.")
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        yield Problem(str(path), line, "", "Not UTF-8 text from here on; save the file as UTF-8.")
        return
    except OSError as error:
        yield Problem(str(path), None, "", f"The file cannot be read: {error.strerror}.")
        return
    yield from _text_rows(str(path), kind, text)


def _text_rows(file: str, kind: RecordKind, text: str) -> Iterator[Row | Problem]:
    try:
        for line, value in _elements(text):
            if isinstance(value, dict):
                yield Row(file, line, kind, value)
            else:
                yield Problem(file, line, "", "A record must be an object in { }.")
    except json.JSONDecodeError as error:
        message = f"column {error.colno}: not readable as JSON: {error.msg}."
        yield Problem(file, error.lineno, "", message)
    except RecursionError:
        yield Problem(file, None, "", "Nested too deeply to be a list of records.")


def _elements(text: str) -> Iterator[tuple[int, Any]]:
    # the array is walked by hand because `json.loads` forgets where each element stood
    decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)
    place = _expect(text, 0, "[", "a list of records in [ ]")
    line, counted = 1, 0
    place = _blank(text, place)
    while not text.startswith("]", place):
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, place = decoder.raw_decode(text, place)
            _refuse_half_letters(text[counted:place], value)
        except _BadValueError as error:
            raise json.JSONDecodeError(str(error), text, place) from error
        yield line, value
        place = _blank(text, place)
        if not text.startswith("]", place):
            place = _blank(text, _expect(text, place, ",", "a comma or the closing ]"))
    end = _blank(text, place + 1)
    if end != len(text):
        raise json.JSONDecodeError("nothing may follow the closing ]", text, end)


def _expect(text: str, place: int, sign: str, what: str) -> int:
    place = _blank(text, place)
    if not text.startswith(sign, place):
        raise json.JSONDecodeError(f"expected {what}", text, place)
    return place + 1


def _blank(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return place


class _BadValueError(ValueError):
    """Something the JSON reader would let pass silently."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _BadValueError(f"the key {twice!r} stands twice in one object of this record")
    return record


def _refuse_half_letters(text: str, value: Any) -> None:
    # half of a surrogate pair can be escaped in JSON but never written to a store or a page
    if "\\ud" in text.lower():
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise _BadValueError("holds an escape that is no whole letter") from error


def _no_constant(name: str) -> NoReturn:
    raise _BadValueError(f"{name} is no number in JSON")
