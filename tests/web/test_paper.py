"""On paper: an answer on one sheet, a body on two, the mechanisms across; dated, without the reader's words."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from graph_directory.hours import local_time
from tests.web.asking import ask, fill

SECRET = "zeldzaamwoordxq"
LANDSCAPE = re.compile(rb"/MediaBox \[0 0 841\.\d+ 59\d\.\d+\]")


@pytest.fixture
async def page(chromium_browser: Any) -> AsyncIterator[Any]:
    """A fresh page."""
    context = await chromium_browser.new_context()
    yield await context.new_page()
    await context.close()


async def _sheets(page: Any) -> int:
    """How many sheets of paper the open page takes."""
    printed = await page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type /Page[^s]", printed))


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
async def test_an_answer_is_printed_on_one_sheet(page: Any, live_server: str, language: str) -> None:
    await ask(page, live_server, language)
    assert await _sheets(page) == 1


@pytest.mark.browser
async def test_an_answer_with_words_and_a_note_is_printed_on_one_sheet(page: Any, live_server: str) -> None:
    await fill(page, live_server, "de")
    await page.fill("[name=place]", "Xyzdorp")
    await page.fill("[name=text]", "Opvang voor Maria Ionescu, geboren 12/03/1999. " + "Nog een lange zin erbij. " * 60)
    await page.click("button.btn--l")
    await page.wait_for_selector(".match--best")
    await page.wait_for_load_state("load")
    assert await _sheets(page) == 1


@pytest.mark.browser
async def test_a_printed_answer_says_what_was_asked_and_when_but_not_in_whose_words(
    page: Any, live_server: str
) -> None:
    await fill(page, live_server)
    await page.fill("[name=text]", SECRET)
    await page.click("button.btn--l")
    await page.wait_for_selector(".match--best")
    await page.emulate_media(media="print")
    shown = await page.inner_text("body")
    assert SECRET not in shown
    assert "Asked: Payoke (BE); Eindhoven (NL)" in shown
    assert f"printed on {_today().day} " in shown
    assert await page.locator(".match--best .call b").first.is_visible()
    assert await page.locator(".route").is_visible()
    assert await page.locator(".live:visible, form:visible, #exit:visible").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("slug", ["be-payoke", "nl-comensha", "lu-infotraite"])
async def test_a_body_is_printed_on_two_sheets_at_most(page: Any, live_server: str, slug: str) -> None:
    await page.goto(f"{live_server}/fr/organisation/{slug}")
    assert await _sheets(page) <= 2


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
async def test_the_mechanisms_are_printed_side_by_side_across_the_sheet(
    page: Any, live_server: str, language: str
) -> None:
    await page.goto(f"{live_server}/{language}/mechanisms")
    printed = await page.pdf(prefer_css_page_size=True)
    assert 1 <= len(LANDSCAPE.findall(printed)) <= 3
    assert len(LANDSCAPE.findall(printed)) == len(re.findall(rb"/Type /Page[^s]", printed))


async def test_the_hour_of_an_answer_is_that_of_the_readers_clock_with_its_year(client: httpx.AsyncClient) -> None:
    asked = {"asker": "be-payoke", "country": "NL", "service": "shelter"}
    before = _today()
    shown = (await client.post("/en/answer", data=asked)).text
    after = _today()
    (moment,) = re.findall(r'asked-at">.*?<span>([^<]+)</span>', shown)
    assert moment in {f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M}" for at in (before, after)}
    (note,) = re.findall(r'<textarea[^>]* id="note-text"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    assert moment in note.splitlines()[0]


def _today() -> datetime:
    return local_time(datetime.now(UTC), "BE")
