"""The pages in a real browser: by keyboard, on a small screen, without script, and left at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PATHS = ("/en/", "/de/", "/en/organisation/nl-comensha", "/fr/network/be-payoke", "/nl/search?q=payoke", "/en/privacy")
WIDTHS = (320, 390, 768, 1280)


@pytest.fixture
async def page(chromium_browser: Any) -> AsyncIterator[Any]:
    """A fresh page whose every complaint (errors, refused styles, requests elsewhere) is kept in `complaints`."""
    context = await chromium_browser.new_context()
    opened = await context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: message.type == "error" and opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    await context.close()


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_opens_without_a_complaint_and_asks_nobody_else(page: Any, live_server: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(live_server + path)
    assert page.complaints == []
    assert [url for url in asked if not url.startswith(live_server)] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
async def test_no_page_is_wider_than_its_screen(page: Any, live_server: str, path: str, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.goto(live_server + path)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("slug", ["de-dimr", "de-aul-afg", "be-bru-inspection", "fr-17cyber", "nl-ca-kinderzaken"])
async def test_a_long_word_fits_the_narrowest_phone(page: Any, live_server: str, slug: str) -> None:
    await page.set_viewport_size({"width": 320, "height": 800})
    await page.goto(f"{live_server}/de/organisation/{slug}")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 1280])
async def test_an_answer_fits_its_screen(page: Any, live_server: str, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await ask(page, live_server, "de")
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert (await page.inner_text("h1")).startswith("Beginnen Sie mit")


async def test_the_whole_way_works_without_script(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context(java_script_enabled=False)
    plain = await context.new_page()
    await ask(plain, live_server, "en")
    assert (await plain.inner_text("h1")).startswith("Start with")
    assert "?" not in plain.url
    await plain.click(".match--best h2 a")
    await plain.wait_for_url("**/en/organisation/**")
    await context.close()


async def test_the_language_of_an_answer_changes_without_losing_the_question(page: Any, live_server: str) -> None:
    await ask(page, live_server, "en")
    await page.click("nav.lang button[lang=fr]")
    await page.wait_for_url("**/fr/answer/*")
    assert (await page.inner_text("h1")).startswith("Commencez par")


async def test_a_chip_opens_the_form_at_its_field(page: Any, live_server: str) -> None:
    await ask(page, live_server, "en")
    await page.click("button.chip[value=place]")
    await page.wait_for_function("document.activeElement.name === 'place'")
    assert await page.input_value("[name=place]") == "Eindhoven"


async def test_the_form_is_filled_and_sent_by_keyboard_alone(page: Any, live_server: str) -> None:
    await page.goto(live_server + "/en/")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.focus("[name=country][value=BE]")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowRight")
    assert await page.is_checked("[name=country][value=LU]")
    await page.focus("[name=place]")
    await page.keyboard.type("Luxembourg")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/en/answer/*")


async def reach(page: Any, selector: str) -> None:
    """Presses Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(90):
        if await page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


