"""Going back: to an answer without sending the form anew, to a form with what was typed, after leaving to nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from api.web.statics import built
from tests.conftest import lacking
from tests.web.asking import ask, fill
from tools.browser import BROWSER_ARGUMENTS, find_chromium

pytestmark = pytest.mark.browser
AS_SHIPPED = "--disable-back-forward-cache"
"""What keeps a driven browser from going back as it does for a reader."""


@pytest.fixture
async def plain(chromium_browser: Any) -> AsyncIterator[Any]:
    """A page without scripts."""
    context = await chromium_browser.new_context(java_script_enabled=False)
    yield await context.new_page()
    await context.close()


@pytest.fixture
async def remembering() -> AsyncIterator[Any]:
    """A browser that keeps the pages behind it in memory, as it does when nobody drives it."""
    executable = find_chromium()
    if executable is None:
        lacking("browser", "no chromium on the path")
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=executable, args=BROWSER_ARGUMENTS, ignore_default_args=[AS_SHIPPED]
        )
        yield browser
        await browser.close()


async def test_without_scripts_going_back_to_an_answer_asks_nothing(plain: Any, live_server: str) -> None:
    await ask(plain, live_server)
    name, address = await plain.inner_text("h1"), plain.url
    await plain.click(".match--best h2 a")
    await plain.wait_for_url("**/en/organisation/**")
    await plain.go_back()
    assert plain.url == address
    assert await plain.inner_text("h1") == name
    await plain.reload()
    assert await plain.inner_text("h1") == name


async def test_without_scripts_going_back_to_a_form_that_needed_a_change_keeps_it(plain: Any, live_server: str) -> None:
    await plain.goto(f"{live_server}/en/")
    await plain.click("label:has([name=country][value=NL])")
    await plain.fill("[name=place]", "Maastricht")
    await plain.fill("[name=asker]", "parket")
    await plain.click("button.btn--l")
    await plain.wait_for_selector("[role=alert]")
    await plain.click("fieldset.choices button >> nth=0")
    await plain.wait_for_selector(".match--best")
    await plain.go_back()
    await plain.wait_for_selector("[role=alert]")
    assert await plain.input_value("[name=place]") == "Maastricht"
    assert await plain.input_value("[name=asker]") == "parket"


async def test_without_scripts_every_chip_and_answer_can_be_gone_back_through(plain: Any, live_server: str) -> None:
    await ask(plain, live_server)
    await plain.click("button.chip[value=place]")
    await plain.wait_for_url("**/en/form/*")
    await plain.fill("#f-place", "Maastricht")
    await plain.click("button.btn--l")
    await plain.locator(".chip:has-text('Maastricht')").wait_for()
    await plain.go_back()
    assert await plain.locator("#f-place").count() == 1
    await plain.go_back()
    assert await plain.locator(".chip:has-text('Eindhoven')").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
async def test_going_back_to_the_form_finds_what_was_typed(remembering: Any, live_server: str, scripts: bool) -> None:
    context = await remembering.new_context(java_script_enabled=scripts)
    page = await context.new_page()
    await fill(page, live_server)
    await page.fill("[name=text]", "opvang gezocht")
    await page.click("button.btn--l")
    await page.wait_for_selector(".match--best")
    await page.go_back(wait_until="commit")
    await page.wait_for_selector("#f-text")
    assert await page.input_value("[name=place]") == "Eindhoven"
    assert await page.input_value("[name=asker]") == "Payoke"
    assert await page.input_value("[name=text]") == "opvang gezocht"
    assert await page.is_checked("[name=service][value=shelter]")
    await context.close()


@pytest.mark.skipif(not built("answer.js"), reason="the islands are not built: make web")
async def test_going_back_finds_the_answer_as_it_was_corrected(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context()
    page = await context.new_page()
    await ask(page, live_server)
    first = page.url
    await page.click("button.chip[value=place]")
    await page.fill("form[data-editor] [name=place]", "Maastricht")
    await page.click("form[data-editor] button:not([type])")
    await page.wait_for_selector(".chip:has-text('Maastricht')")
    assert page.url != first
    await page.click(".match--best h2 a")
    await page.wait_for_url("**/en/organisation/**")
    await page.go_back()
    await page.wait_for_selector(".chip:has-text('Maastricht')")
    await page.goto(first)
    assert await page.inner_text("h1") == "This question is forgotten"
    await context.close()


async def test_leaving_makes_the_server_forget_every_question_of_this_tab(
    chromium_browser: Any, live_server: str
) -> None:
    context = await chromium_browser.new_context()
    await context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="neutral"))
    page = await context.new_page()
    await ask(page, live_server)
    addresses = [page.url]
    await page.click("nav.lang button[lang=fr]")
    await page.wait_for_url("**/fr/answer/*")
    addresses.append(page.url)
    await page.click(".match--best h2 a")
    await page.wait_for_selector(".ohead")
    await page.click("#exit")
    await page.wait_for_url("https://www.wikipedia.org/**")
    other = await context.new_page()
    assert [await _is_forgotten(other, address) for address in addresses] == [True, True]
    await context.close()


async def test_leaving_without_scripts_makes_the_server_forget(plain: Any, live_server: str) -> None:
    await plain.context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="neutral"))
    await ask(plain, live_server)
    address = plain.url
    await plain.click("#exit")
    await plain.wait_for_url("https://www.wikipedia.org/**")
    assert await _is_forgotten(plain, address)


async def _is_forgotten(page: Any, address: str) -> bool:
    """Whether the server has heard that it should forget; a browser tells it on the way out."""
    for _ in range(40):
        if (await page.goto(address)).status == 410:
            return True
        await page.wait_for_timeout(50)
    return False
