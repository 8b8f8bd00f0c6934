"""What every page of a list says of itself, by Relay's rules."""

from __future__ import annotations

import strawberry
from strawberry import field

from api.graphql import pagination
from api.graphql.fields import resolved


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Relay's page information."""

    has_next_page: bool = field(description="Whether more follows.")
    has_previous_page: bool = field(description="Whether something stands in front.")
    start_cursor: str | None = field(description="Cursor of the first entry; null on an empty page.")
    end_cursor: str | None = field(description="Cursor of the last entry; null on an empty page.")


@strawberry.type
class Paged:
    """A page of a list; the types of this API add what stands on it."""

    page: strawberry.Private[pagination.Page]

    @resolved(description="Where this page lies.")
    def page_info(self) -> PageInfo:
        """Its place."""
        return PageInfo(
            has_next_page=self.page.part.has_next,
            has_previous_page=self.page.part.has_previous,
            start_cursor=self.page.first_cursor,
            end_cursor=self.page.last_cursor,
        )

    @resolved(description="How many the whole list holds.")
    def total_count(self) -> int:
        """The length of the list."""
        return len(self.page.order.keys)
