"""How a caseworker asks in a real browser: the same question in every test."""

from __future__ import annotations

from typing import Any


async def fill(page: Any, base: str, language: str = "en") -> None:
    """I am Payoke; the other side is Eindhoven in the Netherlands; sexual exploitation; a safe place."""
    await page.goto(f"{base}/{language}/")
    await page.fill("[name=asker]", "Payoke")
    await page.click("label:has([name=country][value=NL])")
    await page.fill("[name=place]", "Eindhoven")
    await page.check("[name=theme][value=sexual_exploitation]")
    await page.check("[name=service][value=shelter]")


async def ask(page: Any, base: str, language: str = "en") -> None:
    """Fills the form and sends it."""
    await fill(page, base, language)
    await page.click("button.btn--l")
    await page.wait_for_load_state("load")
