"""The schema, made once from the types."""

from __future__ import annotations

from functools import cache
from typing import Final

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from api.graphql.query import Query
from api.graphql.scalars import SCALARS
from api.graphql.types.contact_point import ContactPoint
from api.graphql.types.law import LegalBasis
from api.graphql.types.organisation import Organisation
from api.graphql.types.referral import Referral

schema: Final = strawberry.Schema(
    Query,
    types=[Organisation, ContactPoint, LegalBasis, Referral],
    config=StrawberryConfig(scalar_map=SCALARS),
)


def executable() -> GraphQLSchema:
    """The schema as graphql-core executes it."""
    return schema._schema


@cache
def sdl() -> str:
    """The schema in the schema definition language, with every description."""
    return schema.as_str() + "\n"
