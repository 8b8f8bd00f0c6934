"""The files a browser fetches beside the pages: style sheets, type face, scripts, icons; held in memory."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

STATIC_FOLDER: Final = Path(__file__).parent / "static"
ISLANDS_FOLDER: Final = STATIC_FOLDER / "dist"
"""What web/ is built into; every page works without it."""
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_END: Final = re.compile(r"\s*\n\s*")
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file with its media type and the mark of its content."""

    content: bytes
    media_type: str
    mark: str


@cache
def assets() -> dict[str, Asset]:
    """Every served file by name, with the islands where they are built."""
    built = sorted(ISLANDS_FOLDER.glob("*.js")) if ISLANDS_FOLDER.is_dir() else []
    paths = [*sorted(STATIC_FOLDER.iterdir()), *built]
    return {path.name: _asset(path) for path in paths if path.suffix in _TYPES}


def built(name: str) -> bool:
    """Whether an island is there."""
    return name in assets()


def address(name: str) -> str:
    """Where a file is served; the address changes with its content, so that browsers may keep it."""
    return f"/static/{name}?v={assets()[name].mark}"


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    if path.suffix == ".css":
        content = _compact_sheet(content.decode()).encode()
    elif path.suffix == ".js" and path.parent == STATIC_FOLDER:  # what is built is compact already
        content = _compact_script(content.decode()).encode()
    return Asset(content, _TYPES[path.suffix], hashlib.sha256(content).hexdigest()[:12])


def _compact_sheet(sheet: str) -> str:
    """A style sheet without comments and line ends: what a browser reads, and nothing besides."""
    return _LINE_END.sub("", _COMMENT.sub("", sheet)).replace(";}", "}")


def _compact_script(script: str) -> str:
    """A script without indentation and the lines that are comments; its line ends stay, they may end a statement."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
