"""Which media type an answer has, by the Accept header and the specification of GraphQL over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

GRAPHQL: Final = "application/graphql-response+json"
JSON: Final = "application/json"
HTML: Final = "text/html"
_OFFERED: Final = {"*/*": JSON, "application/*": JSON, GRAPHQL: GRAPHQL, JSON: JSON}


@lru_cache(maxsize=100)
def answer_type(accept: bytes) -> str | None:
    """The media type wanted most; JSON where nothing is said; None where nothing that is wanted can be given."""
    if not accept.strip():
        return JSON
    wanted = [(weight, _OFFERED[kind]) for kind, weight in _ranges(accept) if kind in _OFFERED and weight > 0]
    return max(wanted, key=lambda one: one[0])[1] if wanted else None


@lru_cache(maxsize=100)
def wants_page(accept: bytes) -> bool:
    """Whether a browser asks: it wants HTML more than any answer of GraphQL."""
    weights = dict(_ranges(accept))
    best = max((weights.get(kind, 0.0) for kind in (GRAPHQL, JSON)), default=0.0)
    return weights.get(HTML, 0.0) > best


def _ranges(accept: bytes) -> Iterator[tuple[str, float]]:
    for part in accept.decode("latin-1").split(",")[:50]:
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if "charset" in {name.partition("=")[0].strip() for name in parameters} and not _is_utf8(parameters):
            continue
        yield kind, _weight(parameters)


def _is_utf8(parameters: list[str]) -> bool:
    return any(
        parameter.replace(" ", "").replace('"', "") in {"charset=utf-8", "charset=utf8"} for parameter in parameters
    )


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
