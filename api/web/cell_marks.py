"""The marks of coverage: one shape a state, so that colour only repeats what the shape says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from graph_directory.vocabulary import CoverageState

SHAPES: Final[Mapping[CoverageState, str]] = {
    CoverageState.COVERED: "own",
    CoverageState.NATIONAL_ONLY: "national",
    CoverageState.STALE_ONLY: "stale",
    CoverageState.UNREACHABLE: "unreachable",
    CoverageState.CLOSED_ONLY: "closed",
    CoverageState.NONE: "nothing",
}
"""The name of each state's shape, also its style."""
DRAWN: Final[Mapping[str, str]] = {
    "own": '<circle cx="8" cy="8" r="5.500" fill="currentColor"/>',
    "national": '<circle cx="8" cy="8" r="5"/>',
    "stale": '<path d="M8 2.500 14 13.500H2z"/>',
    "unreachable": '<rect x="2.500" y="2.500" width="11" height="11"/><path d="M3 13 13 3"/>',
    "closed": '<path d="M13 10A6 6 0 0 1 6.500 2.500a6 6 0 1 0 6.500 7.500z" fill="currentColor"/>',
    "nothing": '<path d="M3.500 3.500l9 9M12.500 3.500l-9 9"/>',
}


def cell_mark(state: CoverageState) -> Markup:
    """The mark of a state; it says nothing by itself: a word always stands beside it."""
    shape = SHAPES[state]
    drawing = (
        f'<svg class="cm cm--{shape}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" '
        f'stroke-width="2" aria-hidden="true">{DRAWN[shape]}</svg>'
    )
    return Markup(drawing)  # noqa: S704  (our own drawings)
