"""What the whole suite shares: a running service, a real browser, a real Neo4j, and a loud word where one is missing.

`REQUIRE_NEO4J=1`, `REQUIRE_BROWSER=1`, `REQUIRE_NODE=1` and `REQUIRE_SCANNER=1` turn the skip into a failure.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Generator, Iterator
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from tests.neo4j_server.server import NoServerError, Server, find_server
from tools.browser import BROWSER_ARGUMENTS, find_chromium
from tools.service import served

HALVES = {"neo4j": "a Neo4j server", "browser": "a browser", "node": "Node.js with npm", "scanner": "Schemathesis"}
settings.register_profile("house", deadline=None)  # how fast it is stands in benchmarks/, not in a busy test run
settings.load_profile("house")
_SKIPPED = pytest.StashKey[dict[str, dict[str, int]]]()


@pytest.fixture(scope="session")
def live_server() -> Iterator[str]:
    """The address of a service that was started as a user starts it, with the seed directory in a store of its own."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
async def chromium_browser() -> AsyncIterator[Any]:
    """The system's chromium, started once; every test opens a context of its own."""
    executable = find_chromium()
    if executable is None:
        lacking("browser", "no chromium on the path (on Debian: apt-get install chromium libatomic1)")
    from playwright.async_api import async_playwright

    try:
        playwright = await async_playwright().start()
    except Exception as error:  # whatever it is, the browser half cannot be tried
        lacking("browser", f"what drives the browser does not start (on Debian: apt-get install libatomic1): {error}")
    browser = await playwright.chromium.launch(executable_path=executable, args=BROWSER_ARGUMENTS)
    yield browser
    await browser.close()
    await playwright.stop()


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A real server on the LTS line, started once: the one that was given, one in Docker, or one from Maven Central."""
    server = _started_server()
    if isinstance(server, str):
        lacking("neo4j", server)
    yield server
    server.stop()


def _started_server() -> Server | str:
    try:
        server = find_server()
        server.start()
    except NoServerError as error:
        return str(error)
    return server


def lacking(half: str, why: str) -> NoReturn:
    """Skips what needs the missing half, or fails it where the environment requires it."""
    if os.environ.get(f"REQUIRE_{half.upper()}"):
        pytest.fail(f"REQUIRE_{half.upper()} is set, but {HALVES[half]} is missing: {why}", pytrace=False)
    pytest.skip(why)


def pytest_configure(config: pytest.Config) -> None:
    """A place to count what was skipped."""
    config.stash[_SKIPPED] = {}
    config.pluginmanager.register(_Counter(config.stash[_SKIPPED]))


class _Counter:
    def __init__(self, skipped: dict[str, dict[str, int]]) -> None:
        self._skipped = skipped

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        half = next((half for half in HALVES if half in report.keywords), None)
        if not report.skipped or half is None:
            return
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons = self._skipped.setdefault(half, {})
        reasons[why] = reasons.get(why, 0) + 1


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, None, None]:
    """The last lines say loudly what was not tried, and what to do so that it is."""
    yield
    for half, reasons in config.stash[_SKIPPED].items():
        count = sum(reasons.values())
        terminalreporter.section(f"NOT TRIED: {count} tests that need {HALVES[half]}", sep="!", red=True, bold=True)
        for why, times in reasons.items():
            terminalreporter.line(f"{times} x {why.removeprefix('Skipped: ')}", red=True)
        terminalreporter.line(
            f"REQUIRE_{half.upper()}=1 makes a failure of it when {HALVES[half]} is missing.", red=True
        )
