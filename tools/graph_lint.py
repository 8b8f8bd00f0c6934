"""What is wrong with schema/graph.yaml: it says of records what the code says, of ties what their vocabulary says."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from graph_directory import model
from tools.model_problems import Problem

Document: TypeAlias = Mapping[str, Any]

_SECTIONS = ("nodes", "ties", "values")
_TYPES: Mapping[str, str] = {
    "Slug": "slug",
    "AreaCode": "area",
    "CountryCode": "country",
    "PartialDate": "date",
    "Texts": "texts",
    "str": "text",
    "int": "integer",
    "bool": "boolean",
    "float": "number",
}
_MANY = re.compile(r"tuple\[(\w+), \.\.\.\]")
_KEYS_OF_TIE = {"from", "to", "label", "reverse", "traversal"}


def graph_problems(file: str, graph: Document, vocabularies: Mapping[str, Document]) -> Iterator[Problem]:
    """Every disagreement of the graph with graph_directory/model.py and with the vocabularies."""
    missing = [section for section in (*_SECTIONS, "relations") if not isinstance(graph.get(section), Mapping)]
    if missing:
        yield Problem(file, ", ".join(missing), "must each hold what it describes by name.")
        return
    described = {name: (section, graph[section][name]) for section in _SECTIONS for name in graph[section]}
    classes = model_classes()
    for name in sorted(classes.keys() - described.keys()):
        yield Problem(file, name, "is in graph_directory/model.py and missing here; describe it.")
    for name, (section, node) in described.items():
        if name not in classes:
            yield Problem(
                file, f"{section}.{name}", "is not in graph_directory/model.py; take it out, or write it there."
            )
            continue
        expected = {field.name: expected_property(field, vocabularies) for field in dataclasses.fields(classes[name])}
        yield from _node_problems(f"{section}.{name}", node, expected, file)
    yield from _reference_problems(file, graph)
    yield from _relation_problems(file, graph, vocabularies["referral_kinds"])


def model_classes() -> dict[str, type[Any]]:
    """The dataclasses of graph_directory/model.py by name."""
    found = {name: value for name, value in vars(model).items() if isinstance(value, type)}
    return {name: value for name, value in found.items() if dataclasses.is_dataclass(value)}


def expected_property(field: dataclasses.Field[Any], vocabularies: Mapping[str, Document]) -> dict[str, Any]:
    """What the graph must say of a field, but for its meaning and where a slug leads."""
    annotation = str(field.type)
    name = annotation.removesuffix(" | None")
    many = _MANY.fullmatch(name)
    expected = _type_of(many[1] if many else name, vocabularies)
    if many:
        expected["many"] = True
    if field.default is field.default_factory is dataclasses.MISSING and name == annotation:
        expected["required"] = True
    return expected


def _type_of(name: str, vocabularies: Mapping[str, Document]) -> dict[str, Any]:
    if name in _TYPES:
        return {"type": _TYPES[name]}
    for vocabulary, document in vocabularies.items():
        if document.get("enum") == name:
            return {"type": "code", "vocabulary": vocabulary}
    return {"type": "value", "value": name}


def _node_problems(where: str, node: Document, expected: Mapping[str, Any], file: str) -> Iterator[Problem]:
    properties = node.get("properties") or {}
    if not str(node.get("about") or "").endswith("."):
        yield Problem(file, f"{where}.about", "must be a sentence that says what it is.")
    for name in sorted(expected.keys() - properties.keys()):
        yield Problem(file, f"{where}.{name}", "is a field of the class and missing here; describe it.")
    for name, told in properties.items():
        if name not in expected:
            yield Problem(file, f"{where}.{name}", "is no field of the class; take it out, or write it there.")
            continue
        if not str(told.get("about") or "").endswith("."):
            yield Problem(file, f"{where}.{name}.about", "must be a sentence that says what it means.")
        said = {key: value for key, value in told.items() if key not in {"about", "to"}}
        if said != expected[name]:
            yield Problem(file, f"{where}.{name}", f"says {_short(said)}; the class says {_short(expected[name])}.")


def _reference_problems(file: str, graph: Document) -> Iterator[Problem]:
    for section in _SECTIONS:
        for name, node in graph[section].items():
            for key, told in (node.get("properties") or {}).items():
                where = f"{section}.{name}.{key}"
                to = told.get("to")
                if to is not None and to not in graph["nodes"]:
                    yield Problem(file, f"{where}.to", f"names {to!r}, which is no node.")
                if to is None and told.get("type") == "slug" and key != "slug":
                    yield Problem(file, f"{where}.to", "is missing; name the node that the slug leads to.")


def _relation_problems(file: str, graph: Document, kinds: Document) -> Iterator[Problem]:
    relations, entries = graph["relations"], {entry["code"]: entry for entry in kinds["entries"]}
    for code in sorted(entries.keys() - relations.keys()):
        yield Problem(file, f"relations.{code}", "is a code of referral_kinds and missing here; give both ends.")
    for code, tie in relations.items():
        where = f"relations.{code}"
        if code not in entries:
            yield Problem(file, where, "is no code of referral_kinds; take it out, or add the code.")
        elif tie.keys() != _KEYS_OF_TIE:
            yield Problem(file, where, f"must have {', '.join(sorted(_KEYS_OF_TIE))} and nothing else.")
        else:
            yield from _tie_problems(file, where, tie, entries[code], graph["nodes"])


def _tie_problems(file: str, where: str, tie: Document, entry: Document, nodes: Document) -> Iterator[Problem]:
    for end in ("from", "to"):
        if tie[end] not in nodes:
            yield Problem(file, f"{where}.{end}", f"names {tie[end]!r}, which is no node.")
    reverse = entry.get("reverse") or {}
    told = {"label": entry["labels"].get("en"), "reverse": reverse.get("en"), "traversal": entry.get("traversal")}
    for key, value in told.items():
        if tie[key] != value:
            yield Problem(file, f"{where}.{key}", f"is {tie[key]!r}; referral_kinds says {value!r}.")
    if tie["traversal"] not in {"forward", "both"}:
        yield Problem(file, f"{where}.traversal", "must be `forward` or `both`.")


def _short(told: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in told.items())
