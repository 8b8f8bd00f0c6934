"""Which words an organisation is found by: the same set in every store."""

from __future__ import annotations

from collections.abc import Iterator

from graph_directory.model import Organisation
from graph_directory.text.fold import words


def organisation_words(organisation: Organisation) -> frozenset[str]:
    """The folded words of its names, aliases, former names, acronyms, slug and English description; areas not."""
    return frozenset(word for text in _texts(organisation) for word in words(text))


def _texts(organisation: Organisation) -> Iterator[str]:
    yield from organisation.names.values()
    yield from organisation.aliases
    yield from organisation.former_names
    yield from organisation.acronyms
    yield organisation.slug.replace("-", " ")
    yield organisation.description.get("en", "")
