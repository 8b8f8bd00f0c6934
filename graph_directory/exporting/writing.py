"""Writing a file so that it is either the old one or the whole new one."""

from __future__ import annotations

from pathlib import Path

from graph_directory.errors import StoreNotWritable


def write_whole(file: Path, text: str) -> None:
    """Replaces the file's text, making its folder where there is none. Raises StoreNotWritable."""
    unfinished = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, "utf-8", newline="")
        unfinished.replace(file)
    except OSError as error:
        raise StoreNotWritable(f"{file} cannot be written: {error.strerror}.") from error
