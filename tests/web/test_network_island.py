"""The picture of the network that can be moved: there when seen, told when it cannot be drawn, never needed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

READY = "[data-network][data-ready]"


@pytest.fixture
async def page(chromium_browser: Any, live_server: str) -> AsyncIterator[Any]:
    """A page at the whole network, not opened yet, whose complaints are kept."""
    context = await chromium_browser.new_context(viewport={"width": 1280, "height": 900})
    opened = await context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: message.type == "error" and opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    await context.close()


@pytest.fixture(autouse=True)
def built() -> None:
    """The island has to be built."""
    from api.web.statics import assets
    from tests.conftest import lacking

    if "network.js" not in assets():
        lacking("node", "the island is not built: make web")


async def test_the_picture_comes_with_every_body_and_takes_the_still_one_away(page: Any, live_server: str) -> None:
    await page.goto(f"{live_server}/en/network")
    figure = await page.wait_for_selector(READY)
    assert await figure.get_attribute("data-ready") == "493"
    assert await page.locator(".island canvas").count() > 0
    assert await page.locator(".still").count() == 0
    assert page.complaints == []


async def test_the_picture_is_moved_by_keyboard(page: Any, live_server: str) -> None:
    await page.goto(f"{live_server}/nl/network")
    await page.wait_for_selector(READY)
    first = page.locator(".island__head").nth(1)
    before = await first.evaluate("one => one.style.transform")
    await page.get_by_role("button", name="Inzoomen").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_function(
        "before => document.querySelectorAll('.island__head')[1].style.transform !== before", arg=before
    )
    await page.get_by_role("button", name="Hele beeld").click()
    await page.wait_for_function(
        "before => document.querySelectorAll('.island__head')[1].style.transform === before", arg=before
    )


async def test_what_is_seen_is_saved_as_a_png_of_its_size(page: Any, live_server: str) -> None:
    await page.goto(f"{live_server}/en/network")
    await page.wait_for_selector(READY)
    whole = await saved(page)
    width, height = await page.locator(".island canvas").first.evaluate("one => [one.width, one.height]")
    assert size_of(whole) == (width, height)
    colours = await looked_at(page, whole)
    assert colours["kinds"] > 50
    assert 0.02 < colours["drawn"] < 0.98
    await page.get_by_role("button", name="Zoom in").click()
    await page.get_by_role("button", name="Zoom in").click()
    closer = await saved(page)
    assert size_of(closer) == (width, height)
    assert closer != whole
    assert page.complaints == []


async def test_the_surroundings_of_a_body_are_saved_as_a_png_as_they_are_drawn(page: Any, live_server: str) -> None:
    await page.goto(f"{live_server}/en/network/be-payoke")
    picture = await saved(page)
    box = await page.locator("svg.net").get_attribute("viewBox")
    width, height = (float(part) for part in box.split()[2:])
    assert size_of(picture) == (2 * round(width), 2 * round(height))
    colours = await looked_at(page, picture)
    assert colours["kinds"] > 20
    assert 0.02 < colours["drawn"] < 0.98
    assert page.complaints == []


async def test_without_a_picture_that_moves_the_still_one_is_saved(page: Any, live_server: str) -> None:
    await page.route("**/network-data.json*", lambda route: route.fulfill(status=500, body=""))
    await page.goto(f"{live_server}/en/network")
    assert size_of(await saved(page)) == (3200, 2000)


async def saved(page: Any) -> bytes:
    """The file that the button gives."""
    async with page.expect_download() as waiting:
        await page.get_by_role("button", name="PNG").click()
    file = await waiting.value
    assert file.suggested_filename == "network.png"
    return Path(await file.path()).read_bytes()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height as a PNG's head has them."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


async def looked_at(page: Any, png: bytes) -> dict[str, float]:
    """How many colours a PNG has, and which share of it is not of the commonest."""
    found: dict[str, float] = await page.evaluate(
        """async bytes => {
          const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: "image/png"}));
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const {data} = context.getImageData(0, 0, image.width, image.height), counts = new Map();
          for (const one of new Uint32Array(data.buffer)) counts.set(one, (counts.get(one) ?? 0) + 1);
          return {kinds: counts.size, drawn: 1 - Math.max(...counts.values()) / (data.length / 4)};
        }""",
        list(png),
    )
    return found


async def test_a_picture_that_cannot_be_drawn_is_told_and_the_still_one_stays(page: Any, live_server: str) -> None:
    await page.route("**/network-data.json*", lambda route: route.fulfill(status=500, body=""))
    await page.goto(f"{live_server}/en/network")
    await page.wait_for_selector("text=The picture could not be loaded")
    assert await page.locator("img.still").count() == 1


async def test_without_script_the_still_picture_and_the_table_stand(chromium_browser: Any, live_server: str) -> None:
    context = await chromium_browser.new_context(java_script_enabled=False)
    plain = await context.new_page()
    await plain.goto(f"{live_server}/en/network")
    assert await plain.locator("img.still").evaluate("one => one.complete && one.naturalWidth") > 0
    await plain.click("th[scope=col] a:has-text('Ways through it')")
    assert await plain.get_attribute("th[aria-sort]", "aria-sort") == "descending"
    await plain.click("tbody th a >> nth=0")
    assert "/en/network/" in plain.url
    await context.close()
