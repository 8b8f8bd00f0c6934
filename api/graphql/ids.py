"""Relay global ids: the type and the slug in one opaque word."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

import strawberry

from graph_directory.errors import BadQuestion
from graph_directory.model import Slug

LONGEST = 400


@lru_cache(maxsize=20_000)
def global_id(kind: str, slug: Slug) -> strawberry.ID:
    """The id of one record; stable as long as its slug is."""
    return strawberry.ID(urlsafe_b64encode(f"{kind}:{slug}".encode()).decode("ascii").rstrip("="))


def read_global_id(text: str) -> tuple[str, Slug]:
    """The type and the slug that an id names.

    Raises BadQuestion for anything that no answer ever held.
    """
    kind, separator, slug = unpacked(text).partition(":")
    if not separator or not slug or global_id(kind, slug) != text.rstrip("="):
        raise BadQuestion(f"{text[:40]!r} is no id of this directory. Use the field `id` of an earlier answer.")
    return kind, slug


def unpacked(text: str) -> str:
    """The text inside an opaque word; empty where it is none."""
    if len(text) > LONGEST:
        return ""
    padded = text + "=" * (-len(text) % 4)
    try:
        return urlsafe_b64decode(padded.encode("ascii")).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def packed(text: str) -> str:
    """An opaque word that holds the text."""
    return urlsafe_b64encode(text.encode()).decode("ascii").rstrip("=")
