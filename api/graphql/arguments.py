"""Arguments that many fields share, each described once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from api.graphql.enums import Language

InLanguage = Annotated[
    Language | None,
    strawberry.argument(
        description="Preferred language; else that of the Accept-Language header. Where a text does not exist in it, "
        "the nearest one that does is given."
    ),
]
AtMoment = Annotated[
    datetime | None, strawberry.argument(description="The moment that is meant; left out: when the request came.")
]
First = Annotated[int | None, strawberry.argument(description="Entries from the start: 0 to 100; default 20.")]
After = Annotated[str | None, strawberry.argument(description="Go on behind this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="Entries from the end: 0 to 100; instead of `first`.")]
Before = Annotated[str | None, strawberry.argument(description="Stop in front of this cursor.")]