async def test_a_whole_journey_is_made_with_the_keyboard_alone(page: Any, live_server: str) -> None:
    await page.goto(live_server + "/en/")
    await reach(page, "[name=asker]")
    await page.keyboard.type("payo")
    await page.wait_for_selector("[role=listbox]:not([hidden]) [role=option]")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await reach(page, "[name=country]")
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowRight")
    await reach(page, "[name=place]")
    await page.keyboard.type("Eindhoven")
    await page.keyboard.press("Escape")
    await reach(page, "[name=theme][value=sexual_exploitation]")
    await page.keyboard.press("Space")
    await reach(page, "[name=service][value=shelter]")
    await page.keyboard.press("Space")
    await reach(page, "button.btn--l")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".match--best")
    await page.wait_for_load_state("load")
    await reach(page, "button.chip[value=place]")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("form[data-editor] [name=place]")
    await page.keyboard.press("Escape")
    await reach(page, "a.call[href^='tel:']")
    await reach(page, ".match--best .acts a")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/en/organisation/**")


async def test_questions_asked_back_and_chips_work_without_script(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context(java_script_enabled=False)
    plain = await context.new_page()
    await ask(plain, live_server, "en")
    await plain.click(".ask button:has-text('Women')")
    await plain.locator(".chip:has-text('Women')").wait_for()
    assert await plain.locator(".chip:has-text('Women')").count() == 1
    assert await plain.locator("[data-print]:visible, [data-copy]:visible").count() == 0
    await plain.click("button.chip[value=place]")
    assert await plain.input_value("#f-place") == "Eindhoven"
    await plain.fill("#f-place", "Maastricht")
    await plain.click("button.btn--l")
    await plain.locator(".chip:has-text('Maastricht')").wait_for()
    assert await plain.locator(".chip:has-text('Maastricht')").count() == 1
    await plain.click("#exit", no_wait_after=True, trial=True)
    await context.close()


async def test_a_focused_plate_shows_that_it_is_focused(page: Any, live_server: str) -> None:
    await page.goto(live_server + "/en/")
    await page.focus("[name=place]")
    await page.keyboard.press("Shift+Tab")
    shown = await page.evaluate(
        "getComputedStyle(document.activeElement.closest('label')).outlineStyle + ' ' + document.activeElement.name"
    )
    assert shown == "solid country"


async def test_leaving_replaces_the_page_so_that_back_does_not_return(page: Any, live_server: str) -> None:
    await page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="neutral"))
    await page.goto(live_server + "/en/privacy")
    await page.goto(live_server + "/en/")
    await page.click("#exit")
    await page.wait_for_url("https://www.wikipedia.org/**")
    await page.go_back()
    assert page.url.endswith("/en/privacy")


async def test_shift_three_times_leaves(page: Any, live_server: str) -> None:
    await page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="neutral"))
    await page.goto(live_server + "/en/organisation/be-payoke")
    for _ in range(3):
        await page.keyboard.press("Shift")
    await page.wait_for_url("https://www.wikipedia.org/**")


@pytest.mark.parametrize("path", PATHS)
async def test_what_is_pressed_is_big_enough_for_a_finger(page: Any, live_server: str, path: str) -> None:
    await page.set_viewport_size({"width": 390, "height": 800})
    await page.goto(live_server + path)
    small = await page.evaluate(
        """() => [...document.querySelectorAll('button, summary, .btn, .exit, .call, select, input.input')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24)
        .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


@pytest.mark.parametrize("width", [320, 390])
async def test_the_numbers_for_a_time_without_a_network_can_be_pressed(page: Any, live_server: str, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.goto(live_server + "/fr/offline")
    for link in await page.locator(".lines--all a[href^='tel:']").all():
        box = await link.bounding_box()
        assert box["height"] >= 44
    narrow = await page.evaluate(
        "Math.min(...[...document.querySelectorAll('.lines--all dd')].map(one => one.offsetWidth))"
    )
    assert narrow >= 240


@pytest.mark.parametrize("path", ["/en/how-we-know", "/nl/"])
async def test_no_word_is_torn_on_a_narrow_phone(page: Any, live_server: str, path: str) -> None:
    await page.set_viewport_size({"width": 320, "height": 800})
    await page.goto(live_server + path)
    torn = await page.evaluate(
        """() => [...document.querySelectorAll('.stat span, caption:not(.vh), .pair select')].filter(one => {
          const canvas = document.createElement('canvas').getContext('2d');
          canvas.font = getComputedStyle(one).font;
          const words = (one.matches('select') ? one.selectedOptions[0].text : one.textContent).split(/\\s+/);
          const room = one.matches('select') ? one.clientWidth - 44 : one.clientWidth;
          return Math.max(...words.map(word => canvas.measureText(word).width)) > room + 1;
        }).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert torn == []


async def test_what_is_ticked_shows_in_forced_colours(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context(forced_colors="active")
    page = await context.new_page()
    await page.goto(live_server + "/en/")
    box = page.locator("label:has([name=theme][value=sexual_exploitation])")
    plate = page.locator("label:has([name=country][value=NL])")
    before = [await one.locator("input").screenshot() for one in (box,)] + [await plate.screenshot()]
    await box.click()
    await plate.click()
    await page.focus("[name=place]")
    after = [await one.locator("input").screenshot() for one in (box,)] + [await plate.screenshot()]
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert await page.evaluate("getComputedStyle(document.getElementById('exit')).borderTopStyle") == "solid"
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_from_its_ground(chromium_browser: Any, live_server: str, scheme: str) -> None:
    context = await chromium_browser.new_context(color_scheme=scheme)
    page = await context.new_page()
    await ask(page, live_server, "en")
    faint = await page.evaluate(FAINT_TEXT)
    await context.close()
    assert faint == []


async def ask(page: Any, base: str, language: str) -> None:
    """Fills the form as a caseworker would, and sends it."""
    await page.goto(f"{base}/{language}/")
    await page.fill("[name=asker]", "Payoke")
    await page.click("label:has([name=country][value=NL])")
    await page.fill("[name=place]", "Eindhoven")
    await page.check("[name=theme][value=sexual_exploitation]")
    await page.check("[name=service][value=shelter]")
    await page.click("button.btn--l")
    await page.wait_for_url("**/answer/*")
    await page.wait_for_load_state("load")  # the words may stand there before their style sheet does


# Contrast of every text with the ground behind it, by the formula of WCAG 2.2; large text needs 3, other text 4.5.
FAINT_TEXT = """() => {
  const curve = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const channel = value => curve(value / 255);
  const colour = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const found = colour(getComputedStyle(one).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('svg, .vh, .skip')) continue;
    const style = getComputedStyle(element);
    const [first, second] = [light(colour(style.color)), light(ground(element))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if ((first + 0.05) / (second + 0.05) < (large ? 3 : 4.5)) faint.push(element.outerHTML.slice(0, 90));
  }
  return faint;
}"""
