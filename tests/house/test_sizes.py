"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from house_files import name_of, written_in

MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_PARAMETERS = 450, 60, 8

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
MANY_PARAMETERS: dict[str, str] = {
    "api/graphql/query.py organisations": "an argument of a GraphQL field is a parameter; the contract names nine",
    "api/cli/find.py find": "typer makes one option of one parameter; from there on the question travels as one value",
}
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_is_too_long_to_read() -> None:
    long = [name_of(path) for path in written_in(".py") if len(path.read_text("utf-8").splitlines()) > MOST_LINES]
    assert sorted(set(long) - set(LONG_FILES)) == []


def test_no_function_is_too_long_to_read() -> None:
    long = [name for name, function in _functions() if _lines(function) > MOST_LINES_OF_A_FUNCTION]
    assert sorted(set(long) - set(LONG_FUNCTIONS)) == []


def test_no_function_takes_a_train_of_parameters() -> None:
    many = [name for name, function in _functions() if _parameters(function) > MOST_PARAMETERS]
    assert sorted(set(many) - set(MANY_PARAMETERS)) == []


@pytest.mark.parametrize("excused", [LONG_FILES, LONG_FUNCTIONS, MANY_PARAMETERS])
def test_no_excuse_outlives_its_reason(excused: dict[str, str]) -> None:
    there = {name_of(path) for path in written_in(".py")} | {name for name, _ in _functions()}
    assert sorted(set(excused) - there) == []


def test_every_module_says_what_lives_in_it() -> None:
    silent = [name_of(path) for path in _ours() if ast.get_docstring(_tree(path)) is None]
    assert silent == []


def test_everything_public_says_what_it_is() -> None:
    silent = [
        f"{name_of(path)} {node.name}"
        for path in _ours()
        for node in _tree(path).body
        if isinstance(node, _Function | ast.ClassDef) and not node.name.startswith("_")
        if ast.get_docstring(node) is None
    ]
    assert silent == []


def _ours() -> list[Path]:
    return [path for path in written_in(".py") if not name_of(path).startswith("tests/")]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _functions() -> Iterator[tuple[str, _Function]]:
    for path in written_in(".py"):
        for node in ast.walk(_tree(path)):
            if isinstance(node, _Function):
                yield f"{name_of(path)} {node.name}", node


def _lines(function: _Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameters(function: _Function) -> int:
    return len([*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs])
