"""What every page reads from its request: the language of the address, the directory, the moment, the form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from api.web.forms import FinderForm
from api.web.i18n import LANGUAGES, speaker
from api.web.pages import Page
from api.web.views.contact import Asking
from graph_directory.directory import Directory
from graph_directory.model import CountryCode

MOST_BYTES: Final = 64_000


class FormTooLargeError(Exception):
    """A form of more bytes than any question needs."""


class PageNotFoundError(Exception):
    """No page has this address, or no body this slug."""


async def directory_of(request: Request) -> Directory:
    """The directory as the public sees it, as the application opens it."""
    opened: Callable[[], Awaitable[Directory]] = request.app.state.directory
    return await opened()


def language_of(request: Request) -> str:
    """The language in the address; English where there is none."""
    first = request.url.path.split("/")[1]
    return first if first in LANGUAGES else "en"


def page_of(request: Request, title: str, section: str = "", again: FinderForm | None = None) -> Page:
    """The frame of the page at this address; `again` is the question that another language asks again."""
    language = language_of(request)
    path = request.url.path.removeprefix(f"/{language}") or "/"
    if request.url.query:
        path = f"{path}?{request.url.query}"
    token = request.path_params.get("token")
    forget = f"/{language}/forget/{token}" if token else ""
    if again and token:
        path = "/answer" if path.startswith("/answer") else "/"
    return Page(language, path, title, section, again.hidden() if again else None, forget)


def asking_of(request: Request, directory: Directory, country: CountryCode | None = None) -> Asking:
    """The reader's country, language and the present moment."""
    return Asking(country, datetime.now(UTC), speaker(language_of(request)), directory.guide.terms)


async def form_of(request: Request) -> tuple[FinderForm, str]:
    """The finder's form and the field to edit, if a chip was pressed.

    Raises FormTooLargeError. The fields are never logged and never become part of an address.
    """
    items = await _items(request)
    edit = next((value for name, value in items if name == "edit"), "")
    return FinderForm.read(items), edit


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a small form; of several with one name the last. Raises FormTooLargeError."""
    return dict(await _items(request))


async def _items(request: Request) -> list[tuple[str, str]]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise FormTooLargeError
    return parse_qsl(body.decode("utf-8", "replace"), max_num_fields=None)[:200]
