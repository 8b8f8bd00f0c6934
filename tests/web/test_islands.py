"""The islands in a real browser: names offered while typing, chips corrected on the spot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from api.web.statics import built
from tests.web.asking import ask

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not built("finder.js"), reason="the islands are not built: make web"),
]


@pytest.fixture
async def page(chromium_browser: Any) -> AsyncIterator[Any]:
    """A fresh page whose every complaint and request is kept."""
    context = await chromium_browser.new_context()
    opened = await context.new_page()
    opened.complaints, opened.asked = [], []
    opened.on("console", lambda message: message.type == "error" and opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("request", lambda request: opened.asked.append((request.method, request.url)))
    yield opened
    await context.close()
    assert opened.complaints == []


async def test_a_body_is_chosen_with_the_keyboard_alone(page: Any, live_server: str) -> None:
    await page.goto(live_server + "/en/")
    field = page.locator("[name=asker]")
    await field.focus()
    await page.keyboard.type("payo")
    await page.wait_for_selector("[role=listbox]:not([hidden]) [role=option]")
    assert await field.get_attribute("aria-expanded") == "true"
    await page.keyboard.press("ArrowDown")
    active = await field.get_attribute("aria-activedescendant")
    assert await page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    await page.keyboard.press("Enter")
    assert await field.input_value() == "Payoke (BE)"
    assert await field.get_attribute("aria-expanded") == "false"
    assert page.url.endswith("/en/")


async def test_how_many_were_found_is_said_to_a_screen_reader(page: Any, live_server: str) -> None:
    await page.goto(live_server + "/nl/")
    await page.focus("[name=place]")
    await page.keyboard.type("Eindho")
    await page.wait_for_selector("#f-place ~ [role=status]:has-text('gevonden')", state="attached")
    await page.keyboard.press("Escape")
    assert await page.locator("#f-place ~ [role=listbox]").is_hidden()
    assert await page.input_value("[name=place]") == "Eindho"


async def test_a_chosen_place_brings_its_country(page: Any, live_server: str) -> None:
    await page.goto(live_server + "/en/")
    await page.fill("[name=place]", "Esch-sur-Alz")
    await page.dispatch_event("[name=place]", "input")
    await page.focus("[name=place]")
    await page.wait_for_selector("#f-place ~ [role=listbox] [role=option]")
    await page.click("#f-place ~ [role=listbox] [role=option]")
    assert await page.is_checked("[name=country][value=LU]")


async def test_what_is_typed_never_stands_in_an_address(page: Any, live_server: str) -> None:
    await page.goto(live_server + "/en/")
    await page.focus("[name=place]")
    await page.keyboard.type("Maastricht", delay=5)
    await page.wait_for_selector("#f-place ~ [role=listbox] [role=option]")
    assert [url for _, url in page.asked if "aastr" in url] == []
    assert ("POST", f"{live_server}/en/suggest/places") in page.asked


async def test_a_chip_is_corrected_without_leaving_the_page(page: Any, live_server: str) -> None:
    await ask(page, live_server)
    before = len([url for method, url in page.asked if method == "POST" and url.endswith("/en/answer")])
    await page.evaluate("window.stayed = true")
    await page.click("button.chip[value=place]")
    await page.wait_for_selector("form[data-editor] [name=place]")
    assert await page.evaluate("document.activeElement.name") == "place"
    await page.fill("form[data-editor] [name=place]", "Maastricht")
    await page.click("form[data-editor] button:not([type])")
    await page.wait_for_selector(".chip:has-text('Maastricht')")
    assert await page.evaluate("window.stayed")
    assert await page.evaluate("document.activeElement.tagName") == "H1"
    assert "/en/answer/" in page.url
    assert "Maastricht" not in page.url
    asked = len([url for method, url in page.asked if method == "POST" and url.endswith("/en/answer")])
    assert asked == before + 1


async def test_a_correction_can_be_given_up(page: Any, live_server: str) -> None:
    await ask(page, live_server)
    await page.click("button.chip[value=theme]")
    await page.wait_for_selector("form[data-editor] [name=theme]")
    await page.keyboard.press("Escape")
    assert await page.locator("form[data-editor]").count() == 0
    assert await page.evaluate("document.activeElement.value") == "theme"


async def test_a_question_asked_back_is_answered_on_the_spot(page: Any, live_server: str) -> None:
    await ask(page, live_server)
    await page.evaluate("window.stayed = true")
    await page.click(".ask button:has-text('Women')")
    await page.wait_for_selector(".chip:has-text('Women')")
    assert await page.evaluate("window.stayed")


async def test_the_language_still_changes_after_a_correction(page: Any, live_server: str) -> None:
    await ask(page, live_server)
    await page.click("button.chip[value=place]")
    await page.fill("form[data-editor] [name=place]", "Maastricht")
    await page.click("form[data-editor] button:not([type])")
    await page.wait_for_selector(".chip:has-text('Maastricht')")
    await page.click("nav.lang button[lang=nl]")
    await page.wait_for_url("**/nl/answer/*")
    await page.wait_for_selector(".chip:has-text('Maastricht')")


async def test_pressing_twice_asks_once(page: Any, live_server: str) -> None:
    await ask(page, live_server)
    page.asked.clear()
    await page.evaluate(
        "(button => { button.click(); button.click(); })(document.querySelector('.ask form:last-child button'))"
    )
    await page.wait_for_selector(".ask form:last-child button, main:not(:has(.ask))")
    await page.wait_for_timeout(500)
    posted = [url for method, url in page.asked if method == "POST" and "/forget/" not in url]
    assert posted == [f"{live_server}/en/answer"]


async def test_a_correction_that_needs_a_change_shows_the_form_as_the_first_page_does(
    chromium_browser: Any, live_server: str
) -> None:
    context = await chromium_browser.new_context()  # the browser itself complains of the status 422
    page = await context.new_page()
    await ask(page, live_server)
    await page.click("button.chip--add")
    await page.fill("form[data-editor] #f-age", "abc")
    await page.press("form[data-editor] #f-age", "Enter")
    await page.wait_for_selector("[role=alert]")
    corrected = await page.evaluate("getComputedStyle(document.querySelector('.sides')).display")
    await page.reload()
    assert corrected == await page.evaluate("getComputedStyle(document.querySelector('.sides')).display") == "grid"
    assert await page.input_value("#f-age") == "abc"
    assert await page.input_value("#f-place") == "Eindhoven"
    await context.close()
