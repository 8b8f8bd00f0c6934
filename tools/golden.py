"""Puts the golden questions to a service of its own and prints the score table and the misses with what misled.

Run as `python -m tools.golden FOLDER`, where FOLDER holds ask.py, score.py and dev/. The answers are kept in .golden/.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.service import served

ANSWERS = Path(".golden")
MISSES = "20"
RIGHT = 3


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
    for line in misled(folder / "dev" / "counterpart.json", ANSWERS / "raw.json"):
        print(line)
    return max(asked, scored)


def misled(questions: Path, raw: Path) -> Iterator[str]:
    """For every counterpart question with a wrong first answer: what spoke for it, and what for the right one."""
    answered = json.loads(raw.read_text("utf-8")) if raw.is_file() else {}
    for question in json.loads(questions.read_text("utf-8")):
        found = ((answered.get(question["id"]) or {}).get("response") or {}).get("data") or {}
        matches = (found.get("findCounterparts") or {}).get("matches") or []
        right = {graded["organisation"] for graded in question["expected"] if graded["grade"] == RIGHT}
        if not matches or matches[0]["organisation"]["slug"] in right:
            continue
        yield f"    {question['id']} misled: {_told(matches[0])}"
        known = [match for match in matches if match["organisation"]["slug"] in right]
        yield from (f"    {' ' * len(question['id'])} right:  {_told(match)}" for match in known)


def _told(match: dict[str, Any]) -> str:
    why = ", ".join(reason["code"] for reason in match["reasons"])
    but = ", ".join(caution["code"] for caution in match["cautions"])
    return f"{match['organisation']['slug']} ({why}{f'; but {but}' if but else ''})"


def _run(script: Path, *arguments: str | Path) -> int:
    return subprocess.run([sys.executable, script, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
