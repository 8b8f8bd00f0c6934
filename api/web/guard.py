"""Pages for what goes wrong: not found, too large, the store down, our own mistake; never a bare error."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.web.i18n import speaker
from api.web.pages import Reply, render
from api.web.requests import FormTooLargeError, PageNotFoundError, language_of, page_of
from graph_directory.errors import BadQuestion, StoreError

_LOG: Final = logging.getLogger("graph_directory.pages")


class GuardedRoute(APIRoute):
    """A route whose every failure is answered with a page in the reader's language."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with the failures caught around it."""
        handler = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                answer: Response = await handler(request)
            except PageNotFoundError:
                return not_found(request)
            except FormTooLargeError:
                return plain_failure(request, 413)
            except BadQuestion:
                return plain_failure(request, 400)
            except StoreError:
                return store_down(request)
            except Exception:
                return _own_mistake(request)
            return answer

        return guarded


def not_found(request: Request) -> Response:
    """404 with a box to search in."""
    say = speaker(language_of(request))
    page = page_of(request, say("This page is not here"))
    return render(request, page, Reply("not_found.html", {}, 404))


def plain_failure(request: Request, status: int) -> Response:
    """A question that cannot be read: too long, or with values that no form of ours sends."""
    say = speaker(language_of(request))
    text = say("The question is too long. Shorten the text and send it again.")
    if status != 413:
        text = say("The question could not be read. Go back to the form and send it again.")
    page = page_of(request, say("This question cannot be answered"))
    return render(request, page, Reply("failure.html", {"text": text, "incident": ""}, status))


def store_down(request: Request) -> Response:
    """503 with the lines that answer without us."""
    say = speaker(language_of(request))
    page = page_of(request, say("The directory cannot answer now"))
    return render(request, page, Reply("store_down.html", {}, 503))


def _own_mistake(request: Request) -> Response:
    incident = secrets.token_hex(4)
    # The path is logged, the form never: it may hold words about a person.
    _LOG.exception("Page failed (incident %s): %s", incident, request.url.path)
    say = speaker(language_of(request))
    page = page_of(request, say("Something went wrong on our side"))
    text = say("It was not your question. Send it again; if it happens twice, tell the operator the number below.")
    return render(request, page, Reply("failure.html", {"text": text, "incident": incident}, 500))
