"""Nothing of the machine that a file was written on stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from house_files import files, name_of

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("repo", "maven", "apache", "org"),
        ("repo1", "maven", "org"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
        ("crates", "io"),
    )
]
MACHINE_PATH = re.compile(r"(?<![\w./:-])/(?:work|root|tmp|home/\w+)/\w")
_PICTURES_AND_FONTS = {".woff2", ".png", ".ico"}


def test_no_file_names_a_package_registry() -> None:
    # places where evidence was read are data; a source may well be a page of anybody
    found = [
        f"{name_of(path)}: {host}"
        for path, text in _texts()
        if not name_of(path).startswith("seed_data/")
        for host in REGISTRIES
        if host in text
    ]
    assert found == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert [f"{name_of(path)}: {match[0]}" for path, text in _texts() if (match := MACHINE_PATH.search(text))] == []


def test_nothing_is_left_to_do_in_a_comment() -> None:
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    code = [(path, text) for path, text in _texts() if path.suffix in {".py", ".html", ".js", ".css", ".cypher", ".md"}]
    assert [f"{name_of(path)}: {match[0]}" for path, text in code if (match := marks.search(text))] == []


def _texts() -> list[tuple[Path, str]]:
    return [(path, path.read_text("utf-8")) for path in files() if path.suffix not in _PICTURES_AND_FONTS]
