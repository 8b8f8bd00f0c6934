"""Whether one organisation or one referral passes a filter; a field left empty does not narrow."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from graph_directory.freshness import freshness_of
from graph_directory.model import AreaCode, CountryCode, Organisation, Referral
from graph_directory.questions import OrganisationFilter, ReferralFilter
from graph_directory.store import CandidateQuery
from graph_directory.vocabulary import Confidence, RelationStatus


def passes_organisation(body: Organisation, wanted: OrganisationFilter, inside: Collection[AreaCode]) -> bool:
    """Every filled field but `freshness`; `inside` are the wanted areas with all that lies in them."""
    return (
        _shares(wanted.countries, (body.country,))
        and _shares(wanted.kinds, (body.kind,))
        and _shares(wanted.themes, body.themes)
        and _shares(wanted.services, body.services)
        and _shares(wanted.target_groups, body.target_groups)
        and (not wanted.areas or any(area in inside for area in body.areas))
    )


def passes_freshness(body: Organisation, wanted: OrganisationFilter, today: date) -> bool:
    """Whether the newest source of the body is as fresh, on that day, as one of the states asked for."""
    fresh = wanted.freshness
    return not fresh or freshness_of(body.newest_source_date, Confidence.CURRENT, today).state in fresh


def is_competent(body: Organisation, query: CandidateQuery) -> bool:
    """Whether the body shares a theme, a service or the kind asked for; where none is asked for, every body does."""
    if not (query.themes or query.services or query.kinds):
        return True
    named = not query.themes.isdisjoint(body.themes) or not query.services.isdisjoint(body.services)
    return named or body.kind in query.kinds


def passes_referral(referral: Referral, wanted: ReferralFilter, countries: Collection[CountryCode]) -> bool:
    """Every filled field; `countries` are those of the two ends."""
    documented = referral.status is RelationStatus.DOCUMENTED
    return (
        _shares(wanted.kinds, (referral.kind,))
        and _shares(wanted.countries, countries)
        and _shares(wanted.themes, referral.themes)
        and wanted.cross_border in (None, referral.cross_border)
        and wanted.documented in (None, documented)
    )


def _shares(wanted: Collection[str], present: Collection[str]) -> bool:
    return not wanted or any(value in wanted for value in present)
