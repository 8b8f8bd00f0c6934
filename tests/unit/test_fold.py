"""Promises of the folding of spellings."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph_directory.text.fold import fold, folded_spellings, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Liège", "liege"),
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("’s–Hertogenbosch", "s hertogenbosch"),
        ("  Den   HAAG ", "den haag"),
        ("Straßburg", "strassburg"),
        ("Esch/Alzette", "esch alzette"),
        ("Bœschepe", "boeschepe"),
        ("snake_case", "snake case"),
        ("...", ""),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("typed", ["St Vith", "St. Vith", "Sankt Vith", "Saint-Vith", "Sint-Vith", "SANKT-VITH"])
def test_a_saint_is_one_word_in_every_language(typed: str) -> None:
    assert fold(typed) == "st vith"


def test_a_saint_inside_a_longer_word_stays_part_of_it() -> None:
    assert fold("Stavelot") == "stavelot"
    assert fold("Saintes") == "saintes"


def test_a_composed_and_a_decomposed_accent_fold_alike() -> None:
    assert fold("Lie\u0300ge") == fold("Liège")
    assert folded_spellings("Ko\u0308ln") == folded_spellings("Köln")


@pytest.mark.parametrize(("name", "found_by"), [("Köln", "koeln"), ("Köln", "koln"), ("Saarbrücken", "saarbruecken")])
def test_an_umlaut_is_found_with_and_without_its_e(name: str, found_by: str) -> None:
    assert found_by in folded_spellings(name)


def test_a_name_without_umlauts_has_one_spelling() -> None:
    assert folded_spellings("Liège") == ("liege",)
    assert folded_spellings("Gent") == ("gent",)


def test_words_come_in_the_order_of_the_text() -> None:
    assert words("Dienst voor Slachtofferhulp, Sint-Truiden") == ("dienst", "voor", "slachtofferhulp", "st", "truiden")


@given(st.text())
@example("\N{SERVICE MARK}")
@example("\N{LATIN SMALL LETTER AE WITH ACUTE}")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_no_space_and_join_to_the_folded_text(text: str) -> None:
    assert " ".join(words(text)) == fold(text)
    assert all(word and not word.isspace() for word in words(text))
