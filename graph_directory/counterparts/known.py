"""What the rule is told about the candidates: records read in a handful of batches, nothing fetched while ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_directory.areas import AreaTree
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.text.profile import Profile
from graph_directory.text.relatedness import Evidence


@dataclass(frozen=True)
class Known:
    """`organisations` hold every candidate and every other end of a tie; `referrals` every tie of a candidate."""

    organisations: Mapping[Slug, Organisation]
    referrals: Mapping[Slug, tuple[Referral, ...]]
    own_referrals: Mapping[Slug, tuple[Referral, ...]]
    profiles: Mapping[Slug, Profile]
    evidence: Evidence
    areas: AreaTree

    @cached_property
    def ties_with_asker(self) -> Mapping[Slug, Sequence[Referral]]:
        """The ties of the asker and its parent, by the body at the other end."""
        ties: defaultdict[Slug, list[Referral]] = defaultdict(list)
        for own, some in self.own_referrals.items():
            for tie in some:
                ties[tie.target if tie.source == own else tie.source].append(tie)
        return ties


def is_current(valid_from: str | None, valid_to: str | None, day: str) -> bool:
    """Whether a record of partial dates holds on an ISO day."""
    begun = valid_from is None or valid_from <= day[: len(valid_from)]
    return begun and (valid_to is None or valid_to >= day[: len(valid_to)])
