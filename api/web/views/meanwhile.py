"""While the best counterpart is closed: who answers now, on the asker's own side first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from api.web.views.contact import Asking, call_of
from graph_directory.directory import Directory
from graph_directory.hours import is_open
from graph_directory.questions import CounterpartAnswer, CounterpartQuestion, Match, Target
from graph_directory.vocabulary import ServiceCode

_MOST: Final = 2
_LOOKED_AT: Final = 20


async def read_meanwhile(
    directory: Directory, question: CounterpartQuestion, answer: CounterpartAnswer, asking: Asking
) -> tuple[Match, ...]:
    """One who answers on the asker's side and one on the other; none while the best counterpart is not closed."""
    if not answer.matches or not _is_closed(answer.matches[0], asking):
        return ()
    there = [match for match in answer.matches[1:] if _answers(match, asking)]
    found = [*(await _on_own_side(directory, question, asking)), *there]
    once = {match.organisation.slug: match for match in found}
    return tuple(once.values())[:_MOST]


async def _on_own_side(directory: Directory, question: CounterpartQuestion, asking: Asking) -> Iterable[Match]:
    own = asking.country
    if own is None or own == question.target.country:
        return ()
    # A line made for such hours is asked for first; the right task can wait until the morning.
    for services in ((ServiceCode.HOTLINE,), ()):
        need = replace(question.need, services=services)
        asked = replace(question, target=Target(own), need=need, text=None, first=_LOOKED_AT)
        matches = (await directory.find_counterparts(asked)).matches
        found = [match for match in matches if _answers(match, asking)]
        if found:
            return found[:1]
    return ()


def _is_closed(match: Match, asking: Asking) -> bool:
    point = match.contact_point
    return bool(point and point.hours and is_open(point.hours, match.organisation.country, asking.at) is False)


def _answers(match: Match, asking: Asking) -> bool:
    """Open at this moment, with a number that works from where the asker is."""
    point, country = match.contact_point, match.organisation.country
    if point is None or not point.hours or not is_open(point.hours, country, asking.at):
        return False
    return any(call_of(phone, country, asking).href for phone in point.phones)
