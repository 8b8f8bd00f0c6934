"""Organisations, and pages of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET, argument, field

from api.graphql.arguments import After, Before, First, InLanguage, Last
from api.graphql.context import Context
from api.graphql.enums import Direction
from api.graphql.fields import recorded, resolved
from api.graphql.loaders import then
from api.graphql.pagination import PageAsked
from api.graphql.scalars import Date
from api.graphql.ties import TiesAsked
from api.graphql.types.basics import (
    Area,
    Freshness,
    LocalizedText,
    Node,
    Source,
    Term,
    areas_of,
    date_of,
    freshness_in,
    term_of,
    text_of,
    texts_of,
    written,
)
from api.graphql.types.pages import Paged
from graph_directory import model
from graph_directory.naming import display_name, short_name
from graph_directory.vocabulary import Audience, Confidence, OrganisationKind, ReferralKind

if TYPE_CHECKING:
    from api.graphql.types.contact_point import ContactPoint
    from api.graphql.types.referral import ReferralConnection

ContactPoints = list[Annotated["ContactPoint", strawberry.lazy("api.graphql.types.contact_point")]]
Referrals = Annotated["ReferralConnection", strawberry.lazy("api.graphql.types.referral")]


@strawberry.type(description="A body that helps, decides, investigates or coordinates; never a person.")
class Organisation(Node):
    """A body of the directory."""

    record: strawberry.Private[model.Organisation]
    slug: str = recorded("slug", description="Stable human-readable key, such as be-payoke.")
    aliases: list[str] = recorded("aliases", description="Other names it is known by, besides `names`.")
    kind: OrganisationKind = recorded("kind", description="What kind of body it is.")
    country: str = recorded("country", description="ISO 3166-1 alpha-2 code of its country, or INT for a joint body.")
    status: str = recorded(
        "status.value", description="active, ended, or unclear where no source tells whether it still exists."
    )
    min_age: int | None = recorded(
        "min_age", description="Youngest age it takes, in whole years; null where no source says."
    )
    max_age: int | None = recorded(
        "max_age", description="Oldest age it takes, in whole years; null where no source says."
    )
    audiences: list[Audience] = recorded(
        "audience", description="Who may approach it, as far as a source says; empty = not stated."
    )
    municipalities: list[str] = recorded(
        "municipalities", description="Municipalities that narrow `areas`; empty = not narrowed."
    )
    address_secret: bool = recorded(
        "address_secret", description="Whether the body hides its place; then no address is kept anywhere."
    )
    valid_from: Date | None = recorded("valid_from", date_of, description="Since when it exists; null = not recorded.")
    valid_to: Date | None = recorded(
        "valid_to", date_of, description="Until when it existed; null = not ended, or not recorded."
    )

    @resolved(description="The short form it is known by, where it has one.")
    def acronym(self) -> str | None:
        """The first of its short forms."""
        return self.record.acronyms[0] if self.record.acronyms else None

    @resolved(description="The name: in the asked language, else the body's own language, English, or any.")
    def name(self, language: InLanguage = UNSET) -> str:
        """Says the name."""
        return display_name(self.record, self.ctx.spoken(language))

    @resolved(description="A short name for lists, lanes and maps: the acronym where it is known by it.")
    def short_name(self, language: InLanguage = UNSET) -> str:
        """Says the short name."""
        return short_name(self.record, self.ctx.spoken(language))

    @resolved(description="Its name in every language recorded, as sources show it.")
    def names(self) -> list[LocalizedText]:
        """Every name."""
        return texts_of(self.record.names)

    @resolved(description="What it does, in a sentence or two; null where not recorded.")
    def description(self, language: InLanguage = UNSET) -> LocalizedText | None:
        """Says what it does."""
        return text_of(self.record.description, self.ctx.spoken(language))

    @resolved(description="How one gets in: admission rules, whom to go through; null where no source says.")
    def access(self, language: InLanguage = UNSET) -> LocalizedText | None:  # noqa: ARG002  (kept in English)
        """Says how it is reached."""
        return written(self.record.access.text) if self.record.access and self.record.access.text else None

    @resolved(description="The body it is part of.", graphql_type="Organisation | None")
    def parent(self) -> Any:
        """What it is part of."""
        return _other(self.record.parent, self.ctx)

    @resolved(description="The body that took over from it.", graphql_type="Organisation | None")
    def successor(self) -> Any:
        """What took over."""
        return _other(self.record.successor, self.ctx)

    @resolved(description="Where it is competent.")
    def areas(self) -> list[Area]:
        """Where it works."""
        return areas_of(self.record.areas, self.ctx)

    @resolved(description="What its cases are about.")
    def themes(self) -> list[Term]:
        """Its themes."""
        return [term_of("themes", code.value, self.ctx) for code in self.record.themes]

    @resolved(description="What it does for somebody, or in a case.")
    def services(self) -> list[Term]:
        """Its services."""
        return [term_of("services", code.value, self.ctx) for code in self.record.services]

    @resolved(description="For whom it works; empty = no source says.")
    def target_groups(self) -> list[Term]:
        """Whom it serves."""
        return [term_of("target_groups", code.value, self.ctx) for code in self.record.target_groups]

    @resolved(description="Its desks, lines, mailboxes and pages, in the order recorded.", graphql_type=ContactPoints)
    def contact_points(
        self,
        audience: Annotated[
            Audience | None, argument(description="Only those meant for this audience, and no others.")
        ] = UNSET,
    ) -> Any:
        """How it is reached."""
        made, ctx = _contact_points_of(), self.ctx
        return then(ctx.batches.contact_points_of.get(self.record.slug), lambda points: made(points, audience, ctx))

    # Relay's four arguments and three filters stand in the contract; they travel as two values from here on.
    @resolved(description="Referrals that start or end here, in slug order.", graphql_type=Referrals)
    def referrals(  # noqa: PLR0913, PLR0917
        self,
        direction: Annotated[Direction | None, argument(description="Which way they run; default BOTH.")] = UNSET,
        kinds: Annotated[
            list[ReferralKind] | None, argument(description="Only these kinds; empty or left out: all.")
        ] = UNSET,
        cross_border: Annotated[
            bool | None, argument(description="Only those that cross a border (true) or do not (false).")
        ] = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ) -> Any:
        """Its ties."""
        asked = TiesAsked.read(PageAsked.read(first, after, last, before), direction, kinds, cross_border)
        connection = _referral_connection()
        return then(
            self.ctx.batches.referrals_of.get(self.record.slug),
            lambda ties: connection(*asked.page_of(self.record.slug, ties or (), self.ctx.directory.shelf), self.ctx),
        )

    @resolved(description="How far the record can be relied on today.")
    def freshness(self) -> Freshness:
        """How fresh it is: what a body says of itself is current unless its newest dated source is old."""
        return freshness_in(self.ctx, self.record.newest_source_date, Confidence.CURRENT)

    @resolved(description="What the record was written from.", graphql_type=list[Source])
    def sources(self) -> Any:
        """Where it was read."""
        return sources_of(self.record.sources, self.ctx)


@strawberry.type(description="One organisation on a page.")
class OrganisationEdge:
    """An organisation with its cursor."""

    cursor: str = field(description="Where it stands, for `after` and `before`.")
    node: Organisation = field(description="The organisation.")


@strawberry.type(description="A page of organisations, by Relay's rules.")
class OrganisationConnection(Paged):
    """A page of organisations."""

    nodes: list[Organisation] = field(description="The organisations alone.")

    @resolved(description="The organisations with their cursors.")
    def edges(self) -> list[OrganisationEdge]:
        """Each with its place."""
        return [OrganisationEdge(cursor=cursor, node=node) for cursor, node in self.page.with_cursors(self.nodes)]


def organisation_of(record: model.Organisation, ctx: Context) -> Organisation:
    """An organisation."""
    return Organisation(ctx=ctx, record=record)


def organisations_of(records: list[model.Organisation], ctx: Context) -> list[Organisation]:
    """Several organisations in their order."""
    return [organisation_of(record, ctx) for record in records]


def organisations_called(slugs: tuple[str, ...], ctx: Context) -> Any:
    """The organisations of these slugs, now or when they come."""
    return then(ctx.batches.organisations.many(slugs), lambda records: organisations_of(records, ctx))


def sources_of(slugs: tuple[str, ...], ctx: Context) -> Any:
    """The sources of these slugs, now or when they come."""
    return ctx.batches.sources.many(slugs)


def _other(slug: str | None, ctx: Context) -> Any:
    if slug is None:
        return None
    return then(ctx.batches.organisations.get(slug), lambda record: organisation_of(record, ctx) if record else None)


# These types name each other, so the others are imported when first needed; an import statement costs a microsecond
# each time it is met, and these are met for every body.
@cache
def _contact_points_of() -> Callable[..., list[ContactPoint]]:
    from api.graphql.types.contact_point import contact_points_of  # noqa: PLC0415

    return contact_points_of


@cache
def _referral_connection() -> Callable[..., ReferralConnection]:
    from api.graphql.types.referral import connection  # noqa: PLC0415

    return connection
