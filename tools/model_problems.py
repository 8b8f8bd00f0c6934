"""A problem of the model, and the reading of its files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file of the schema folder: where in it, and what to change."""

    file: str
    where: str
    change: str

    def __str__(self) -> str:
        return f"schema/{self.file}: {self.where}: {self.change}"
