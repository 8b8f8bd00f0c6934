"""Holds the model together: every vocabulary well formed, and schema/graph.yaml what the code and the vocabularies say.

Run as `python -m tools.model_lint`; each problem is printed with its file and what to change, and fails the run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from graph_directory.shipped import read_yaml
from tools.graph_lint import graph_problems
from tools.model_problems import Problem
from tools.vocabulary_lint import vocabulary_problems

SCHEMA = Path(__file__).resolve().parents[1] / "schema"


def problems(schema: Path = SCHEMA) -> Iterator[Problem]:
    """Everything wrong with one schema folder."""
    vocabularies = {path.stem: read_yaml(path) for path in sorted((schema / "vocabularies").glob("*.yaml"))}
    for name, document in vocabularies.items():
        yield from vocabulary_problems(f"vocabularies/{name}.yaml", document)
    yield from graph_problems("graph.yaml", read_yaml(schema / "graph.yaml"), vocabularies)


def main() -> int:
    """Prints every problem; 1 when there is one."""
    found = list(problems())
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
