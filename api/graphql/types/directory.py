"""The directory itself: what it is, how countries organise referral, and what changed when."""

from __future__ import annotations

from datetime import datetime

import strawberry
from strawberry import UNSET, field
from strawberry.scalars import JSON

from api.graphql.arguments import InLanguage
from api.graphql.context import Context
from api.graphql.enums import RecordType
from api.graphql.fields import resolved
from api.graphql.types.basics import LocalizedText, Source, Term, written
from api.graphql.types.law import LegalBasis, legal_bases_called
from api.graphql.types.organisation import Organisation, organisations_called, sources_of
from api.graphql.types.pages import PageInfo
from graph_directory import model


@strawberry.type(description="What this directory is and holds.")
class DirectoryInfo:
    """The directory in numbers."""

    version: int = field(description="Raised by every write; `changes` counts from it.")
    updated_at: datetime = field(description="When it last changed.")
    organisations: int = field(description="Bodies that you may see.")
    contact_points: int = field(description="Contact points that you may see.")
    referrals: int = field(description="Referrals that you may see.")
    store: str = field(description="Where it is kept: sqlite or neo4j.")
    licence: str = field(description="Terms of code and data.")


@strawberry.type(description="One of the ordered stages of a national referral mechanism.")
class MechanismStage:
    """A stage."""

    ctx: strawberry.Private[Context]
    record: strawberry.Private[model.MechanismStage]
    stage: Term = field(description="Which stage.")
    order: int = field(description="Its place, from 1.")
    variant: Term = field(description="For whom the stage is described: adults or minors.")

    @resolved(description="What happens, in own words.")
    def text(self, language: InLanguage = UNSET) -> LocalizedText:  # noqa: ARG002  (kept in English)
        """Says what happens."""
        return written(self.record.text)

    @resolved(description="The responsible bodies, then those that support them.", graphql_type=list[Organisation])
    def organisations(self) -> object:
        """Who acts."""
        return organisations_called((*self.record.responsible, *self.record.supporting), self.ctx)

    @resolved(description="The law it rests on.", graphql_type=list[LegalBasis])
    def legal_bases(self) -> object:
        """Its law."""
        return legal_bases_called(self.record.legal_bases, self.ctx)

    @resolved(description="What the record was written from.", graphql_type=list[Source])
    def sources(self) -> object:
        """Where it was read."""
        return sources_of(self.record.sources, self.ctx)


@strawberry.type(description="One entry of the record of changes, which only grows.")
class Change:
    """A change."""

    version: int = field(description="The version that it made.")
    at: datetime = field(description="When.")
    by: str = field(description="In which role; never a person.")
    why: str = field(description="For what reason, in a sentence.")
    record_type: RecordType = field(description="What kind of record changed.")
    slug: str = field(description="Which record.")
    before: JSON | None = field(description="The record before, named as in the data files; null = new.")
    after: JSON | None = field(description="The record after, named as in the data files; null = deleted.")


@strawberry.type(description="One change on a page.")
class ChangeEdge:
    """A change with its cursor."""

    cursor: str = field(description="Where it stands, for `after`.")
    node: Change = field(description="The change.")


@strawberry.type(description="A page of changes, oldest first.")
class ChangeConnection:
    """A page of changes."""

    edges: list[ChangeEdge] = field(description="The changes with their cursors.")
    nodes: list[Change] = field(description="The changes alone.")
    page_info: PageInfo = field(description="Where this page lies.")


def stage_of(record: model.MechanismStage, ctx: Context) -> MechanismStage:
    """A stage."""
    return MechanismStage(
        ctx=ctx,
        record=record,
        stage=term_of_stage(record.stage.value, ctx),
        order=record.order,
        variant=Term(ctx=ctx, code=record.variant.value, vocabulary="mechanism_variants"),
    )


def term_of_stage(code: str, ctx: Context) -> Term:
    """The term of a stage."""
    return Term(ctx=ctx, code=code, vocabulary="stages")
