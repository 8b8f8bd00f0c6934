"""One page: its template, language and the headers every answer to a browser carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.web.i18n import AUTONYMS, LANGUAGES, Say, speaker
from api.web.icons import icon
from api.web.statics import address, built
from graph_directory.hours import local_time
from graph_directory.model import DirectoryInfo

TEMPLATE_FOLDER: Final = Path(__file__).parent / "templates"
SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOT_KEPT: Final[Mapping[str, str]] = {"Cache-Control": "no-store"}
"""For whatever answers a question."""
ASKED_FOR_AGAIN: Final[Mapping[str, str]] = {"Cache-Control": "private, no-cache"}
"""For pages that hold no question: a browser may keep them in memory, so that going back finds the form as it was."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame around every page needs.

    `path` is the address without its language; `again` are the fields that ask the same question in another
    language (a question is never part of an address, so such a page is asked for again by POST). `forget` is the
    address that takes away the question this page holds, empty where it holds none.
    """

    language: str
    path: str
    title: str
    section: str = ""
    again: tuple[tuple[str, str], ...] | None = None
    forget: str = ""

    @property
    def say(self) -> Say:
        """The sentences of this page's language."""
        return speaker(self.language)

    def link(self, path: str, language: str | None = None) -> str:
        """An address in this page's language, or in another."""
        return f"/{language or self.language}{path}"

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Every language with its own name, in the fixed order of the header."""
        return tuple((code, AUTONYMS[code]) for code in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Reply:
    """What to send: the template with its values, the status, and whether a browser may keep it."""

    template: str
    values: Mapping[str, Any]
    status: int = 200
    info: DirectoryInfo | None = None


@cache
def environment() -> Environment:
    """The templates; a name that a template does not know is an error, never an empty string."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(icon=icon, asset=address, built=built)
    return made


def render(request: Request, page: Page, reply: Reply) -> HTMLResponse:
    """The page as an answer with all its headers."""
    say = page.say
    html = (
        environment()
        .get_template(reply.template)
        .render(
            page=page,
            info=reply.info,
            leave_url=leave_url(request),
            today=say.day(local_time(datetime.now(UTC), "BE").date()),
            link=page.link,
            say=say,
            say_html=say.html,
            say_many=say.many,
            **reply.values,
        )
    )
    again = request.method in {"GET", "HEAD"} and reply.status == 200 and page.again is None
    keeping = ASKED_FOR_AGAIN if again else NOT_KEPT
    headers = {**SECURITY_HEADERS, **keeping, "Content-Language": page.language}
    return HTMLResponse(html, reply.status, headers)


def leave_url(request: Request) -> str:
    """The neutral page behind "Leave this site", as the operator set it."""
    settings = getattr(request.app.state, "settings", None)
    return str(getattr(settings, "leave_url", "https://www.wikipedia.org/"))
