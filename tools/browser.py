"""The system's chromium, for tests and pictures: where it is, and how it starts without talking to anybody."""

from __future__ import annotations

import os
import shutil

BROWSER_ARGUMENTS = [
    "--no-sandbox",  # a container's root has no sandbox of its own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser that `CHROMIUM` names or the first on the path, or None."""
    return os.environ.get("CHROMIUM") or next((found for name in _NAMES if (found := shutil.which(name))), None)
