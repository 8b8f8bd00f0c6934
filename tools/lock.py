"""Writes requirements.lock and requirements-dev.lock: exact versions with hashes, for every platform and Python.

Run as `make lock`. The first holds what the program and its build need, the second what the tests add; both agree.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RUNTIME, DEVELOPMENT = Path("requirements.lock"), Path("requirements-dev.lock")
# Neither the registry that was asked nor a folder of this machine may stand in the files.
_OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--custom-compile-command=make lock",
    "--quiet",
)


def write(target: Path, *more: str) -> None:
    """One lock file, made anew: what stood in it before is not kept."""
    target.unlink(missing_ok=True)
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", f"--output-file={target}"]
    subprocess.run([*command, *_OPTIONS, *more], check=True, stdout=subprocess.DEVNULL)
    print(f"{target}: {target.read_text('utf-8').count('==')} packages")


def main() -> None:
    """Both files; the second takes the versions of the first."""
    write(RUNTIME, "--extra=fast", "--group=build")
    write(DEVELOPMENT, "--extra=fast", "--group=build", "--group=dev", f"--constraints={RUNTIME}")


if __name__ == "__main__":
    main()
