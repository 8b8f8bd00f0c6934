"""Referrals: directed ties between two bodies, and pages of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry import UNSET, field

from api.graphql.arguments import InLanguage
from api.graphql.context import Context
from api.graphql.fields import recorded, resolved
from api.graphql.loaders import then
from api.graphql.pagination import Page
from api.graphql.scalars import Date
from api.graphql.types.basics import LocalizedText, Node, Source, Term, date_of, term_of, written
from api.graphql.types.law import LegalBasis, legal_bases_called, legal_basis_of
from api.graphql.types.organisation import Organisation, organisation_of, sources_of
from api.graphql.types.pages import Paged
from graph_directory import model
from graph_directory.vocabulary import ReferralKind, RelationStatus


@strawberry.type(description="A directed tie between two bodies.")
class Referral(Node):
    """How one body is tied to another."""

    record: strawberry.Private[model.Referral]
    slug: str = recorded("slug", description="Stable key.")
    kind: ReferralKind = recorded("kind", description="How the two are tied.")
    cross_border: bool = recorded(
        "cross_border", description="Whether the ends lie in different countries, or it starts at a joint body."
    )
    exclusive: bool = recorded("exclusive", description="Whether it is the only way to that service.")
    confirmed_by_source: Date | None = recorded(
        "confirmed_by_source", date_of, description="When the referring body confirmed it; null = never."
    )
    confirmed_by_target: Date | None = recorded(
        "confirmed_by_target", date_of, description="When the receiving body confirmed it; null = never."
    )
    valid_from: Date | None = recorded("valid_from", date_of, description="Since when it holds; null = not recorded.")
    valid_to: Date | None = recorded(
        "valid_to", date_of, description="Until when it held: in the past it is history; null = still holds."
    )

    @resolved(description="True where a source states it; false = inferred, a reading of ours.")
    def documented(self) -> bool:
        """Whether a source states it."""
        return self.record.status is RelationStatus.DOCUMENTED

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
class ReferralConnection(Paged):
    """A page of referrals."""

    nodes: list[Referral] = field(description="The referrals alone.")

    @resolved(description="The referrals with their cursors.")
    def edges(self) -> list[ReferralEdge]:
        """Each with its place."""
        return [ReferralEdge(cursor=cursor, node=node) for cursor, node in self.page.with_cursors(self.nodes)]


def referral_of(record: model.Referral, ctx: Context) -> Referral:
    """A referral."""
    return Referral(ctx=ctx, record=record)


def connection(records: Sequence[model.Referral], page: Page, ctx: Context) -> ReferralConnection:
    """The page of these records, which are those that it cuts out of its list."""
    return ReferralConnection(page=page, nodes=[referral_of(record, ctx) for record in records])


def _end(slug: model.Slug, ctx: Context) -> Any:
    # a referral that a reader sees has two ends that it sees
    return then(ctx.batches.organisations.get(slug), lambda body: organisation_of(body, ctx) if body else None)
