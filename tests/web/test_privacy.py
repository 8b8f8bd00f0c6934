"""Nothing of a question reaches an address, a referrer, a log or anybody else; leaving takes all of it away."""

from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest

from tests.web.asking import ask, fill

SECRET = "zeldzaamwoordxq"


@pytest.mark.browser
async def test_a_whole_journey_asks_nobody_else_and_tells_no_address(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context()
    page = await context.new_page()
    asked: list[Any] = []
    context.on("request", lambda request: asked.append(request))  # noqa: PLW0108  (playwright marks its listeners)
    await fill(page, live_server)
    await page.fill("[name=text]", f"opvang {SECRET}")
    await page.click("button.btn--l")
    await page.wait_for_selector(".match--best")
    await page.click(".match--best h2 a")
    await page.wait_for_selector(".ohead")
    await page.wait_for_timeout(300)
    assert [request.url for request in asked if not request.url.startswith(live_server)] == []
    assert [request.url for request in asked if SECRET in request.url or "Eindhoven" in request.url] == []
    referrers = [(await request.all_headers()).get("referer", "") for request in asked]
    assert [one for one in referrers if one and one.rstrip("/") != live_server] == []
    assert await context.cookies() == []
    assert SECRET not in str(
        await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])")
    )
    await context.close()


async def test_nothing_of_a_question_reaches_a_log(client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await client.post("/en/answer", data={"country": "NL", "place": "Eindhoven", "text": SECRET})
        await client.post("/en/suggest/places", data={"q": SECRET})
        await client.post("/en/answer", data={"country": "NL", "age": SECRET, "text": SECRET})
    assert SECRET not in caplog.text
    assert "Eindhoven" not in caplog.text


async def test_names_and_birth_dates_are_asked_to_be_left_out_next_time(client: httpx.AsyncClient) -> None:
    typed = {"country": "NL", "text": "opvang voor Maria Ionescu geboren 12/03/1999"}
    page = (await client.post("/en/answer", data=typed)).text
    assert "Please leave out names and birth dates" in page


@pytest.mark.parametrize("path", ["/en/", "/en/organisation/be-payoke", "/en/offline", "/sw.js", "/static/page.js"])
async def test_only_our_own_files_may_run(client: httpx.AsyncClient, path: str) -> None:
    policy = (await client.get(path)).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


async def _kept(page: Any) -> list[str]:
    return list(await page.evaluate("caches.keys()"))


@pytest.mark.browser
async def test_the_last_answer_and_the_numbers_are_there_without_a_network(
    chromium_browser: Any, live_server: str
) -> None:
    context = await chromium_browser.new_context()
    page = await context.new_page()
    await fill(page, live_server)
    await page.fill("[name=text]", SECRET)
    await page.click("button.btn--l")
    await page.wait_for_selector(".kept.is-kept")
    name = await page.inner_text("h1")
    await context.set_offline(True)
    await page.goto(live_server + "/nl/organisation/be-payoke")
    assert await page.inner_text("h1") == "Nummers die altijd antwoorden"
    assert await page.locator("a[href='tel:112']").count() > 0
    assert await page.locator("a[href='tel:+3278055800']").count() > 0
    await page.goto(live_server + "/en/last-answer")
    assert await page.inner_text("h1") == name
    assert "kept on this device" in await page.inner_text("main [role=status]")
    whole = await page.content()
    assert SECRET not in whole
    assert await page.locator("main form").count() == 0
    assert await page.evaluate("getComputedStyle(document.querySelector('.match--best')).display") == "grid"
    await context.set_offline(False)
    await context.close()


@pytest.mark.browser
async def test_leaving_takes_away_what_was_kept(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context()
    await context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="neutral"))
    page = await context.new_page()
    await ask(page, live_server)
    await page.wait_for_selector(".kept.is-kept")
    assert "graph-directory-answer-1" in await _kept(page)
    await page.click("#exit")
    await page.wait_for_url("https://www.wikipedia.org/**")
    other = await context.new_page()
    await other.goto(live_server + "/healthz")
    await other.wait_for_timeout(300)
    assert await _kept(other) == []
    assert await other.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    await context.close()


@pytest.mark.browser
async def test_a_kept_answer_can_be_forgotten(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context()
    page = await context.new_page()
    await ask(page, live_server)
    await page.wait_for_selector(".kept.is-kept")
    await page.click(".kept button")
    await page.wait_for_selector(".kept:has-text('Forgotten')")
    assert "graph-directory-answer-1" not in await _kept(page)
    await context.close()


@pytest.mark.browser
async def test_after_leaving_the_back_button_shows_nothing_of_the_question(
    chromium_browser: Any, live_server: str
) -> None:
    context = await chromium_browser.new_context()
    await context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="neutral"))
    page = await context.new_page()
    await ask(page, live_server)
    await page.wait_for_selector(".kept.is-kept")
    await page.click(".match--best h2 a")
    await page.wait_for_selector(".ohead")
    await page.click("#exit")
    await page.wait_for_url("https://www.wikipedia.org/**")
    await page.go_back(wait_until="commit")
    await page.wait_for_url("**/en/")
    assert await page.input_value("[name=place]") == ""
    assert await page.locator("[name=service]:checked").count() == 0
    await context.close()


@pytest.mark.browser
async def test_going_back_from_a_body_finds_the_answer_again(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context()
    page = await context.new_page()
    await ask(page, live_server)
    await page.wait_for_selector(".kept.is-kept")
    name = await page.inner_text("h1")
    await page.click(".match--best h2 a")
    await page.wait_for_selector(".ohead")
    await page.go_back()
    assert "/en/answer/" in page.url
    assert await page.inner_text("h1") == name
    await context.close()
