"""Between bodies that fit alike, the one that can be reached comes first; reach never makes up for competence."""

from __future__ import annotations

from datetime import UTC, datetime

from graph_directory.counterparts.case import Case
from graph_directory.counterparts.contact import Reached, in_order_of_reach, reached
from graph_directory.counterparts.scoring import Scored
from graph_directory.counterparts.territory import AreaFit
from graph_directory.model import ContactPoint, Organisation
from graph_directory.vocabulary import Audience
from tests.unit.case_samples import body, case

NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)  # a Thursday


def scored(slug: str, score: float = 0.5) -> Scored:
    return Scored(body(slug), AreaFit(1.0), None, True, score, (), ())


def point(of: Organisation, **more: object) -> ContactPoint:
    base: dict[str, object] = {"audience": Audience.PROFESSIONALS, "emails": ("desk@example.org",)}
    return ContactPoint(f"{of.slug}-desk", (of.slug,), "desk", **{**base, **more})  # type: ignore[arg-type]


def order(ways: dict[str, dict[str, object] | None], asked: Case, scores: dict[str, float] | None = None) -> list[str]:
    shown = [scored(slug, (scores or {}).get(slug, 0.5)) for slug in ways]
    reach: dict[str, Reached] = {}
    for one in shown:
        more = ways[one.body.slug]
        points = [point(one.body, **more)] if more is not None else []
        reach[one.body.slug] = reached(one.body, points, asked)
    return [one.body.slug for one in in_order_of_reach(shown, reach)]


def test_who_speaks_the_language_asked_for_comes_before_who_does_not() -> None:
    asked = case(languages=("ro",))
    assert order({"dutch": {"languages": ("nl",)}, "unknown": {}, "romanian": {"languages": ("ro", "nl")}}, asked) == [
        "romanian",
        "unknown",
        "dutch",
    ]


def test_who_is_open_comes_first_all_the_more_where_it_is_urgent() -> None:
    ways: dict[str, dict[str, object] | None] = {
        "night": {"hours": "Mo-Su 20:00-24:00"},
        "day": {"hours": "Mo-Fr 09:00-17:00"},
    }
    assert order(ways, case(at=NOON)) == ["day", "night"]
    assert order(ways, case(at=NOON), {"night": 0.505}) == ["night", "day"]
    assert order(ways, case(at=NOON, urgent=True), {"night": 0.505}) == ["day", "night"]


def test_who_cannot_be_reached_at_all_comes_after_an_equal() -> None:
    assert order({"silent": None, "there": {}}, case()) == ["there", "silent"]


def test_reach_never_makes_up_for_competence() -> None:
    ways: dict[str, dict[str, object] | None] = {"fits": None, "speaks": {"languages": ("ro",), "hours": "24/7"}}
    assert order(ways, case(urgent=True, languages=("ro",)), {"fits": 0.7, "speaks": 0.6}) == ["fits", "speaks"]


def test_who_is_reached_alike_stays_in_order() -> None:
    assert order({name: {} for name in "cab"}, case()) == ["c", "a", "b"]
