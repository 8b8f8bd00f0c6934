"""Every check that reads the code without running it.

Run as `python -m tools.check`; words after it are the names of single checks. All run, however many fail, so that
one round shows everything there is to mend.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_BIN = Path(sys.executable).parent
CHECKS: Mapping[str, Sequence[str]] = {
    "ruff": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "pyright": ("pyright",),
    "imports": ("lint-imports",),
    "vocabulary": ("python", "-m", "tools.vocabulary", "--check"),
    "model": ("python", "-m", "tools.model_lint"),
    "model tables": ("python", "-m", "tools.schema_readme", "--check"),
    "schema": ("python", "-m", "tools.printed_schema", "--check"),
    "schema of the last release": ("python", "-m", "tools.sdl_changes"),
}


def main(wanted: list[str]) -> int:
    """Runs the checks and returns how many failed."""
    failed = [name for name in wanted or CHECKS if not _passes(name, CHECKS[name])]
    print(f"{len(failed)} checks failed: {', '.join(failed)}" if failed else "All checks passed.")
    return len(failed)


def _passes(name: str, command: Sequence[str]) -> bool:
    began = time.monotonic()
    done = subprocess.run([_BIN / command[0], *command[1:]], capture_output=True, text=True, check=False)
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
