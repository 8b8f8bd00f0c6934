"""The answer as plain text for a file note: codes, names and numbers, never the words of the question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from api.web.i18n import Say
from api.web.views.way import Way
from graph_directory.model import DirectoryInfo

if TYPE_CHECKING:
    from api.web.views.answer import AnswerPage, MatchCard


def file_note(page: AnswerPage, info: DirectoryInfo, say: Say) -> str:
    """What a caseworker pastes into a file: the question in codes, whom to start with, the way, who else."""
    if page.best is None:
        return ""
    lines = [f"Graph Directory, {say('Directory version {version}', version=info.version)}, {page.moment}"]
    lines += [say("Asked: {terms}", terms=page.terms), ""]
    lines += [say("Start with {name}", name=_named(page.best)), *_card(page.best, say)]
    if page.way:
        lines += ["", say("The way there"), *_way(page.way, say)]
    if page.others:
        lines += ["", say("Also useful here"), *(_short(card, say) for card in page.others)]
    return "\n".join(lines)


def _named(card: MatchCard) -> str:
    return f"{card.body.name.text} ({card.body.country})"


def _card(card: MatchCard, say: Say) -> Iterable[str]:
    if card.contact:
        for call in card.contact.calls:
            yield f"- {card.contact.label.text}: {call.display}" + (f" ({call.note})" if call.note else "")
        yield from (f"- {address}" for address in card.contact.emails)
        yield f"- {say('Hours')}: {card.contact.hours}"
        yield f"- {card.contact.freshness.text}"
    else:
        yield f"- {say('No contact is recorded')}"
    yield from (f"- {say('Through {name}', name=body.short.text)}" for body in card.through)
    yield from (f"- {line}" for line in (*card.reasons, *card.cautions))


def _way(way: Way, say: Say) -> Iterable[str]:
    for number, hop in enumerate(way.hops):
        start, end = way.stops[number].body.short.text, way.stops[number + 1].body.short.text
        stated = say("Stated by a source") if hop.documented else say("Our reading")
        yield f"- {start} {hop.kind} {end} ({stated})"
        yield f"  {say('When')}: {hop.condition.text}"
        yield from (f"  {say('Do')}: {step}" for step in hop.steps)
        yield from (f"  {say('Law')}: {law.citation} ({law.binding})" for law in hop.laws)


def _short(card: MatchCard, say: Say) -> str:
    reached = [call.display for call in card.contact.calls if call.href] if card.contact else []
    reached += list(card.contact.emails[:1]) if card.contact and not reached else []
    reached += [say("Through {name}", name=body.short.text) for body in card.through[:1] if not reached]
    return f"- {_named(card)}: {reached[0] if reached else say('No contact is recorded')}"
