"""Pages stay light and still: what is fetched first, what the style sheets weigh, and that nothing moves, even where
reading a page takes long."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from tests.web.asking import ask

MOST_OF_THE_FIRST_PAGE, MOST_STYLE = 60_000, 30_000
STILL = 0.005
"""The type face may take its place in the first tenth of a second; 0.1 is what is called good."""
SLOW_PHONE = 6
"""So many times slower than this machine: a slow reader of a page shows it in pieces, where it may be shown so."""
PATHS = (
    "/nl/",
    "/fr/organisation/be-payoke",
    "/de/mechanisms",
    "/en/how-we-know",
    "/fr/search?q=fedasil",
    "/de/network/be-payoke",
    "/nl/coverage",
    "/de/map",
)


async def _weigh(client: httpx.AsyncClient, page: str) -> dict[str, int]:
    """Every file a page names, and those that its scripts and style sheets name, by kind."""
    found: dict[str, int] = {}
    waiting = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        name = address.partition("?")[0]
        if name in seen:
            continue
        seen.add(name)
        answer = await client.get(address)
        assert answer.status_code == 200, address
        kind = name.rpartition(".")[2]
        found[kind] = found.get(kind, 0) + len(answer.content)
        if kind in {"js", "css"}:
            inside = re.findall(r'(?:from|import) ?"\./([\w.-]+\.js)"|url\("?([\w.-]+)"?\)', answer.text)
            waiting |= {f"/static/{one or other}" for one, other in inside}
    return found


async def test_the_first_page_weighs_less_than_sixty_kilobytes(client: httpx.AsyncClient) -> None:
    page = (await client.get("/de/")).text
    parts = await _weigh(client, page)
    whole = len(page.encode()) + sum(weight for kind, weight in parts.items() if kind != "webmanifest")
    assert whole <= MOST_OF_THE_FIRST_PAGE, {"html": len(page.encode()), **parts}


@pytest.mark.parametrize("path", PATHS)
async def test_no_page_loads_more_than_thirty_kilobytes_of_style(client: httpx.AsyncClient, path: str) -> None:
    page = (await client.get(path, follow_redirects=True)).text
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert sheets
    assert sum([len((await client.get(sheet)).content) for sheet in sheets]) <= MOST_STYLE


async def test_an_answer_loads_no_more_than_thirty_kilobytes_of_style(client: httpx.AsyncClient) -> None:
    page = (await client.post("/de/answer", data={"asker": "be-payoke", "country": "NL", "service": "shelter"})).text
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert sheets
    assert sum([len((await client.get(sheet)).content) for sheet in sheets]) <= MOST_STYLE


SHIFTS = """() => new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) moved += one.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 400);
})"""

UNNAMED = """() => [
    ...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .filter(one => {
    const labels = [...(one.labels ?? [])].map(label => label.textContent).join("");
    const ids = (one.getAttribute("aria-labelledby") ?? "").split(" ");
    const by = ids.map(id => document.getElementById(id)?.textContent ?? "");
    const text = one.matches("input, select, textarea") ? "" : one.textContent;
    return !(one.getAttribute("aria-label") ?? "").trim() && !by.join("").trim() && !labels.trim() && !text.trim();
  }).map(one => one.outerHTML.slice(0, 100))"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", [*PATHS, "answer"])
async def test_nothing_moves_and_every_control_has_a_name(
    chromium_browser: Any, live_server: str, path: str, width: int
) -> None:
    context = await chromium_browser.new_context(viewport={"width": width, "height": 800})
    page = await context.new_page()
    pace = await context.new_cdp_session(page)
    await pace.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PHONE})
    if path == "answer":
        await ask(page, live_server)
    else:
        await page.goto(live_server + path)
    assert await page.evaluate(SHIFTS) < STILL
    assert await page.evaluate(UNNAMED) == []
    await context.close()
