"""Who plays a role on the other side: role equivalence across countries, read from `schema/roles.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from graph_directory.model import Texts
from graph_directory.shipped import shipped_folder
from graph_directory.vocabulary import OrganisationKind, ServiceCode

FIRST_STOPS: Final = (ServiceCode.ADVICE_TO_PROFESSIONALS, ServiceCode.HOTLINE)
"""Where nothing is known of asker and need: whoever tells where to go."""


@dataclass(frozen=True, slots=True)
class Role:
    """The kinds of body that do the same work (1: the same, less: a part), and the services the role is about."""

    plays: Mapping[OrganisationKind, float]
    services: tuple[ServiceCode, ...]
    difference: Texts


@dataclass(frozen=True, slots=True)
class Roles:
    """Every role by the kind of body that has it."""

    by_kind: Mapping[OrganisationKind, Role]
    authorities: frozenset[OrganisationKind]

    def fit(self, asker: OrganisationKind | None, body: OrganisationKind) -> float:
        """How far a body of one kind plays the role of an asker of another; 0.5 where the asker's is not known."""
        if asker is None:
            return 0.5
        role = self.by_kind.get(asker)
        return role.plays.get(body, 0.0) if role else float(asker is body)

    def services(self, asker: OrganisationKind | None) -> tuple[ServiceCode, ...]:
        """What the asker's role is about when the question names no service."""
        if asker is None:
            return FIRST_STOPS
        role = self.by_kind.get(asker)
        return role.services if role else ()


@cache
def roles(folder: Path | None = None) -> Roles:
    """The roles as shipped."""
    path = (folder or shipped_folder("schema")) / "roles.yaml"
    document: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return Roles(
        {OrganisationKind(kind): _role(raw) for kind, raw in document["roles"].items()},
        frozenset(OrganisationKind(kind) for kind in document["authorities"]),
    )


def _role(raw: Mapping[str, Any]) -> Role:
    return Role(
        {OrganisationKind(kind): float(weight) for kind, weight in raw["plays"].items()},
        tuple(ServiceCode(code) for code in raw["services"]),
        raw.get("difference") or {},
    )
