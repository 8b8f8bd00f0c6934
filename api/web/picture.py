"""Where everything stands in the picture of a network: lanes by country, bands by direction, computed from lists.

Positions follow from the lists alone, so the same links always give the same picture. The body's own country stands
in the middle, the others beside it by number of links. Bands from top to bottom: who refers to the body, its
counterparts, where the person goes next, what lies two steps away. Every foreign body of a side gets a height of
its own, so that a line to a far lane runs through free space in the nearer ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

REFERS, COUNTERPART, NEXT, FURTHER = range(4)
WIDTH: Final = 1200
HOME_WIDTH: Final = 440
_TOP: Final = 66
HOME_STEP: Final = 36
LANE_STEP: Final = 38
_BAND_PAD: Final = 34
CHARACTER: Final = 6.9
MOST_AT_HOME: Final = 20
MOST_IN_LANE: Final = 9
_HEADINGS: Final = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A body to draw: its lane (country), row, shape (circle, square, diamond) and line."""

    label: str
    lane: str
    band: int
    shape: str
    documented: bool
    cross_border: bool
    via: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A country in the picture."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences inside the picture; `more` holds `{n}`."""

    title: str
    description: str
    centre: str
    headings: tuple[str, str, str, str]
    none: str
    more: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw: the body in the middle, its own lane first, the others by number of links."""

    centre: str
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Column:
    """A lane's place: x from left to right; side -1 left of home, 0 home, 1 right; `near` is the edge facing home."""

    lane: Lane
    left: float
    right: float
    side: int

    @property
    def node_x(self) -> float:
        return self.right - 18 if self.side < 0 else self.left + 18

    @property
    def letters(self) -> int:
        return max(8, int((self.right - self.left - 48) / CHARACTER))


@dataclass(frozen=True, slots=True)
class Band:
    """A row: where it begins and ends, and where its home bodies and its foreign bodies begin."""

    index: int
    top: float
    bottom: float
    home_y: float
    abroad_y: float


def columns_of(lanes: Sequence[Lane]) -> tuple[Column, ...]:
    """The lanes from left to right: home in the middle, the others in turn to its right and its left."""
    home, others = lanes[0], lanes[1:]
    if not others:
        return (Column(home, 0, WIDTH, 0),)
    right, left = others[0::2], others[1::2]
    width = (WIDTH - HOME_WIDTH) / len(others)
    columns: list[Column] = []
    x = 0.0
    for lane in reversed(left):
        columns.append(Column(lane, x, x + width, -1))
        x += width
    columns.append(Column(home, x, x + HOME_WIDTH, 0))
    x += HOME_WIDTH
    for lane in right:
        columns.append(Column(lane, x, x + width, 1))
        x += width
    return tuple(columns)


def home_column(columns: Sequence[Column]) -> Column:
    """The column of the country in the middle."""
    return next(column for column in columns if column.side == 0)


def home_nodes(picture: Picture, band: int) -> tuple[Node, ...]:
    """The bodies of a band that stand in the middle."""
    return tuple(node for node in picture.nodes if node.band == band and node.lane == picture.lanes[0].code)


def lane_nodes(picture: Picture, band: int, lane: Lane) -> tuple[Node, ...]:
    """The bodies of a band that stand in a lane."""
    return tuple(node for node in picture.nodes if node.band == band and node.lane == lane.code)


def rows_abroad(picture: Picture, band: int, columns: Sequence[Column]) -> int:
    """Rows the foreign bodies of a band take: the fuller side decides; without lines, the fullest lane."""
    sides = {-1: [0], 1: [0]}
    for column in columns:
        if column.side:
            number = len(lane_nodes(picture, band, column.lane))
            sides[column.side].append(min(number, MOST_IN_LANE) + (number > MOST_IN_LANE))
    return max(max(sides[side]) if band == FURTHER else sum(sides[side]) for side in sides)


def bands_of(picture: Picture, columns: Sequence[Column]) -> tuple[Band, ...]:
    """The rows from top to bottom, each as high as what stands in it."""
    bands: list[Band] = []
    y = float(_TOP)
    for index in range(_HEADINGS):
        home = len(home_nodes(picture, index))
        home_rows = (min(home, MOST_AT_HOME) + 1) // 2 + (home > MOST_AT_HOME)
        abroad_rows = rows_abroad(picture, index, columns)
        if index == FURTHER and not home and not abroad_rows:
            continue
        abroad = max(abroad_rows, 3 if index == COUNTERPART else 0) * LANE_STEP
        home_height = home_rows * HOME_STEP
        inside = max(home_height, abroad, 30) if index == FURTHER else max(home_height + abroad, 30)
        first = second = y + _BAND_PAD
        if index == REFERS:
            second += home_height
        elif index != FURTHER:
            first += abroad
        bands.append(Band(index, y, y + _BAND_PAD + inside + 14, first, second))
        y = bands[-1].bottom
    return tuple(bands)


def ego_height(picture: Picture, bands: Sequence[Band], columns: Sequence[Column]) -> float:
    """How far down the body in the middle stands."""
    band = bands[COUNTERPART]
    rows = max(rows_abroad(picture, COUNTERPART, columns), 3)
    return band.abroad_y + (rows - 1) * LANE_STEP / 2
