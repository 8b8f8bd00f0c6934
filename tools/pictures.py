"""Pictures of the pages for looking at: desktop, phone, dark, forced colours and on paper, written to .pictures/.

Run as `python -m tools.pictures [--of SUBJECT ...] [--at BASE_URL] [--only SCREEN ...]`; without an address a service
is started on a free port. It says where a page is wider than its screen and how many sheets it takes on paper.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import BROWSER_ARGUMENTS, find_chromium
from tools.service import served

FOLDER = Path(".pictures")
PAPER: Final = "paper"


@dataclass(frozen=True, slots=True)
class Screen:
    """A width to look at, in CSS pixels, light or dark or in the colours that a reader forces on every page."""

    width: int
    dark: bool = False
    forced: bool = False


SCREENS: Final[Mapping[str, Screen]] = {
    "1280": Screen(1280),
    "390": Screen(390),
    "320": Screen(320),
    "1280-dark": Screen(1280, True),
    "390-dark": Screen(390, True),
    "1280-forced": Screen(1280, forced=True),
    PAPER: Screen(720),
}
TICKED: Final = (("theme", "sexual_exploitation"), ("service", "shelter"))
Subject = Callable[[Page, str], None]


def opened(path: str, page: Page, base: str) -> None:
    """A page by its address."""
    page.goto(base + path)


def ask(language: str, page: Page, base: str) -> None:
    """I am Payoke; the other side is Eindhoven; sexual exploitation; a safe place."""
    page.goto(f"{base}/{language}/")
    page.fill("input[name=asker]", "Payoke")
    page.check("input[name=country][value=NL]", force=True)
    page.fill("input[name=place]", "Eindhoven")
    for name, value in TICKED:
        page.check(f"input[name={name}][value={value}]")
    page.click("form button.btn--l")


def ask_in_words(page: Page, base: str) -> None:
    """The same in the reader's own words."""
    page.goto(f"{base}/nl/")
    page.fill("textarea[name=text]", "vrouw van 17 gevonden in Eindhoven, gedwongen prostitutie, opvang gezocht zsm")
    page.click("form .words button")


def ask_badly(page: Page, base: str) -> None:
    """A form that contradicts itself."""
    page.goto(f"{base}/en/")
    page.fill("input[name=asker]", "parket")
    page.click("form button.btn--l")


SUBJECTS: Final[Mapping[str, Subject]] = {
    "finder": partial(opened, "/en/"),
    "finder-nl": partial(opened, "/nl/"),
    "finder-problem": ask_badly,
    "answer": partial(ask, "en"),
    "answer-de": partial(ask, "de"),
    "answer-fr": partial(ask, "fr"),
    "answer-words": ask_in_words,
    "organisation": partial(opened, "/en/organisation/be-payoke"),
    "organisation-fr": partial(opened, "/fr/organisation/nl-comensha"),
    "contact": partial(opened, "/en/contact/be-stopmensenhandel-line"),
    "law": partial(opened, "/en/law/be-law-circ2016"),
    "mechanisms": partial(opened, "/en/mechanisms"),
    "mechanisms-de": partial(opened, "/de/mechanisms?country=DE&country=FR"),
    "offline": partial(opened, "/fr/offline"),
    "coverage": partial(opened, "/en/coverage"),
    "map": partial(opened, "/en/map"),
    "search": partial(opened, "/en/search?q=shelter"),
    "how-we-know": partial(opened, "/en/how-we-know"),
    "privacy": partial(opened, "/en/privacy"),
    "accessibility": partial(opened, "/en/accessibility"),
    "about": partial(opened, "/en/about"),
    "not-found": partial(opened, "/en/nowhere"),
    "forgotten": partial(opened, "/de/answer/forgotten"),
    "network": partial(opened, "/en/network/be-payoke"),
    "network-two-steps": partial(opened, "/en/network/lu-infotraite?hops=2"),
}


def take(browser: Browser, base: str, subjects: list[str], screens: list[str]) -> None:
    """Every subject on every screen."""
    FOLDER.mkdir(exist_ok=True)
    for name in screens:
        screen = SCREENS[name]
        context = browser.new_context(
            viewport={"width": screen.width, "height": 900},
            color_scheme="dark" if screen.dark else "light",
            forced_colors="active" if screen.forced else "none",
        )
        page = context.new_page()
        for subject in subjects:
            SUBJECTS[subject](page, base)
            page.wait_for_load_state("load")
            path = FOLDER / f"{subject}-{name}.png"
            _on_paper(page, path) if name == PAPER else _on_screen(page, path, screen)
        context.close()


def _on_screen(page: Page, path: Path, screen: Screen) -> None:
    page.screenshot(path=path, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > screen.width:
        print(f"{path.stem}: {wide} px wide")


def _on_paper(page: Page, path: Path) -> None:
    page.emulate_media(media="print")
    page.screenshot(path=path, full_page=True)
    page.emulate_media(media="null")
    sheets = page.pdf(path=path.with_suffix(".pdf"), prefer_css_page_size=True)
    print(f"{path.stem}: {len(re.findall(rb'/Type /Page[^s]', sheets))} sheets")


def main() -> None:
    """Takes the pictures."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    wanted.add_argument("--of", nargs="*", choices=list(SUBJECTS), default=list(SUBJECTS))
    wanted.add_argument("--only", nargs="*", choices=list(SCREENS), default=list(SCREENS))
    wanted.add_argument("--at", help="the address of a running service")
    given = wanted.parse_args()
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No chromium was found on this machine; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        if given.at:
            take(browser, given.at, given.of, given.only)
        else:
            with served() as base:
                take(browser, base, given.of, given.only)
        browser.close()


if __name__ == "__main__":
    main()
