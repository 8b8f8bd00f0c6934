"""Every error of the domain; nothing here knows HTTP.

GraphDirectoryError
├── BadQuestion          the question cannot be answered as it was put; says what to change
│   ├── UnknownSlug      nothing of that kind has that slug
│   └── BadCursor        a page cursor that this directory did not give
├── DataProblems         records that cannot be loaded; carries every problem with file, line and field
├── StoreError           the store cannot do its work
│   ├── StoreUnavailable     not reachable now; may come back by itself
│   ├── StoreNotWritable     folder or file cannot be written
│   ├── StoreVersionError    written by a newer version of the program
│   ├── StoreMisconfigured   wrong address, password, database, or a database that holds something else
│   └── LoadInterrupted      a load that was cut off; nothing of it was kept
└── SettingsError        a setting or command-line value that cannot be used
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class GraphDirectoryError(Exception):
    """The root of the tree; `code` is stable and may be shown to programs."""

    code = "ERROR"


class BadQuestion(GraphDirectoryError):
    """The question cannot be answered as it was put; the message says what to change."""

    code = "BAD_QUESTION"


class UnknownSlug(BadQuestion):
    """Nothing of that kind has that slug."""

    code = "UNKNOWN_SLUG"

    def __init__(self, kind: str, slug: str) -> None:
        super().__init__(f"No {kind} has the slug {slug!r}. Search for its name to find the slug.")
        self.kind = kind
        self.slug = slug


class BadCursor(BadQuestion):
    """A page cursor that this directory did not give."""

    code = "BAD_CURSOR"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where it is, what it is, and what to change.

    `line` counts from 1 and is None when the whole file is meant.
    """

    file: str
    line: int | None
    field: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class DataProblems(GraphDirectoryError):
    """Records that cannot be loaded; nothing was."""

    code = "DATA_PROBLEMS"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s) found; nothing was loaded.")
        self.problems = tuple(problems)


class StoreError(GraphDirectoryError):
    """The store cannot do its work."""

    code = "STORE_ERROR"


class StoreUnavailable(StoreError):
    """The store is not reachable now; it may come back by itself."""

    code = "STORE_UNAVAILABLE"


class StoreNotWritable(StoreError):
    """The folder or file of the store cannot be written."""

    code = "STORE_NOT_WRITABLE"


class StoreVersionError(StoreError):
    """The store was written by a newer version of the program."""

    code = "STORE_NEWER"


class StoreMisconfigured(StoreError):
    """Wrong address, password or database, or a database that holds something else."""

    code = "STORE_MISCONFIGURED"


class LoadInterrupted(StoreError):
    """A load that was cut off; nothing of it was kept."""

    code = "LOAD_INTERRUPTED"


class SettingsError(GraphDirectoryError):
    """A setting or command-line value that cannot be used; the message says what to change."""

    code = "BAD_SETTING"
