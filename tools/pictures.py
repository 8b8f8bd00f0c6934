"""Pictures of the pages for looking at: desktop, phone and dark, written to .pictures/.

Run as `python -m tools.pictures [BASE_URL]` (the server's address; without one a server is started on a free port).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import BROWSER_ARGUMENTS, find_chromium
from tools.service import served

FOLDER = Path(".pictures")


@dataclass(frozen=True, slots=True)
class Screen:
    """A width to look at, in CSS pixels, light or dark."""

    name: str
    width: int
    dark: bool = False


SCREENS = (Screen("1280", 1280), Screen("390", 390), Screen("320", 320), Screen("1280-dark", 1280, True))
QUESTION = {"asker": "be-payoke", "place": "Eindhoven"}
TICKED = ("theme=sexual_exploitation", "service=shelter")


def finder(page: Page, base: str) -> None:
    """The empty form."""
    page.goto(f"{base}/en/")


def finder_in_dutch(page: Page, base: str) -> None:
    """The form in another language."""
    page.goto(f"{base}/nl/")


def answer(page: Page, base: str) -> None:
    """The form filled in and sent."""
    ask(page, base, "en")


def answer_in_german(page: Page, base: str) -> None:
    """The longest language."""
    ask(page, base, "de")


def ask(page: Page, base: str, language: str) -> None:
    """Fills the form and sends it."""
    page.goto(f"{base}/{language}/")
    for name, value in QUESTION.items():
        page.fill(f"input[name={name}]", value)
    page.check("input[name=country][value=NL]", force=True)
    for tick in TICKED:
        name, value = tick.split("=")
        page.check(f"input[name={name}][value={value}]")
    page.click("form button.btn--l")


def organisation(page: Page, base: str) -> None:
    """A body."""
    page.goto(f"{base}/en/organisation/be-payoke")


def network(page: Page, base: str) -> None:
    """The network around a body."""
    page.goto(f"{base}/en/network/be-payoke")


def network_two_steps(page: Page, base: str) -> None:
    """The same with two steps, around a small body."""
    page.goto(f"{base}/en/network/lu-infotraite?hops=2")


SUBJECTS = (finder, finder_in_dutch, answer, answer_in_german, organisation, network, network_two_steps)


def take(browser: Browser, base: str, wanted: tuple[str, ...] = ()) -> None:
    """Every subject on every screen; says where a page is wider than its screen."""
    FOLDER.mkdir(exist_ok=True)
    for screen in SCREENS:
        context = browser.new_context(
            viewport={"width": screen.width, "height": 900}, color_scheme="dark" if screen.dark else "light"
        )
        page = context.new_page()
        for subject in SUBJECTS:
            if wanted and subject.__name__ not in wanted:
                continue
            subject(page, base)
            page.screenshot(path=FOLDER / f"{subject.__name__}-{screen.name}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > screen.width:
                print(f"{subject.__name__} at {screen.name}: {wide} px wide")
        context.close()


def main(arguments: list[str]) -> None:
    """Takes the pictures; words after the address are the names of single subjects."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No chromium was found on this machine; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        if arguments:
            take(browser, arguments[0], tuple(arguments[1:]))
        else:
            with served() as base:
                take(browser, base)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
