"""Stages of national referral mechanisms: record to domain value and back."""

from __future__ import annotations

from typing import Any

from graph_directory.model import MechanismStage
from graph_directory.records.shared import Plain, many
from graph_directory.vocabulary import MechanismVariant, Stage


def mechanism_stage_from(record: Plain) -> MechanismStage:
    """A stage of a national referral mechanism from its record."""
    return MechanismStage(
        slug=record["id"],
        country=record["country"],
        stage=Stage(record["stage"]),
        order=record["order"],
        variant=MechanismVariant(record["variant"]),
        responsible=many(record, "responsible"),
        supporting=many(record, "supporting"),
        text=record["text"],
        legal_bases=many(record, "legal_basis"),
        sources=many(record, "sources"),
    )


def mechanism_stage_record(stage: MechanismStage) -> dict[str, Any]:
    """The record of a stage of a national referral mechanism."""
    return {
        "id": stage.slug,
        "country": stage.country,
        "stage": stage.stage.value,
        "order": stage.order,
        "variant": stage.variant.value,
        "responsible": list(stage.responsible),
        "supporting": list(stage.supporting),
        "text": stage.text,
        "legal_basis": list(stage.legal_bases),
        "sources": list(stage.sources),
    }
