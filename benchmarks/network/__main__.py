"""How long coordinators wait: figures, coverage, and the picture of the network in a real browser.

Run as `python -m benchmarks.network [BODIES LINKS]`; without numbers 20 000 and 60 000. The browser is the system's
chromium, without a graphics card.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import uvicorn

from api.app import create_app
from benchmarks.generate import Size, directory
from graph_directory.coverage import CoverageData, CoverageQuestion, coverage, rows
from graph_directory.importing import load_files
from graph_directory.model import Organisation, Record, Referral
from graph_directory.network import current, layout, network_figures
from graph_directory.opening import open_directory
from graph_directory.questions import Subgraph
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import ChangeSet, Store
from graph_directory.stores import open_store
from graph_directory.vocabulary import ServiceCode, ThemeCode
from tools.browser import BROWSER_ARGUMENTS, find_chromium

TRIES = 5
PORT = 8791
READY = "[data-network][data-ready]"
COUNTRIES = ("NL", "BE", "LU", "DE", "FR")


def main(arguments: list[str]) -> None:
    """Measures and prints, one line a figure."""
    bodies, links = (int(number) for number in arguments) if arguments else (20_000, 60_000)
    records = list(directory(Size(bodies, 0, links)))
    figures(records)
    with tempfile.TemporaryDirectory() as folder:
        seed, large = f"sqlite://{folder}/seed.db", f"sqlite://{folder}/large.db"
        asyncio.run(fill(seed, None))
        asyncio.run(fill(large, records))
        asyncio.run(coverage_of_the_seed(seed))
        picture("seed directory", seed)
        picture(f"{bodies} bodies, {links} links", large)


def figures(records: list[Record]) -> None:
    """Every figure of a large network, and the places."""
    bodies = sorted((one for one in records if isinstance(one, Organisation)), key=lambda one: one.slug)
    part = Subgraph(tuple(bodies), tuple(one for one in records if isinstance(one, Referral)))
    places = timed(f"places of {len(bodies)} bodies", lambda: layout(part.organisations), 3)
    found = timed("all figures of it", lambda: network_figures(current(part, date(2026, 11, 26)), places), 3)
    print(f"  betweenness from a sample of {found.sampled} bodies")


async def coverage_of_the_seed(url: str) -> None:
    """Every cell there is: all areas of the table, all themes, all services."""
    store = await open_store(Settings(url))
    opened = await open_directory(store)
    everybody = (await opened.reader.network(())).organisations
    points = await opened.reader.contact_points_of([one.slug for one in everybody])
    areas = opened.guide.areas
    question = CoverageQuestion(rows(areas, COUNTRIES), tuple(ThemeCode), tuple(ServiceCode))

    def made() -> list[Any]:
        return list(coverage(question, CoverageData(everybody, points, areas, date(2026, 11, 26))))

    timed(f"coverage of the seed directory, {question.cells} cells", made, TRIES)
    await store.close()


def timed(what: str, work: Callable[[], Any], tries: int) -> Any:
    """Does it some times and prints the middle and the worst."""
    seconds, result = [], None
    for _ in range(tries):
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
    print(f"{what}: {statistics.median(seconds):.3f} s (worst {max(seconds):.3f})", flush=True)
    return result


async def fill(url: str, records: list[Record] | None) -> None:
    """Loads the seed directory, or these records."""
    store: Store = await open_store(Settings(url))
    if records is None:
        await load_files(store, [shipped_folder("seed_data")])
    else:
        await store.writer().apply(ChangeSet(by="benchmark", why="To measure.", puts=tuple(records)))
    await store.close()


def picture(what: str, url: str) -> None:
    """From opening the page until the picture can be moved; the server has the figures by then."""
    chromium = find_chromium()
    if chromium is None:
        print("No chromium on this machine: the picture was not measured.")
        return
    from playwright.sync_api import sync_playwright

    with service(url) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        wait_for_figures(browser, address)
        seconds = sorted(opened(browser, address) for _ in range(TRIES))
        browser.close()
    print(f"network page, {what}: interactive after {statistics.median(seconds):.2f} s (worst {seconds[-1]:.2f})")


def wait_for_figures(browser: Any, address: str) -> None:
    """Opens the page as the first of all, and stays until its picture has come."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(f"{address}/en/about")  # the store is opened by whoever comes first
    begun = time.perf_counter()
    page.goto(f"{address}/en/network", wait_until="domcontentloaded")
    first, waits = time.perf_counter() - begun, page.locator("[data-pending]").count() > 0
    page.wait_for_selector(READY, timeout=60_000)
    there = time.perf_counter() - begun
    print(f"  first page of all after {first:.2f} s{' without figures' * waits}, its picture after {there:.1f} s")
    page.close()


def opened(browser: Any, address: str) -> float:
    """How long until the picture is drawn and answers, in a browser that holds nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(f"{address}/en/network", wait_until="commit")
    page.wait_for_selector(READY, timeout=60_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seconds = time.perf_counter() - begun
    context.close()
    return seconds


@contextmanager
def service(url: str) -> Iterator[str]:
    """The application over a store, in a thread of its own."""
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(url)), port=PORT, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{PORT}"
    finally:
        server.should_exit = True
        thread.join(10)


if __name__ == "__main__":
    main(sys.argv[1:])
