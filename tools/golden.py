"""Puts the golden questions to a service of its own and prints the score table and the misses.

Run as `python -m tools.golden FOLDER`, where FOLDER holds ask.py, score.py and dev/. The answers are kept in .golden/.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.service import served

ANSWERS = Path(".golden")
MISSES = "20"


def main(arguments: list[str]) -> int:
    """Asks, scores, and returns 1 when a question got an error instead of an answer."""
    folder = Path(arguments[0] if arguments else "../shared/golden")
    ask, score = folder / "ask.py", folder / "score.py"
    if not (ask.is_file() and score.is_file()):
        print(f"No golden questions at {folder}: it should hold ask.py, score.py and dev/.", file=sys.stderr)
        print("Say where they are with SHARED=, such as: make golden SHARED=../shared", file=sys.stderr)
        return 1
    ANSWERS.mkdir(exist_ok=True)
    answers = ANSWERS / "answers.json"
    answers.unlink(missing_ok=True)
    with served() as base:
        asked = _run(ask, f"{base}/graphql", answers, "--raw", ANSWERS / "raw.json")
    scored = _run(score, answers, "--misses", MISSES) if answers.is_file() else 1
    return max(asked, scored)


def _run(script: Path, *arguments: str | Path) -> int:
    return subprocess.run([sys.executable, script, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
