"""The referrals of one body that a field asks for: which of them are meant, and which stand on its page."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, TypeAlias

from api.graphql.enums import Direction
from api.graphql.pagination import BySlug, Order, Page, PageAsked, given
from graph_directory.model import Referral, Slug
from graph_directory.shelf import Shelf
from graph_directory.vocabulary import ReferralKind

Ties: TypeAlias = Sequence[Referral]
ByWay: TypeAlias = Mapping[tuple[Direction, ReferralKind | None], Ties]

MANY: Final = 8
"""A body with more referrals than these has them sorted by way and kind once, for all who ask."""
_MOST_SORTED: Final = 2_000
_SORTED: Final = "referrals by way"


@dataclass(frozen=True, slots=True)
class TiesAsked:
    """Which referrals of a body are meant, and which page of them."""

    direction: Direction
    kinds: frozenset[ReferralKind]
    cross_border: bool | None
    page: PageAsked

    @classmethod
    def read(
        cls,
        page: PageAsked,
        direction: Direction | None,
        kinds: Collection[ReferralKind] | None,
        cross_border: bool | None,
    ) -> TiesAsked:
        """What a field's arguments ask for; an argument left out is UNSET or None there."""
        return cls(direction or Direction.BOTH, frozenset(kinds or ()), given(cross_border), page)

    @classmethod
    def of(cls, arguments: Mapping[str, Any]) -> TiesAsked:
        """The same from arguments by name."""
        page = PageAsked.read(*(arguments.get(name) for name in ("first", "after", "last", "before")))
        return cls.read(page, *(arguments.get(name) for name in ("direction", "kinds", "cross_border")))

    def page_of(self, body: Slug, referrals: Ties, shelf: Shelf) -> tuple[Ties, Page]:
        """What stands on the page, and the page, of all referrals of this body (in slug order).

        Raises BadQuestion for sizes out of bounds and BadCursor for a cursor of another list.
        """
        meant = self._meant(body, referrals, shelf)
        page = Page.of(Order("referral", BySlug(meant, attrgetter("slug"))), self.page)
        return page.of_it(meant), page

    def _meant(self, body: Slug, referrals: Ties, shelf: Shelf) -> Ties:
        if len(referrals) > MANY and len(self.kinds) <= 1:
            kind = next(iter(self.kinds), None)
            referrals = _by_way(body, referrals, shelf).get((self.direction, kind), ())
            if self.cross_border is None:
                return referrals
        return [referral for referral in referrals if self._is_meant(body, referral)]

    def _is_meant(self, body: Slug, referral: Referral) -> bool:
        if self.direction is Direction.INCOMING and referral.target != body:
            return False
        if self.direction is Direction.OUTGOING and referral.source != body:
            return False
        if self.kinds and referral.kind not in self.kinds:
            return False
        return self.cross_border is None or referral.cross_border is self.cross_border


def _by_way(body: Slug, referrals: Ties, shelf: Shelf) -> ByWay:
    known: OrderedDict[Slug, tuple[Ties, ByWay]] = shelf.peek(_SORTED) or shelf.keep(_SORTED, OrderedDict())
    found = known.get(body)
    if found is None or found[0] is not referrals:  # another version's, or another class's
        found = known[body] = (referrals, _sorted(body, referrals))
        if len(known) > _MOST_SORTED:
            known.popitem(last=False)
    return found[1]


def _sorted(body: Slug, referrals: Ties) -> ByWay:
    groups: defaultdict[tuple[Direction, ReferralKind | None], list[Any]] = defaultdict(list)
    for referral in referrals:
        for direction in _ways(body, referral):
            groups[direction, None].append(referral)
            groups[direction, referral.kind].append(referral)
    return groups


def _ways(body: Slug, referral: Referral) -> Iterator[Direction]:
    yield Direction.BOTH
    if referral.source == body:
        yield Direction.OUTGOING
    if referral.target == body:
        yield Direction.INCOMING
