"""Which bodies join two fields, or two countries: `who joins trafficking and drugs between NL and BE?`"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from graph_directory.model import CountryCode, Referral, Slug
from graph_directory.questions import Subgraph
from graph_directory.vocabulary import ThemeCode


@dataclass(frozen=True, slots=True)
class Bridging:
    """A body that joins two themes: by its own mandate, by ties on both, or both.

    `ties` are those of the two themes that start or end here, among the countries asked about; `across` of them cross
    a border.
    """

    organisation: Slug
    mandated: bool
    ties: tuple[Slug, ...]
    across: int


def bridging(
    part: Subgraph, themes: tuple[ThemeCode, ThemeCode], countries: Collection[CountryCode] = ()
) -> tuple[Bridging, ...]:
    """The bodies that join two themes among some countries (none named: all), those with most ties across first.

    A body joins them when it works on both, or has ties on either. With countries named, it lies in one of them and
    counts only ties among them.
    """
    country = {body.slug: body.country for body in part.organisations}
    inside = {slug for slug, code in country.items() if not countries or code in countries}
    touching: defaultdict[Slug, list[Referral]] = defaultdict(list)
    for tie in part.referrals:
        if tie.source in inside and tie.target in inside and not set(themes).isdisjoint(tie.themes):
            for end in {tie.source, tie.target}:
                touching[end].append(tie)
    found = []
    for body in part.organisations:
        ties = touching[body.slug]
        mandated = set(themes) <= set(body.themes)
        tied = all(any(theme in tie.themes for tie in ties) for theme in themes)
        if body.slug in inside and (tied or (mandated and ties)):
            across = sum(tie.cross_border for tie in ties)
            found.append(Bridging(body.slug, mandated, tuple(tie.slug for tie in ties), across))
    return tuple(sorted(found, key=lambda one: (-one.across, -len(one.ties), one.organisation)))
