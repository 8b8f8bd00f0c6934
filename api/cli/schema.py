"""`schema`: the GraphQL schema as text."""

from __future__ import annotations


def schema() -> None:
    """Print the GraphQL schema in the schema definition language."""
    from api.graphql.schema import sdl  # noqa: PLC0415  (the other commands start faster without GraphQL)

    print(sdl().rstrip())
