"""A service of one's own for the length of a `with`: the seed directory in a temporary store, on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

READY_WITHIN = 60.0
_SERVE = "from api.cli import main; main()"
_ADDRESS = re.compile(r"ready at (http://\S+)")


class ServiceError(Exception):
    """The service could not be started; its own words stand on the error output."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a running service, once it can be asked; it is ended and its store taken away afterwards.

    Raises ServiceError when it is not ready in time.
    """
    with tempfile.TemporaryDirectory(prefix="graph-directory-") as folder:
        store = f"sqlite://{Path(folder).resolve()}/directory.db"
        command = [sys.executable, "-c", _SERVE, "serve", "--port", "0", "--store", store]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GRAPH_DIRECTORY_")}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as service:
            too_late = threading.Timer(READY_WITHIN, service.kill)
            too_late.start()
            try:
                assert service.stdout is not None
                address = _address(service.stdout)
                too_late.cancel()
                yield address
            finally:
                too_late.cancel()
                _end(service)


def _address(said: IO[str]) -> str:
    for line in said:
        if match := _ADDRESS.search(line):
            return match[1]
    raise ServiceError(f"The service was not ready within {READY_WITHIN:.0f} s.")


def _end(service: subprocess.Popen[str]) -> None:
    service.send_signal(signal.SIGINT)
    try:
        service.wait(10)
    except subprocess.TimeoutExpired:
        service.kill()
