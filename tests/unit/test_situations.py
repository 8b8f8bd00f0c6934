"""What several signs together mean: a situation is told in any of our languages without naming its subject."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from graph_directory.terms import Terms
from graph_directory.text.fold import words
from graph_directory.text.lexicon import READ_VOCABULARIES, Lexicon
from graph_directory.text.reading import Reader, Sense
from graph_directory.text.situations import (
    SIGNS,
    Signs,
    Situation,
    Situations,
    documents_of,
    meaning_of,
    spoken_signs,
)
from tests.unit.shipped_places import shipped_places

LANGUAGES = ("nl", "fr", "de", "en")
DOCUMENTS = dict(documents_of())
TOLD = [
    pytest.param(situation, language, id=f"{situation['code']}-{language}")
    for document in DOCUMENTS.values()
    for situation in document["situations"]
    for language in LANGUAGES
]
AGES = {("age", "minor"), ("age", "adult")}


@cache
def reader() -> Reader:
    return Reader(Lexicon.of(Terms.load()), shipped_places(), Situations.load())


@pytest.mark.parametrize(("situation", "language"), TOLD)
def test_a_situation_is_told_in_each_language_as_people_tell_it(situation: Any, language: str) -> None:
    reading = reader().read(situation["examples"][language])
    assert set(map(meaning_of, situation["means"])) <= set(reading.meanings), reading.spans


@pytest.mark.parametrize("file", DOCUMENTS)
def test_a_file_of_situations_says_what_it_is_about_and_uses_known_codes_only(file: str) -> None:
    document = DOCUMENTS[file]
    terms = Terms.load()
    known = {(name, entry.code) for name in READ_VOCABULARIES for entry in terms.entries(name)} | AGES
    known |= {(SIGNS, code) for each in DOCUMENTS.values() for code, _, _ in spoken_signs(each)}
    used = [
        meaning_of(name)
        for situation in document["situations"]
        for group in (*situation["every"], situation.get("unless") or [], situation["means"])
        for name in group
    ]
    assert document["about"].endswith(".")
    assert [meaning for meaning in used if meaning not in known] == []
    assert all(situation["about"].endswith(".") for situation in document["situations"])
    assert all(set(LANGUAGES) <= sign["words"].keys() for sign in document["signs"])


def test_a_sign_takes_nothing_from_the_words_in_it() -> None:
    signs = Signs([("lives_in_a_home", "fr", "placé dans un foyer")])
    assert [meaning for meaning, _, _ in signs.told_in(words("Ado placé dans un foyer"), "fr")] == [
        (SIGNS, "lives_in_a_home")
    ]
    assert ("kinds", "shelter") in reader().read("ado placé dans un foyer").meanings


def test_what_is_a_sign_of_something_is_not_called_unknown() -> None:
    assert "tendent" not in " ".join(reader().read("deux petites filles, elles tendent un gobelet").unknown)


def test_one_situation_may_build_on_what_another_means_in_whatever_order_they_stand() -> None:
    first = Situation("first", (frozenset({("themes", "drugs")}),), frozenset(), (("services", "hotline"),))
    second = Situation("second", (frozenset({(SIGNS, "powder")}),), frozenset(), (("themes", "drugs"),))
    added = [each.adds for each in Situations([first, second]).told_by([(SIGNS, "powder")])]
    assert added == [(("themes", "drugs"),), (("services", "hotline"),)]


def test_no_two_signs_or_situations_share_a_name_and_no_sign_is_there_for_nothing() -> None:
    signs = [sign["code"] for document in DOCUMENTS.values() for sign in document["signs"]]
    situations = [each for document in DOCUMENTS.values() for each in document["situations"]]
    codes = [situation["code"] for situation in situations]
    used = {name for each in situations for group in (*each["every"], each.get("unless") or []) for name in group}
    assert (sorted(set(signs)), sorted(set(codes))) == (sorted(signs), sorted(codes))
    assert set(signs) <= used


def test_a_situation_wants_every_sign_and_bears_no_contrary_one() -> None:
    begging, child, adult = (SIGNS, "begging"), ("age", "minor"), ("age", "adult")
    meant = ("themes", "forced_begging")
    told = Situations(
        [Situation("child_begs", (frozenset({begging}), frozenset({child})), frozenset({adult}), (meant,))]
    )
    assert [each.adds for each in told.told_by([begging, child])] == [(meant,)]
    assert list(told.told_by([begging])) == []
    assert list(told.told_by([begging, child, adult])) == []
    assert list(told.told_by([begging, child, meant])) == []  # said already: nothing is added


def test_the_words_that_gave_a_situation_away_are_shown_with_what_they_were_taken_for() -> None:
    reading = reader().read("deux petites filles, elles tendent un gobelet du matin au soir")
    told = [span for span in reading.spans if span.sense is Sense.TERM and not span.folded]
    assert [span.words for span in told] == ["tendent un gobelet … filles"]
