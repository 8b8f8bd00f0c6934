"""Dates and moments as they travel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NewType

import strawberry
from graphql import GraphQLError

Date = NewType("Date", str)
EARLIEST: Final = 1900
LATEST: Final = 2100


def read_moment(value: object) -> datetime:
    """An RFC 3339 moment with its offset; raises GraphQLError with an example otherwise."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or "T" not in str(value).upper():
        raise GraphQLError("A DateTime is written with date, time and offset, such as 2026-11-26T09:30:00+01:00.")
    if not EARLIEST <= moment.year <= LATEST:
        raise GraphQLError(f"A DateTime lies between the years {EARLIEST} and {LATEST}.")
    return moment


def _write_date(value: object) -> str:
    return str(value)


def _no_date(_value: object) -> Date:
    raise GraphQLError("A Date is never asked for, only answered.")


SCALARS: Final[Mapping[Any, Any]] = {
    Date: strawberry.scalar(
        name="Date",
        description="A day, month or year in ISO 8601, exactly as precise as the source: 2023-07-24, 2023-07 or 2023.",
        serialize=_write_date,
        parse_value=_no_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment in RFC 3339 with its offset, such as 2026-11-26T09:30:00+01:00.",
        serialize=datetime.isoformat,
        parse_value=read_moment,
    ),
}
