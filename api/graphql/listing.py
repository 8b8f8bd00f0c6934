"""Long lists for the API: which organisations, referrals and changes stand on the page that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast

from strawberry.scalars import JSON

from api.graphql.context import Context
from api.graphql.enums import OrganisationOrder, RecordType
from api.graphql.ids import packed, unpacked
from api.graphql.pagination import BySlug, Order, Page, PageAsked, given, size_of
from api.graphql.types.directory import Change, ChangeConnection, ChangeEdge
from api.graphql.types.organisation import OrganisationConnection, organisation_of
from api.graphql.types.pages import PageInfo
from api.graphql.types.referral import ReferralConnection, connection
from graph_directory import store
from graph_directory.errors import BadCursor, BadQuestion
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.naming import display_name
from graph_directory.questions import OrganisationFilter, ReferralFilter
from graph_directory.text.fold import fold

_LARGEST_VERSION: Final = 2**31 - 1


async def ordered_organisations(
    search: str | None, wanted: OrganisationFilter, asked: OrganisationOrder | None, ctx: Context
) -> Order:
    """Every organisation that passes, in the order asked for.

    Raises BadQuestion for RELEVANCE without a search, and for a search in an earlier version.
    """
    if asked is OrganisationOrder.RELEVANCE and not search:
        raise BadQuestion("`orderBy: RELEVANCE` needs `search`. Use SLUG or NAME, or say what to search for.")
    slugs = await _selected(search, wanted, ctx)
    order = asked or (OrganisationOrder.RELEVANCE if search else OrganisationOrder.SLUG)
    if order is OrganisationOrder.RELEVANCE:
        return Order("relevance", [("", slug) for slug in slugs], ranked=True)
    if order is OrganisationOrder.NAME:
        return await _by_name(slugs, ctx)
    return Order("slug", BySlug(sorted(slugs) if search else slugs))  # without a search they come in this order


async def organisations_page(
    order: Order, asked: PageAsked, ctx: Context
) -> tuple[list[Organisation], OrganisationConnection]:
    """The records of a page, and the page."""
    page = Page.of(order, asked)
    records = await ctx.batches.organisations.prime(page.slugs())
    return records, OrganisationConnection(page=page, nodes=[organisation_of(record, ctx) for record in records])


async def selected_referrals(
    wanted: ReferralFilter, asked: PageAsked, ctx: Context
) -> tuple[list[Referral], ReferralConnection]:
    """The records of a page, and the page."""
    slugs = await (ctx.past or ctx.directory).select_referrals(wanted)
    page = Page.of(Order("referral", BySlug(slugs)), asked)
    records = await ctx.batches.referrals.prime(page.slugs())
    return records, connection(records, page, ctx)


async def changes_page(since: int, first: int | None, after: str | None, ctx: Context) -> ChangeConnection:
    """Changes of versions above `since`, oldest first.

    Raises BadQuestion for a version that cannot be, BadCursor for a cursor of another list.
    """
    if not 0 <= since <= _LARGEST_VERSION:
        raise BadQuestion(f"`since` is {since}; use 0 for everything, or the `version` of an earlier answer.")
    size = size_of(given(first), 20)
    skipped = _read_skipped(after, since) if after else 0
    found = await ctx.directory.reader.changes(since, size + 1, skipped)
    nodes = [_change(change) for change in found[:size]]
    cursors = [_cursor(since, skipped + place) for place in range(1, len(nodes) + 1)]
    return ChangeConnection(
        edges=[ChangeEdge(cursor=cursor, node=node) for cursor, node in zip(cursors, nodes, strict=True)],
        nodes=nodes,
        page_info=PageInfo(
            has_next_page=len(found) > size,
            has_previous_page=skipped > 0,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        ),
    )


async def _selected(search: str | None, wanted: OrganisationFilter, ctx: Context) -> tuple[Slug, ...]:
    if ctx.past is None:
        return await ctx.directory.select_organisations(search, wanted)
    if search:
        raise BadQuestion(
            "`search` knows the words of today only. Leave out `asOf`, or use `filter` in place of `search`."
        )
    return await ctx.past.select_organisations(wanted, ctx.today)


async def _by_name(slugs: Sequence[Slug], ctx: Context) -> Order:
    bodies = await ctx.batches.organisations.prime(slugs)
    language = ctx.language
    return Order(f"name:{language}", sorted((fold(display_name(body, language)), body.slug) for body in bodies))


def _cursor(since: int, skipped: int) -> str:
    return packed(f"changes\n{since}\n{skipped}")


def _read_skipped(cursor: str, since: int) -> int:
    parts = unpacked(cursor).split("\n")
    if len(parts) != 3 or parts[:2] != ["changes", str(since)] or not (parts[2].isdecimal() and len(parts[2]) < 10):
        raise BadCursor("This cursor belongs to another `since`. Use `pageInfo.endCursor` of the same question.")
    return int(parts[2])


def _change(change: store.Change) -> Change:
    return Change(
        version=change.version,
        at=datetime.fromisoformat(change.at),
        by=change.by,
        why=change.why,
        record_type=RecordType(change.kind.value),
        slug=change.slug,
        before=_json(change.before),
        after=_json(change.after),
    )


def _json(record: Mapping[str, Any] | None) -> JSON | None:
    return cast("JSON | None", record)
