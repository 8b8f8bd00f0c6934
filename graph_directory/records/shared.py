"""What the pairs of every kind share: lists, codes and the keys written only where they say something."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from graph_directory.vocabulary import Visibility

Plain: TypeAlias = Mapping[str, Any]
"""One record as plain data, as it stands in a data file."""
Codes = TypeVar("Codes", bound=StrEnum)


def many(record: Plain, key: str) -> tuple[str, ...]:
    """The texts of a list; none where the key is missing or empty."""
    return tuple(record.get(key) or ())


def codes(vocabulary: type[Codes], record: Plain, key: str) -> tuple[Codes, ...]:
    """The codes of a list, as members of their vocabulary."""
    return tuple(vocabulary(code) for code in record.get(key) or ())


def visibility_from(record: Plain) -> Visibility:
    """Who may see the record: everybody, where it does not say."""
    return Visibility(record.get("visibility", Visibility.PUBLIC))


def visibility_record(visibility: Visibility) -> dict[str, str]:
    """The key that says who may see a record; none for a public one."""
    return {} if visibility is Visibility.PUBLIC else {"visibility": visibility.value}
