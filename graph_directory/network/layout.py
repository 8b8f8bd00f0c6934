"""Where each body stands in the picture of the whole network; kept from version to version.

A country is a lane, from north-west to south-east. In a lane, coordination stands on top, authorities below, aid at
the bottom. Inside such a field a body's slug picks its cell, so one more body moves nobody but those whose cell it
takes; the cells get smaller only when a field has twice as many bodies as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Final, TypeAlias

from graph_directory.model import CountryCode, Organisation, Slug
from graph_directory.vocabulary import OrganisationKind

Place: TypeAlias = tuple[float, float]

LANES: Final = ("NL", "BE", "LU", "DE", "FR")
"""Countries from north-west to south-east, as people draw them; a last lane holds joint bodies and all others."""
OTHERS: Final = "INT"
COORDINATION: Final = frozenset({OrganisationKind.COORDINATION, OrganisationKind.FORUM, OrganisationKind.INTERNATIONAL})
AID: Final = frozenset(
    {
        OrganisationKind.NGO,
        OrganisationKind.SHELTER,
        OrganisationKind.HELPLINE,
        OrganisationKind.VICTIM_SUPPORT,
        OrganisationKind.HOSPITAL,
        OrganisationKind.INTEGRATION,
        OrganisationKind.LEGAL_AID,
    }
)
_FIELDS: Final = {"coordination": (0.02, 0.20), "authority": (0.24, 0.62), "aid": (0.66, 0.98)}
_MARGIN: Final = 0.08
"""Of a lane's width, left free on either side."""
_LANE_IN_HEIGHTS: Final = 0.32
"""How wide a lane is drawn, in heights of the picture: makes cells about square."""


def role_of(kind: OrganisationKind) -> str:
    """`coordination`, `aid` or `authority`: the shape and the field a body is drawn with."""
    if kind in COORDINATION:
        return "coordination"
    return "aid" if kind in AID else "authority"


def layout(bodies: Iterable[Organisation]) -> Mapping[Slug, Place]:
    """A place from (0, 0) left on top to (1, 1) for every body; no two bodies share one."""
    fields: defaultdict[tuple[int, str], list[Slug]] = defaultdict(list)
    for body in bodies:
        fields[lane_of(body.country), role_of(body.kind)].append(body.slug)
    width = 1 / (len(LANES) + 1)
    places: dict[Slug, Place] = {}
    for (lane, role), slugs in fields.items():
        places |= _field(slugs, (lane * width, width), _FIELDS[role])
    return places


def lane_of(country: CountryCode) -> int:
    """The number of a country's lane from the left."""
    return LANES.index(country) if country in LANES else len(LANES)


def _field(slugs: Sequence[Slug], lane: tuple[float, float], heights: tuple[float, float]) -> dict[Slug, Place]:
    top, bottom = heights
    across, down = _cells(2 * len(slugs), _LANE_IN_HEIGHTS, bottom - top)
    taken: dict[int, Slug] = {}
    for slug in sorted(slugs):
        cell = int.from_bytes(blake2b(slug.encode(), digest_size=8).digest(), "big") % (across * down)
        while cell in taken:
            cell = (cell + 1) % (across * down)
        taken[cell] = slug
    left, width = lane[0] + _MARGIN * lane[1], lane[1] * (1 - 2 * _MARGIN)
    return {
        slug: (
            round(left + width * (cell % across + 0.5) / across, 6),
            round(top + (bottom - top) * (cell // across + 0.5) / down, 6),
        )
        for cell, slug in taken.items()
    }


def _cells(wanted: int, width: float, height: float) -> tuple[int, int]:
    """Columns and rows of a field for at least so many cells: grows by doubling, to stay as it is most of the time."""
    across, down = 1, 1
    while across * down < wanted:
        if width / across > height / down:
            across *= 2
        else:
            down *= 2
    return across, down
