"""The model is one: vocabularies well formed, schema/graph.yaml what the code says, and the linter sees when not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from graph_directory.shipped import read_yaml
from tools.graph_lint import graph_problems
from tools.model_lint import SCHEMA, problems
from tools.vocabulary_lint import vocabulary_problems

Document = dict[str, Any]


def test_the_model_holds_together() -> None:
    assert [str(problem) for problem in problems()] == []


def sound() -> Document:
    def labels(text: str) -> dict[str, str]:
        return {language: f"{text} {language}" for language in ("nl", "fr", "de", "en")}

    return {
        "about": "What a test is about.",
        "entries": [
            {"code": "wide", "labels": labels("Wide"), "words": {"nl": ["wijd", "breed"]}, "acronyms": ["KMar"]},
            {"code": "narrow", "labels": labels("Narrow"), "broader": "wide"},
        ],
    }


def complaints(document: Any) -> list[str]:
    return [f"{problem.where}: {problem.change}" for problem in vocabulary_problems("test.yaml", document)]


def test_a_sound_vocabulary_gives_no_problem() -> None:
    assert complaints(sound()) == []


@pytest.mark.parametrize(
    ("spoil", "where", "change"),
    [
        (lambda entries: entries[0].update(code="Wide Angle"), "code 'Wide Angle'", "snake_case"),
        (lambda entries: entries[0].update(code=False), "code False", "quote"),
        (lambda entries: entries[1].update(code="wide", broader=None), "wide", "twice"),
        (lambda entries: entries[0]["labels"].pop("fr"), "wide.labels", "no text in fr"),
        (lambda entries: entries[0].pop("labels"), "wide.labels", "nl, fr, de, en"),
        (lambda entries: entries[0]["labels"].update(de=" Weit"), "wide.labels.de", "spaces"),
        (lambda entries: entries[0]["labels"].update(es="Ancho"), "wide.labels.es", "not a language"),
        (lambda entries: entries[0].update(reverse={"nl": "smal"}), "wide.reverse", "no text in fr, de, en"),
        (lambda entries: entries[1]["labels"].update(en="WIDE en"), "labels.en", "wide and narrow"),
        (lambda entries: entries[1].update(broader="wider"), "narrow.broader", "no code"),
        (lambda entries: entries[0].update(broader="narrow"), "wide.broader", "cut the circle"),
        (lambda entries: entries[0]["words"]["nl"].append("Wijd"), "wide.words.nl", "twice"),
        (lambda entries: entries[0]["words"]["nl"].append(False), "wide.words.nl", "quote"),
        (lambda entries: entries[0]["acronyms"].append("vzw"), "wide.acronyms", "small letters"),
        (lambda entries: entries[0]["acronyms"].append("KMar"), "wide.acronyms", "twice"),
        (lambda entries: entries[0].update(lables={}), "wide.lables", "not known"),
    ],
)
def test_what_is_wrong_with_a_vocabulary_is_told_with_the_place(
    spoil: Callable[[list[Document]], object], where: str, change: str
) -> None:
    document = sound()
    spoil(document["entries"])
    assert any(told.startswith(f"{where}: ") and change in told for told in complaints(document)), complaints(document)


def test_a_file_that_is_no_vocabulary_is_told_so() -> None:
    assert complaints(["a", "b"])
    assert complaints({"about": "no sentence", "entries": []})
    assert complaints({**sound(), "enumeration": "X"})


@pytest.fixture(scope="module")
def vocabularies() -> dict[str, Document]:
    return {path.stem: read_yaml(path) for path in (SCHEMA / "vocabularies").glob("*.yaml")}


def _properties(graph: Document, name: str = "Organisation") -> Document:
    return graph["nodes"][name]["properties"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda graph: _properties(graph).pop("kind"), "nodes.Organisation.kind"),
        (
            lambda graph: _properties(graph).update(colour={"type": "text", "about": "Its."}),
            "nodes.Organisation.colour",
        ),
        (lambda graph: _properties(graph)["kind"].update(vocabulary="themes"), "nodes.Organisation.kind"),
        (lambda graph: _properties(graph)["names"].pop("required"), "nodes.Organisation.names"),
        (lambda graph: _properties(graph)["themes"].pop("many"), "nodes.Organisation.themes"),
        (lambda graph: _properties(graph)["note"].update(required=True), "nodes.Organisation.note"),
        (lambda graph: _properties(graph)["note"].pop("about"), "nodes.Organisation.note.about"),
        (lambda graph: _properties(graph)["parent"].update(to="Body"), "nodes.Organisation.parent.to"),
        (lambda graph: _properties(graph)["parent"].pop("to"), "nodes.Organisation.parent.to"),
        (lambda graph: graph["nodes"].pop("Source"), "Source"),
        (lambda graph: graph.pop("values"), "values"),
        (lambda graph: graph["values"].update(Fax={"about": "A fax.", "properties": {}}), "values.Fax"),
        (lambda graph: graph["relations"].pop("refers"), "relations.refers"),
        (lambda graph: graph["relations"].update(likes=graph["relations"]["refers"]), "relations.likes"),
        (lambda graph: graph["relations"]["refers"].update(to="Person"), "relations.refers.to"),
        (lambda graph: graph["relations"]["refers"].update(reverse="receives"), "relations.refers.reverse"),
        (lambda graph: graph["relations"]["refers"].update(traversal="both"), "relations.refers.traversal"),
        (lambda graph: graph["relations"]["refers"].pop("reverse"), "relations.refers"),
    ],
)
def test_a_graph_that_disagrees_with_the_code_is_told_with_the_place(
    spoil: Callable[[Document], object], where: str, vocabularies: dict[str, Document]
) -> None:
    graph = copy.deepcopy(read_yaml(SCHEMA / "graph.yaml"))
    spoil(graph)
    assert where in [problem.where for problem in graph_problems("graph.yaml", graph, vocabularies)]
