"""schema/README.md tells every key of the data files and every code of the vocabularies."""

from __future__ import annotations

import json
import re

import pytest

from graph_directory.records import RECORD_FILES
from graph_directory.shipped import shipped_folder
from tools.schema_readme import BEGIN, END, README, with_tables


def test_the_tables_say_what_the_vocabularies_say() -> None:
    text = README.read_text("utf-8")
    assert text == with_tables(text), "run `python -m tools.schema_readme`"


def test_what_stands_around_the_tables_is_kept() -> None:
    text = with_tables(f"before {BEGIN} yesterday {END} after")
    assert text.startswith("before ")
    assert text.endswith(" after")
    assert "yesterday" not in text


def test_a_text_without_markers_is_refused_by_naming_them() -> None:
    with pytest.raises(ValueError, match=re.escape(END)):
        with_tables(f"before {BEGIN}")


@pytest.mark.parametrize("name", RECORD_FILES.values())
def test_every_key_of_a_data_file_is_explained(name: str) -> None:
    section = README.read_text("utf-8").partition(f"`{name}`")[2].partition("\n## ")[0]
    records = json.loads((shipped_folder("seed_data") / name).read_text("utf-8"))
    unexplained = {key for record in records for key in record if f"`{key}`" not in section}
    assert not unexplained
