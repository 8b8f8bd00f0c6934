"""Small bodies, ties and cases for the tests of the rules; every field may be given."""

from __future__ import annotations

from datetime import UTC, datetime

from graph_directory.counterparts.case import Case, Side
from graph_directory.model import Organisation, Referral
from graph_directory.text.reading import Reading
from graph_directory.vocabulary import OrganisationKind, ReferralKind, RelationStatus, ServiceCode


def body(slug: str, country: str = "NL", **more: object) -> Organisation:
    """An NGO that is competent for its whole country, unless said otherwise."""
    base: dict[str, object] = {
        "names": {"en": slug},
        "kind": OrganisationKind.NGO,
        "areas": (country,),
        "description": {"en": slug},
    }
    return Organisation(slug=slug, country=country, **{**base, **more})  # type: ignore[arg-type]


def tie(source: str, target: str, kind: ReferralKind = ReferralKind.REFERS, **more: object) -> Referral:
    """A documented referral, unless said otherwise."""
    base: dict[str, object] = {"status": RelationStatus.DOCUMENTED, "cross_border": False, "condition": "always"}
    return Referral(slug=f"{source}-{target}", source=source, target=target, kind=kind, **{**base, **more})  # type: ignore[arg-type]


def case(*services: ServiceCode, **more: object) -> Case:
    """Somebody in Belgium asks about the Netherlands, on a Thursday at noon (UTC), unless said otherwise."""
    base: dict[str, object] = {
        "asker": None,
        "kind": None,
        "own": Side("BE", None, "BE"),
        "other": Side("NL", None, "NL"),
        "themes": (),
        "role_services": (),
        "groups": frozenset(),
        "kinds": (),
        "age": None,
        "languages": (),
        "urgent": False,
        "at": datetime(2026, 11, 26, 12, tzinfo=UTC),
        "reading": Reading(()),
    }
    return Case(services=services, **{**base, **more})  # type: ignore[arg-type]
