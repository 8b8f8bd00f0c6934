"""The picture of a network keeps its promises for any list of links."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from api.web.drawing import draw, two_lines
from api.web.picture import COUNTERPART, WIDTH, Lane, Node, Picture, Words

CODES = ("BE", "NL", "LU", "DE", "FR", "INT")
WORDS = Words("Title", "Description", "centre", ("Refers", "Counterparts", "Next", "Further"), "none", "and {n} more")
LABELS = st.text(alphabet="abcdefghij klmn<&>\"'ÄßéZ", min_size=1, max_size=60)
NODES = st.builds(
    Node,
    label=LABELS,
    lane=st.sampled_from(CODES),
    band=st.integers(0, 3),
    shape=st.sampled_from(("circle", "square", "diamond")),
    documented=st.booleans(),
    cross_border=st.booleans(),
)


@given(nodes=st.lists(NODES, max_size=40), centre=LABELS)
def test_a_picture_is_well_formed_and_the_same_each_time(nodes: list[Node], centre: str) -> None:
    picture = picture_of(nodes, centre)
    assert draw(picture) == draw(picture)
    Xml.fromstring(str(draw(picture)))


@given(nodes=st.lists(NODES, max_size=60))
def test_every_body_is_drawn_or_counted(nodes: list[Node]) -> None:
    drawing = str(draw(picture_of(nodes)))
    drawn = drawing.count('class="nd')
    counted = sum(int(number) for number in re.findall(r"and (\d+) more", drawing))
    assert drawn + counted == len(nodes)


@given(nodes=st.lists(NODES, max_size=40))
def test_nothing_is_drawn_outside_the_picture(nodes: list[Node]) -> None:
    root = Xml.fromstring(str(draw(picture_of(nodes))))
    height = float(root.attrib["viewBox"].split()[3])
    for shape in root.iter():
        for across in ("x", "cx", "x1", "x2"):
            assert 0 <= float(shape.attrib.get(across, 0)) <= WIDTH
        for down in ("y", "cy", "y1", "y2"):
            assert -1 <= float(shape.attrib.get(down, 0)) <= height


@given(nodes=st.lists(NODES, max_size=30))
def test_no_two_foreign_counterparts_of_a_side_share_a_height(nodes: list[Node]) -> None:
    foreign = [node for node in nodes if node.band == COUNTERPART and node.lane != "BE"]
    drawing = str(draw(picture_of(foreign)))
    ends = re.findall(r'<path d="M([\d.]+) [\d.]+C[^"]* ([\d.]+)H([\d.]+)" class="e', drawing)
    places = [(float(start) < float(end), height) for start, height, end in ends]
    assert len(places) == len(set(places)) == drawing.count('class="nd')


def test_only_our_own_reading_is_drawn_broken() -> None:
    stated = str(draw(picture_of([Node("A", "NL", COUNTERPART, "circle", True, True)])))
    read = str(draw(picture_of([Node("A", "NL", COUNTERPART, "circle", False, True)])))
    assert 'class="e xe"' in stated
    assert "inf" not in stated
    assert 'class="e xe inf"' in read


def picture_of(nodes: list[Node], centre: str = "Payoke") -> Picture:
    """A picture with the lanes that the nodes need, the body's own first."""
    others = [code for code in CODES[1:] if any(node.lane == code for node in nodes)]
    return Picture(centre, tuple(Lane(code, code) for code in ("BE", *others)), tuple(nodes), WORDS)


@given(st.text(st.sampled_from("abc d"), max_size=80), st.integers(6, 30))
def test_a_label_takes_two_lines_at_most_and_keeps_its_beginning_and_its_end(text: str, letters: int) -> None:
    lines = two_lines(text, letters)
    assert len(lines) <= 2
    words = text.split()
    if words and all(len(word) < letters for word in words):
        assert all(len(line) <= letters for line in lines)
        assert lines[0].split()[0] == words[0]
        assert lines[-1].split()[-1].removeprefix("…") == words[-1]


def test_two_houses_of_one_name_are_told_apart() -> None:
    names = ("Care and Safety House De Baronie (Breda)", "Care and Safety House De Markiezaten")
    assert [two_lines(name, 16)[1] for name in names] == ["…Baronie (Breda)", "…De Markiezaten"]
