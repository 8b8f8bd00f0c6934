"""The files of the house, as git knows them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {".venv", ".git", ".cache", "node_modules", "dist", "build", "__pycache__", "secrets"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is committed or about to be; without git, what lies there and is not made."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        found = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        found = [path for path in ROOT.rglob("*") if not _NOT_OURS & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def written_in(*suffixes: str) -> list[Path]:
    """The files with one of these endings."""
    return [path for path in files() if path.suffix in suffixes]


def name_of(path: Path) -> str:
    """A file as people name it: from the top folder on."""
    return path.relative_to(ROOT).as_posix()
