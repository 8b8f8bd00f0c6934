"""Promises about what stands in schema/vocabularies."""

from __future__ import annotations

from collections import Counter

import pytest

from graph_directory.terms import Entry, Terms
from graph_directory.text.fold import fold

TERMS = Terms.load()
ENTRIES = [entry for name in TERMS.names() for entry in TERMS.entries(name)]
COMMON = {"be", "de", "du", "en", "het", "la", "le", "les", "lu", "om", "on", "one", "und", "loi", "cet", "sis", "eu"}
"""Everyday words; EU is told by its words in three languages, never as a short form in all of them."""


def name_of(entry: Entry) -> str:
    return f"{entry.vocabulary}:{entry.code}"


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_every_code_has_a_label_in_the_four_languages(entry: Entry) -> None:
    assert {"nl", "fr", "de", "en"} <= set(entry.labels)
    assert all(isinstance(label, str) and label.strip() for label in entry.labels.values())


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_a_broader_code_stands_in_the_same_vocabulary(entry: Entry) -> None:
    assert entry.broader is None or TERMS.entry(entry.vocabulary, entry.broader) is not None


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.words], ids=name_of)
def test_words_are_said_once_and_have_letters(entry: Entry) -> None:
    for spoken in entry.words.values():
        folded = Counter(fold(word) for word in spoken)
        assert "" not in folded
        assert [word for word, times in folded.items() if times > 1] == []


def test_no_short_form_is_an_everyday_word() -> None:
    short_forms = {fold(word) for entry in ENTRIES for word in entry.words.get("", ())}
    assert short_forms.isdisjoint(COMMON)


def test_every_kind_has_words_in_the_four_languages() -> None:
    poor = [
        entry.code
        for entry in TERMS.entries("kinds")
        if any(len(entry.words.get(language, ())) < 10 for language in ("nl", "fr", "de", "en"))
    ]
    assert poor == []


def test_every_tie_reads_from_both_ends_and_says_how_it_is_travelled() -> None:
    for entry in TERMS.entries("referral_kinds"):
        assert {"nl", "fr", "de", "en"} <= set(entry.extra["reverse"])
        assert entry.extra["traversal"] in {"both", "forward"}


def test_a_country_name_is_not_also_an_adjective_in_the_same_language() -> None:
    for entry in TERMS.entries("countries"):
        for language, adjectives in entry.extra.get("adjectives", {}).items():
            names = {fold(word) for word in entry.words.get(language, ())}
            assert names.isdisjoint(fold(word) for word in adjectives), (entry.code, language)
