"""Where the store changes its way of working because a directory, or a change to it, is large."""

from __future__ import annotations

from dataclasses import dataclass

from graph_directory.stores.neo4j.shelf import MOST_AT_HAND


@dataclass(frozen=True, slots=True)
class Limits:
    """Above `in_one_transaction` records a change set is loaded in steps of `in_a_step` records, because a transaction
    must fit the server's memory. Above `walk_at_hand` referrals the server walks neighbourhoods, because they would not
    fit ours.
    """

    in_one_transaction: int = 20_000
    in_a_step: int = 5000
    walk_at_hand: int = MOST_AT_HAND
