"""Law: what a tie, a power or a stage rests on."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry import UNSET

from api.graphql.arguments import InLanguage
from api.graphql.context import Context
from api.graphql.fields import recorded, resolved
from api.graphql.loaders import then
from api.graphql.scalars import Date
from api.graphql.types.basics import LocalizedText, Node, Source, date_of, written
from api.graphql.types.organisation import sources_of
from graph_directory import model


@strawberry.type(description="A law, treaty, circular, bill or declaration.")
class LegalBasis(Node):
    """What something rests on."""

    record: strawberry.Private[model.LegalBasis]
    slug: str = recorded("slug", description="Stable human-readable key.")
    country: str = recorded("country", description="ISO 3166-1 alpha-2 code, EU, or INT for a treaty.")
    citation: str = recorded("citation", description="How it is cited there.")
    title: str = recorded("title", description="Its title.")
    about: str = recorded("about.value", description="What it is about: a code of the vocabulary `legal_subjects`.")
    status: str = recorded("status.value", description="in_force, bill, declaration (does not bind) or historic.")
    valid_from: Date | None = recorded("valid_from", date_of, description="Since when it holds; null = not recorded.")
    valid_to: Date | None = recorded(
        "valid_to", date_of, description="Until when it held; null = not ended, or not recorded."
    )

    @resolved(description="What it says, in own words.")
    def summary(self, language: InLanguage = UNSET) -> LocalizedText | None:  # noqa: ARG002  (kept in English)
        """Says it in short."""
        return written(self.record.summary) if self.record.summary else None

    @resolved(description="What the record was written from.", graphql_type=list[Source])
    def sources(self) -> Any:
        """Where it was read."""
        return sources_of(self.record.sources, self.ctx)


def legal_basis_of(record: model.LegalBasis, ctx: Context) -> LegalBasis:
    """A legal basis."""
    return LegalBasis(ctx=ctx, record=record)


def legal_bases_called(slugs: tuple[str, ...], ctx: Context) -> Any:
    """The law of these slugs, now or when it comes."""
    return then(
        ctx.batches.legal_bases.many(slugs), lambda records: [legal_basis_of(record, ctx) for record in records]
    )
