"""Runs every measurement in benchmarks/, one after the other.

Run as `python -m tools.bench`; words after it name single modules, such as `neo4j`. A measurement is a module of
benchmarks/ that can be run by itself.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("benchmarks")


def measurements() -> Iterator[str]:
    """The names of the modules that measure; the others make data for them."""
    for path in sorted(FOLDER.rglob("*.py")):
        if '__name__ == "__main__"' in path.read_text("utf-8"):
            yield ".".join(path.with_suffix("").parts).removesuffix(".__main__")


def main(wanted: list[str]) -> int:
    """Runs the measurements whose name holds one of the words, or all, and returns how many failed."""
    chosen = [name for name in measurements() if not wanted or any(word in name for word in wanted)]
    if not chosen:
        print(f"Nothing to measure; there are: {', '.join(measurements()) or 'none'}.", file=sys.stderr)
        return 1
    return sum(_fails(name) for name in chosen)


def _fails(name: str) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.run([sys.executable, "-m", name], check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
