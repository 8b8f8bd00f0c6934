"""Every reason the rules can give has its sentence in four languages, with the same facts in each."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import graph_directory
from graph_directory.areas import AreaTree
from graph_directory.questions import Reason
from graph_directory.terms import Entry, Terms
from graph_directory.wording import Wording

TERMS = Terms.load()
SOURCE = Path(graph_directory.__file__).parent
_CODE = re.compile(r'Reason\(\s*"([a-z_]+)"')


def codes_in_code() -> set[str]:
    found = {code for file in SOURCE.rglob("*.py") for code in _CODE.findall(file.read_text("utf-8"))}
    return found | {f"tie{of}{how}" for of in ("", "_of_parent", "_of_peer") for how in ("", "_inferred")}


def test_every_code_of_the_rules_has_a_sentence() -> None:
    assert codes_in_code() <= {entry.code for entry in TERMS.entries("reasons")}


@pytest.mark.parametrize("entry", TERMS.entries("reasons"), ids=lambda entry: entry.code)
def test_a_sentence_names_the_same_facts_in_every_language(entry: Entry) -> None:
    assert set(entry.labels) == {"nl", "fr", "de", "en"}
    assert len({frozenset(_facts(label)) for label in entry.labels.values()}) == 1


def _facts(label: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(label) if name}


def test_facts_are_said_in_the_readers_language() -> None:
    wording = Wording(TERMS, AreaTree(()))
    reason = Reason("service", 0.1, {"service": "term:services:shelter"})
    assert TERMS.label("services", "shelter", "fr").lower() in wording.reason(reason, "fr", {})
    gate = Reason("gate", 0.1, {"behind": "org:nl-cosm"})
    assert "COSM" in wording.reason(gate, "en", {"nl-cosm": "COSM"})
    opens = Reason("closed_until", 0.0, {"opens": "time:2026-11-26T09:00+01:00"})
    assert "09:00" in wording.reason(opens, "de", {})


def test_a_fact_that_is_missing_does_not_break_the_sentence() -> None:
    assert "…" in Wording(TERMS, AreaTree(())).reason(Reason("service"), "en", {})


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_question_asked_back_has_its_words(language: str) -> None:
    wording = Wording(TERMS, AreaTree(()))
    for entry in TERMS.entries("questions_asked_back"):
        assert wording.question(entry.code, language).endswith("?")


@pytest.mark.parametrize(("language", "said"), [("en", "Works on sexual exploitation."), ("de", "Sexuelle Ausbeutung")])
def test_a_label_stands_in_a_sentence_as_its_language_writes_it(language: str, said: str) -> None:
    reason = Reason("theme", 0.1, {"theme": "term:themes:sexual_exploitation"})
    assert said in Wording(TERMS, AreaTree(())).reason(reason, language, {})


@pytest.mark.parametrize(("date", "said"), [("2018-06-27", "27 Jun 2018"), ("2021-03", "Mar 2021"), ("2017", "2017")])
def test_a_date_is_said_as_precisely_as_its_source(date: str, said: str) -> None:
    assert said in Wording(TERMS, AreaTree(())).reason(Reason("old_source", 0.0, {"date": date}), "en", {})


@pytest.mark.parametrize(("side", "said"), [("source", "refers to Payoke"), ("target", "is referred to by Payoke")])
def test_a_tie_is_told_from_the_side_of_the_body_that_is_spoken_of(side: str, said: str) -> None:
    reason = Reason("tie", 0.1, {"kind": f"tie:refers:{side}", "other": "org:be-payoke"})
    assert said in Wording(TERMS, AreaTree(())).reason(reason, "en", {"be-payoke": "Payoke"})


@pytest.mark.parametrize(("language", "said"), [("nl", "9 mei 2022"), ("fr", "9 mai 2022"), ("de", "9. Mai 2022")])
def test_a_date_is_written_as_its_language_writes_it(language: str, said: str) -> None:
    assert said in Wording(TERMS, AreaTree(())).reason(Reason("old_source", 0.0, {"date": "2022-05-09"}), language, {})
