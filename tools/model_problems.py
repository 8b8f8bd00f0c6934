"""A problem of the model, and the reading of its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file of the schema folder: where in it, and what to change."""

    file: str
    where: str
    change: str

    def __str__(self) -> str:
        return f"schema/{self.file}: {self.where}: {self.change}"


def read(path: Path) -> Any:
    """The content of a YAML file."""
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
