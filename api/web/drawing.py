"""The network around one body as an SVG drawn on the server: lanes are countries, rows are directions."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup, escape

from api.web.picture import (
    CHARACTER,
    COUNTERPART,
    FURTHER,
    HOME_STEP,
    HOME_WIDTH,
    LANE_STEP,
    MOST_AT_HOME,
    MOST_IN_LANE,
    REFERS,
    WIDTH,
    Band,
    Column,
    Node,
    Picture,
    bands_of,
    columns_of,
    ego_height,
    home_column,
    home_nodes,
    lane_nodes,
)

_LABEL: Final = 15


def draw(picture: Picture) -> Markup:
    """The picture as SVG; a title and a description stand inside, every link stands in the table beside it."""
    columns = columns_of(picture.lanes)
    bands = bands_of(picture, columns)
    height = bands[-1].bottom + 10
    ego_y = ego_height(picture, bands, columns)
    parts = [
        f'<svg class="net" viewBox="0 0 {WIDTH} {height:g}" role="img" aria-labelledby="net-t net-d">',
        f'<title id="net-t">{escape(picture.words.title)}</title>',
        f'<desc id="net-d">{escape(picture.words.description)}</desc>',
        *_ground(bands),
        *_heads(columns, height),
        *_spine(picture, bands, ego_y),
        *_home(picture, bands),
        *_abroad(picture, bands, columns, ego_y),
        *_ego(picture, ego_y),
        *_headings(picture, bands),
        "</svg>",
    ]
    return Markup("\n".join(parts))  # noqa: S704  (every text in it went through escape)


# ---- ground ----------------------------------------------------------------------------------------


def _ground(bands: Sequence[Band]) -> Iterator[str]:
    for band in bands:
        if band.index != COUNTERPART:
            yield f'<rect x="0" y="{band.top:g}" width="{WIDTH}" height="{band.bottom - band.top:g}" class="band"/>'


def _heads(columns: Sequence[Column], height: float) -> Iterator[str]:
    for column in columns:
        x, code = column.left + 34, escape(column.lane.code)
        home = column.side == 0
        wide = 26 if len(column.lane.code) > 2 else 20
        yield f'<ellipse cx="{x:g}" cy="24" rx="{wide}" ry="13" class="plate{" on" if home else ""}"/>'
        style = "b onp" if home else "b"
        yield f'<text x="{x:g}" y="28.500" text-anchor="middle" font-size="13" class="{style}">{code}</text>'
        yield _name(column, x + wide + 8)
        if column.left > 0:
            yield f'<line x1="{column.left:g}" x2="{column.left:g}" y1="4" y2="{height:g}" class="bord"/>'


def _name(column: Column, x: float) -> str:
    room = column.right - x - 6
    size = 16 if len(column.lane.name) * 8.6 <= room else 13
    letters = max(int(room / (size * 0.54)), 4)
    name = column.lane.name if len(column.lane.name) <= letters else f"{column.lane.name[: letters - 1].rstrip()}…"
    return f'<text x="{x:g}" y="29.500" font-size="{size}" class="b">{escape(name)}</text>'


def _headings(picture: Picture, bands: Sequence[Band]) -> Iterator[str]:
    for number, band in enumerate(bands, 1):
        text = f"{number}  {picture.words.headings[band.index]}"
        yield f'<rect x="0" y="{band.top - 11:g}" width="{len(text) * 7.8 + 20:g}" height="23" class="cap"/>'
        yield f'<text x="10" y="{band.top + 5:g}" font-size="14" class="b">{escape(text)}</text>'


# ---- home lane -------------------------------------------------------------------------------------


def _centre_x(columns: Sequence[Column]) -> float:
    home = home_column(columns)
    return (home.left + home.right) / 2


def _spine(picture: Picture, bands: Sequence[Band], ego_y: float) -> Iterator[str]:
    x = _centre_x(columns_of(picture.lanes))
    for band in bands:
        rows = (min(len(home_nodes(picture, band.index)), MOST_AT_HOME) + 1) // 2
        if not rows or band.index == FURTHER:
            continue
        last = band.home_y + (rows - 1) * HOME_STEP
        if band.index == REFERS:
            yield f'<path d="M{x:g} {band.home_y:g}V{ego_y - 32:g}M{x - 6:g} {ego_y - 42:g}l6 10 6-10" class="e"/>'
        elif band.index == COUNTERPART or not home_nodes(picture, COUNTERPART):
            yield f'<path d="M{x:g} {ego_y + 30:g}V{last:g}" class="e"/>'
        else:
            between = bands[COUNTERPART].home_y
            yield f'<path d="M{x:g} {between:g}V{last:g}" class="e"/>'


def _home(picture: Picture, bands: Sequence[Band]) -> Iterator[str]:
    columns = columns_of(picture.lanes)
    x = _centre_x(columns)
    letters = int((HOME_WIDTH / 2 - 78) / CHARACTER)
    for band in bands:
        nodes = home_nodes(picture, band.index)
        for index, node in enumerate(nodes[:MOST_AT_HOME]):
            row, side = divmod(index, 2)
            y = band.home_y + row * HOME_STEP
            sign = -1 if side == 0 else 1
            if band.index != FURTHER:
                yield _line(f"M{x + sign * 22:g} {y:g}H{x:g}", node)
            yield _shape(node, x + sign * 22, y)
            yield _label(node, x + sign * 36, y, letters, "end" if sign < 0 else "start")
        if len(nodes) > MOST_AT_HOME:
            y = band.home_y + (MOST_AT_HOME // 2) * HOME_STEP
            yield _more(picture, len(nodes) - MOST_AT_HOME, x, y, "middle")


# ---- the other lanes -------------------------------------------------------------------------------


def _abroad(picture: Picture, bands: Sequence[Band], columns: Sequence[Column], ego_y: float) -> Iterator[str]:
    for side in (-1, 1):
        lanes = [column for column in columns if column.side == side]
        far_first = lanes if side < 0 else lanes[::-1]
        for band in bands:
            y = band.abroad_y
            for column in far_first:
                if band.index == FURTHER:
                    y = band.abroad_y
                nodes = lane_nodes(picture, band.index, column.lane)
                if not nodes and band.index != FURTHER:
                    yield _none(picture, column, band)
                for node in nodes[:MOST_IN_LANE]:
                    yield from _foreign(node, column, y, columns, ego_y)
                    y += LANE_STEP
                if len(nodes) > MOST_IN_LANE:
                    anchor = "end" if side < 0 else "start"
                    yield _more(picture, len(nodes) - MOST_IN_LANE, column.node_x, y, anchor)
                    y += LANE_STEP


def _foreign(node: Node, column: Column, y: float, columns: Sequence[Column], ego_y: float) -> Iterator[str]:
    x = column.node_x
    home = home_column(columns)
    centre = _centre_x(columns)
    start = centre + column.side * 84
    edge = home.right if column.side > 0 else home.left
    if node.band == COUNTERPART:
        middle = (start + edge) / 2
        yield _line(f"M{start:g} {ego_y:g}C{middle:g} {ego_y:g} {middle:g} {y:g} {edge:g} {y:g}H{x:g}", node)
    elif node.band != FURTHER:
        gutter = edge - column.side * (16 if node.documented else 28)
        bend = 10 if y > ego_y else -10
        turn = column.side * 10
        path = f"M{start:g} {ego_y:g}H{gutter - turn:g}Q{gutter:g} {ego_y:g} {gutter:g} {ego_y + bend:g}"
        yield _line(f"{path}V{y - bend:g}Q{gutter:g} {y:g} {gutter + turn:g} {y:g}H{x:g}", node)
    yield _shape(node, x, y)
    yield _label(node, x + column.side * 15, y, column.letters, "end" if column.side < 0 else "start")


def _none(picture: Picture, column: Column, band: Band) -> str:
    middle = (column.left + column.right) / 2
    y = band.bottom - 12
    text = escape(picture.words.none)
    return f'<text x="{middle:g}" y="{y:g}" text-anchor="middle" font-size="13" class="dim">{text}</text>'


# ---- marks -----------------------------------------------------------------------------------------


def _line(path: str, node: Node) -> str:
    styles = "e" + (" xe" if node.cross_border else "") + ("" if node.documented else " inf")
    return f'<path d="{path}" class="{styles}"/>'


def _shape(node: Node, x: float, y: float) -> str:
    style = ("nd xb" if node.cross_border else "nd") + (" lost" if node.lost else "")
    if node.shape == "square":
        return f'<rect x="{x - 6:g}" y="{y - 6:g}" width="12" height="12" rx="1" class="{style}"/>'
    if node.shape == "diamond":
        return f'<path d="M{x:g} {y - 8.5:g}l8.500 8.500-8.500 8.500-8.500-8.500z" class="{style}"/>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="6.500" class="{style}"/>'


def _label(node: Node, x: float, y: float, letters: int, anchor: str) -> str:
    lines = (
        [cut(node.label, letters), f"({cut(node.via, letters - 2)})"] if node.via else two_lines(node.label, letters)
    )
    first = y + 5 if len(lines) == 1 else y - 3
    spans = "".join(
        f'<tspan x="{x:g}" dy="{0 if index == 0 else _LABEL}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text x="{x:g}" y="{first:g}" text-anchor="{anchor}" font-size="14">{spans}</text>'


def cut(text: str, letters: int) -> str:
    """A text of at most so many letters."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def two_lines(text: str, letters: int) -> list[str]:
    """A label in at most two lines; of a longer one how it begins and how it ends, which tells it from its like."""
    lines = textwrap.wrap(text, letters) or [text]
    if len(lines) <= 2:
        return lines
    end = ""
    for word in reversed(text.split()):
        longer = f"{word} {end}".rstrip()
        if len(longer) >= letters:
            break
        end = longer
    return [lines[0], "…" + (end or text[1 - letters :])]


def _more(picture: Picture, number: int, x: float, y: float, anchor: str) -> str:
    text = escape(picture.words.more.format(n=number))
    return f'<text x="{x:g}" y="{y + 5:g}" text-anchor="{anchor}" font-size="14" class="dim">{text}</text>'


def _ego(picture: Picture, ego_y: float) -> Iterator[str]:
    x = _centre_x(columns_of(picture.lanes))
    lines = textwrap.wrap(picture.centre, 17, max_lines=2, placeholder=" …")
    yield f'<rect x="{x - 84:g}" y="{ego_y - 32:g}" width="168" height="64" rx="8" class="ego"/>'
    first = ego_y - (2 if len(lines) == 1 else 12)
    for index, line in enumerate(lines):
        y = first + index * 18
        yield f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="17" class="b egot">{escape(line)}</text>'
    yield (
        f'<text x="{x:g}" y="{ego_y + 23:g}" text-anchor="middle" font-size="13" class="egot">'
        f"{escape(picture.words.centre)}</text>"
    )
