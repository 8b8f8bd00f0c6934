"""Which referrals of a body a field shows: the same whether a body has few or thousands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.graphql.enums import Direction
from api.graphql.pagination import PageAsked
from api.graphql.ties import MANY, TiesAsked
from graph_directory.model import Referral
from graph_directory.shelf import Shelf
from graph_directory.vocabulary import ReferralKind, RelationStatus

HUB = "be-hub"
KINDS = list(ReferralKind)[:3]
ends = st.sampled_from([(HUB, "nl-a"), ("nl-a", HUB), (HUB, HUB)])
drawn = st.lists(st.tuples(ends, st.sampled_from(KINDS), st.booleans()), max_size=3 * MANY)
asked = st.builds(
    TiesAsked,
    st.sampled_from(Direction),
    st.frozensets(st.sampled_from(KINDS)),
    st.sampled_from([None, True, False]),
    st.builds(PageAsked, first=st.integers(0, 100)),
)


def _referrals(rows: list[tuple[tuple[str, str], ReferralKind, bool]]) -> tuple[Referral, ...]:
    return tuple(
        Referral(
            slug=f"rel-{number:04}",
            source=source,
            target=target,
            kind=kind,
            status=RelationStatus.DOCUMENTED,
            cross_border=crosses,
            condition="When it is asked.",
        )
        for number, ((source, target), kind, crosses) in enumerate(rows)
    )


@given(drawn, st.lists(asked, min_size=1, max_size=4))
def test_every_question_shows_what_its_words_say(
    rows: list[tuple[tuple[str, str], ReferralKind, bool]], questions: list[TiesAsked]
) -> None:
    referrals, shelf = _referrals(rows), Shelf()
    for question in questions:
        meant = [
            tie
            for tie in referrals
            if (question.direction is not Direction.INCOMING or tie.target == HUB)
            and (question.direction is not Direction.OUTGOING or tie.source == HUB)
            and (not question.kinds or tie.kind in question.kinds)
            and (question.cross_border is None or tie.cross_border == question.cross_border)
        ]
        shown, page = question.page_of(HUB, referrals, shelf)
        assert list(shown) == meant[: question.page.first]
        assert len(page.order.keys) == len(meant)


def test_a_body_whose_referrals_changed_is_sorted_anew() -> None:
    shelf, question = Shelf(), TiesAsked(Direction.OUTGOING, frozenset(), None, PageAsked(first=100))
    before = _referrals([((HUB, "nl-a"), KINDS[0], False)] * (MANY + 1))
    assert len(question.page_of(HUB, before, shelf)[0]) == MANY + 1
    after = _referrals([(("nl-a", HUB), KINDS[0], False)] * (MANY + 1))
    assert len(question.page_of(HUB, after, shelf)[0]) == 0
