"""Clients of the last release go on working: nothing is taken from the schema that was not marked before."""

from __future__ import annotations

import pytest

from tools.printed_schema import printed
from tools.sdl_changes import RELEASED, changes

OLD = """
type Query {
  old(x: Int): Int @deprecated(reason: "Use new.")
  kept(x: Int @deprecated(reason: "Left out."), y: Int): Kind
}
enum Kind { ONE @deprecated(reason: "Use TWO.") TWO }
input Filter { a: Int @deprecated(reason: "Use b.") b: Int }
"""


def test_nothing_that_clients_of_the_last_release_use_is_broken() -> None:
    assert changes(RELEASED.read_text("utf-8"), printed()).breaking == ()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('old(x: Int): Int @deprecated(reason: "Use new.")', ""),
        ('x: Int @deprecated(reason: "Left out."), ', ""),
        ('ONE @deprecated(reason: "Use TWO.") ', ""),
        ('a: Int @deprecated(reason: "Use b.")', ""),
        ("b: Int", "b: Int c: Int"),
    ],
)
def test_what_was_marked_may_go_and_anything_may_come(was: str, becomes: str) -> None:
    assert was in OLD
    assert changes(OLD, OLD.replace(was, becomes)).breaking == ()


@pytest.mark.parametrize(
    ("was", "becomes", "broken"),
    [
        (", y: Int", "", "Query.kept(y:)"),
        (" TWO }", " }", "Kind.TWO"),
        ("b: Int", "", "Filter.b"),
        ("b: Int", "b: Int c: Int!", "Filter"),
        ("old(x: Int): Int", "old(x: Int!): Int", "Query.old"),
        ("old(x: Int): Int", "old(x: Int): String", "Query.old"),
        ("input Filter", "input Other", "Filter"),
    ],
)
def test_what_was_not_marked_stays_as_it_is(was: str, becomes: str, broken: str) -> None:
    (complaint, *_) = changes(OLD, OLD.replace(was, becomes)).breaking
    assert broken in complaint


def test_what_may_surprise_is_told_apart() -> None:
    found = changes(OLD, OLD.replace(" TWO }", " TWO THREE }"))
    assert found.breaking == ()
    assert len(found.dangerous) == 1
