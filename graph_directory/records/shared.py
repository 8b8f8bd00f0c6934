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
    return tuple(record.get(key) or ())


def codes(vocabulary: type[Codes], record: Plain, key: str) -> tuple[Codes, ...]:
    return tuple(vocabulary(code) for code in record.get(key) or ())


def visibility_from(record: Plain) -> Visibility:
    return Visibility(record.get("visibility", Visibility.PUBLIC))


def visibility_record(visibility: Visibility) -> dict[str, str]:
    return {} if visibility is Visibility.PUBLIC else {"visibility": visibility.value}
