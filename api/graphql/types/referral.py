"""Referrals: directed ties between two bodies, and pages of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry import UNSET, field

from api.graphql.arguments import InLanguage
from api.graphql.context import Context
from api.graphql.enums import Direction
from api.graphql.fields import resolved
from api.graphql.ids import global_id
from api.graphql.loaders import then
from api.graphql.pagination import Cut, Order, PageAsked, cut
from api.graphql.scalars import Date
from api.graphql.types.basics import LocalizedText, Node, Source, Term, date_of, term_of, written
from api.graphql.types.law import LegalBasis, legal_bases_called, legal_basis_of
from api.graphql.types.organisation import Organisation, PageInfo, organisation_of, sources_of
from graph_directory import model
from graph_directory.vocabulary import ReferralKind, RelationStatus


@strawberry.type(description="A directed tie between two bodies.")
class Referral(Node):
    """How one body is tied to another."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[model.Referral]
    slug: str = field(description="Stable key.")
    kind: ReferralKind = field(description="How the two are tied.")
    cross_border: bool = field(description="Whether the ends lie in different countries, or it starts at a joint body.")
    documented: bool = field(description="True where a source states it; false = inferred, a reading of ours.")
    exclusive: bool = field(description="Whether it is the only way to that service.")
    confirmed_by_source: Date | None = field(description="When the referring body confirmed it; null = never.")
    confirmed_by_target: Date | None = field(description="When the receiving body confirmed it; null = never.")
    valid_from: Date | None = field(description="Since when it holds; null = not recorded.")
    valid_to: Date | None = field(description="Until when it held: in the past it is history; null = still holds.")

    @resolved(description="The body that refers.", graphql_type=Organisation)
    def source(self) -> Any:
        """Where it starts."""
        return _end(self.record.source, self.ctx)

    @resolved(description="The body referred to.", graphql_type=Organisation)
    def target(self) -> Any:
        """Where it ends."""
        return _end(self.record.target, self.ctx)

    @resolved(description="What it is about; empty = any of the themes of its ends.")
    def themes(self) -> list[Term]:
        """Its themes."""
        return [term_of("themes", code.value, self.ctx) for code in self.record.themes]

    @resolved(description="For which services; empty = any.")
    def services(self) -> list[Term]:
        """Its services."""
        return [term_of("services", code.value, self.ctx) for code in self.record.services]

    @resolved(description="For whom; empty = anybody.")
    def target_groups(self) -> list[Term]:
        """Whom it is for."""
        return [term_of("target_groups", code.value, self.ctx) for code in self.record.target_groups]

    @resolved(description="When it may be used; null = no condition recorded.")
    def condition(self, language: InLanguage = UNSET) -> LocalizedText | None:  # noqa: ARG002  (kept in English)
        """Its condition."""
        return written(self.record.condition) if self.record.condition else None

    @resolved(description="What to do, step by step, in the language of the record; empty = not recorded.")
    def steps(self, language: InLanguage = UNSET) -> list[str]:  # noqa: ARG002  (kept in English)
        """How it is done."""
        return list(self.record.steps)

    @resolved(description="The law it rests on.", graphql_type=list[LegalBasis])
    def legal_bases(self) -> Any:
        """Its law."""
        return legal_bases_called(self.record.legal_bases, self.ctx)

    @resolved(description="The treaty or agreement that a cross-border tie rests on.", graphql_type=LegalBasis | None)
    def instrument(self) -> Any:
        """Its treaty."""
        if self.record.instrument is None:
            return None
        found = self.ctx.batches.legal_bases.get(self.record.instrument)
        return then(found, lambda law: legal_basis_of(law, self.ctx) if law else None)

    @resolved(description="What the record was written from.", graphql_type=list[Source])
    def sources(self) -> Any:
        """Where it was read."""
        return sources_of(self.record.sources, self.ctx)


@strawberry.type(description="One referral on a page.")
class ReferralEdge:
    """A referral with its cursor."""

    cursor: str = field(description="Where it stands, for `after` and `before`.")
    node: Referral = field(description="The referral.")


@strawberry.type(description="A page of referrals, by Relay's rules.")
class ReferralConnection:
    """A page of referrals."""

    edges: list[ReferralEdge] = field(description="The referrals with their cursors.")
    nodes: list[Referral] = field(description="The referrals alone.")
    page_info: PageInfo = field(description="Where this page lies.")
    total_count: int = field(description="How many the whole list holds.")


@dataclass(frozen=True, slots=True)
class ReferralsAsked:
    """Which referrals of one body are meant."""

    around: model.Slug
    direction: Direction
    kinds: frozenset[ReferralKind]
    cross_border: bool | None

    def among(self, referrals: Iterable[model.Referral]) -> list[model.Referral]:
        """Those that are meant, in their order."""
        return [referral for referral in referrals if self._meant(referral)]

    def _meant(self, referral: model.Referral) -> bool:
        if self.direction is Direction.INCOMING and referral.target != self.around:
            return False
        if self.direction is Direction.OUTGOING and referral.source != self.around:
            return False
        if self.kinds and referral.kind not in self.kinds:
            return False
        return self.cross_border is None or referral.cross_border is self.cross_border


def referral_of(record: model.Referral, ctx: Context) -> Referral:
    """A referral; met twice in one request, it is one object."""
    return ctx.once(("referral", record.slug), lambda: _made(record, ctx))


def referrals_page(records: Sequence[model.Referral], asked: PageAsked, ctx: Context) -> ReferralConnection:
    """A page of referrals that are at hand, in slug order."""
    order = Order("referral", [(record.slug, record.slug) for record in records])
    part = cut(order, asked)
    return connection(records[part.start : part.stop], order, part, ctx)


def connection(records: Sequence[model.Referral], order: Order, part: Cut, ctx: Context) -> ReferralConnection:
    """The page of these records, which are those that `part` cuts out of `order`."""
    nodes = [referral_of(record, ctx) for record in records]
    cursors = [order.cursor(place) for place in range(part.start, part.stop)]
    return ReferralConnection(
        edges=[ReferralEdge(cursor=cursor, node=node) for cursor, node in zip(cursors, nodes, strict=True)],
        nodes=nodes,
        page_info=page_info(part.has_next, part.has_previous, cursors),
        total_count=len(order.keys),
    )


def page_info(has_next: bool, has_previous: bool, cursors: Sequence[str]) -> PageInfo:
    """Relay's page information."""
    return PageInfo(
        has_next_page=has_next,
        has_previous_page=has_previous,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


def _end(slug: model.Slug, ctx: Context) -> Any:
    # a referral that a reader sees has two ends that it sees
    return then(ctx.batches.organisations.get(slug), lambda body: organisation_of(body, ctx) if body else None)


def _made(record: model.Referral, ctx: Context) -> Referral:
    return Referral(
        ctx=ctx,
        record=record,
        id=global_id("Referral", record.slug),
        slug=record.slug,
        kind=record.kind,
        cross_border=record.cross_border,
        documented=record.status is RelationStatus.DOCUMENTED,
        exclusive=record.exclusive,
        confirmed_by_source=date_of(record.confirmed_by_source),
        confirmed_by_target=date_of(record.confirmed_by_target),
        valid_from=date_of(record.valid_from),
        valid_to=date_of(record.valid_to),
    )
