"""axe-core finds nothing on any page, in any language, light or dark: WCAG 2.2 A and AA, best practice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import lacking
from tests.web.asking import ask

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES = ("nl", "fr", "de", "en")
PATHS = (
    "/",
    "/organisation/be-payoke",
    "/organisation/nl-cosm",
    "/contact/be-stopmensenhandel-line",
    "/law/be-law-circ2016",
    "/mechanisms",
    "/search?q=fedasil",
    "/how-we-know",
    "/about",
    "/accessibility",
    "/privacy",
    "/offline",
    "/last-answer",
    "/answer/forgotten",
    "/nowhere",
    "/network",
    "/network/be-payoke",
    "/coverage",
    "/map",
)
RUN = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
  .then(found => found.violations.map(
    one => one.id + ": " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")))"""

pytestmark = [pytest.mark.browser, pytest.mark.node]


@cache
def axe() -> str:
    """The source of axe-core, as npm has put it there for the islands."""
    if not AXE.is_file():
        lacking("node", "axe-core is not there: make web")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
async def page(chromium_browser: Any) -> AsyncIterator[Any]:
    """One page for all, without our own policy against foreign script, because axe-core is foreign."""
    context = await chromium_browser.new_context(bypass_csp=True, service_workers="block")
    yield await context.new_page()
    await context.close()


async def violations(page: Any) -> list[str]:
    """What axe-core says of the page that is open, in light and in dark."""
    await page.evaluate(axe())
    found: list[str] = []
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in await page.evaluate(RUN)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
async def test_a_page_is_accessible(page: Any, live_server: str, path: str, language: str) -> None:
    await page.goto(f"{live_server}/{language}{path}")
    assert await violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_is_accessible(page: Any, live_server: str, language: str) -> None:
    await ask(page, live_server, language)
    assert await violations(page) == []


async def _problem(page: Any, base: str) -> None:
    await page.goto(f"{base}/fr/")
    await page.fill("[name=asker]", "parket")
    await page.fill("textarea", "x")
    await page.click("button.btn--l")
    await page.wait_for_selector("[role=alert]")


async def _suggesting(page: Any, base: str) -> None:
    await page.goto(f"{base}/de/")
    await page.focus("[name=place]")
    await page.keyboard.type("Maastr")
    await page.wait_for_selector("[role=listbox]:not([hidden]) [role=option]")
    await page.keyboard.press("ArrowDown")


async def _editing(page: Any, base: str) -> None:
    await ask(page, base, "nl")
    await page.click("button.chip[value=place]")
    await page.wait_for_selector("form[data-editor] [name=place]")


@pytest.mark.parametrize("state", [_problem, _suggesting, _editing])
async def test_a_page_in_use_is_accessible(page: Any, live_server: str, state: Callable[..., Any]) -> None:
    await state(page, live_server)
    assert await violations(page) == []
