"""What a network page needs read before it is written: the bodies that were meant, the part, a loss, a way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from api.web.network_form import NetworkForm
from api.web.views.contact import Asking
from api.web.views.links import LinkWriter
from api.web.views.names import body_of
from api.web.views.search import AskerFound, find_asker
from api.web.views.way import Along, Way, way_of
from api.web.views.whatif import LossView, loss_view, lost_slugs, without_unknown
from graph_directory.analysing import MOST_REMOVED, Analysis
from graph_directory.directory import Directory
from graph_directory.model import LegalBasis, Organisation, Slug
from graph_directory.questions import PathQuestion, ReferralPath

PATIENCE: Final = 0.3
"""Seconds that a page waits for figures; after that it is sent without, and says so."""

_SLUG: Final = re.compile(r"[a-z]{2,3}-[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read; `unknown` are names in the address that no body of the directory has."""

    found: Analysis
    loss: LossView | None
    lost: frozenset[Slug]
    way: Way | None
    no_way: bool
    unknown: tuple[str, ...]


async def read_network(form: NetworkForm, around: Slug | None, directory: Directory, asking: Asking) -> Read:
    """Everything that a network page shows.

    Raises UnknownSlug when the body in the middle is not known.
    """
    today = asking.at.date()
    found = await directory.analysis(form.filter(around), today, PATIENCE)
    known = {text: (await find_body(text, directory)).meant for text in _typed(form)}
    removed, unknown = without_unknown(form.without[:MOST_REMOVED], known)
    whole = replace(form.filter(None), countries=(), kinds=())  # a loss reaches beyond what is shown
    whatif = await directory.what_if(removed, whole, today) if removed else None
    start, goal = known.get(form.start), known.get(form.goal)
    unknown += tuple(text for text in (form.start, form.goal) if text and not known[text])
    paths = await _paths(start, goal, directory) if start and goal else ()
    return Read(
        found=found,
        loss=await loss_view(whatif, directory, asking) if whatif else None,
        lost=lost_slugs(whatif) if whatif else frozenset(),
        way=await _way(paths[0], directory, asking) if paths else None,
        no_way=bool(start and goal and not paths),
        unknown=unknown,
    )


async def find_body(text: str, directory: Directory) -> AskerFound:
    """The body that a field means; a slug means the body of that slug and none that merely sounds like it."""
    if _SLUG.fullmatch(text):
        return AskerFound(await directory.organisation(text))
    return await find_asker(text, directory)


def _typed(form: NetworkForm) -> Sequence[str]:
    texts = (*form.without[:MOST_REMOVED], form.start, form.goal)
    return tuple(dict.fromkeys(text for text in texts if text))


async def _paths(start: Organisation, goal: Organisation, directory: Directory) -> tuple[ReferralPath, ...]:
    if start.slug == goal.slug:
        return ()
    return await directory.find_paths(PathQuestion(origin=start.slug, destination=goal.slug, max_hops=8, first=1))


async def _way(path: ReferralPath, directory: Directory, asking: Asking) -> Way:
    ends = {slug for hop in path.hops for slug in (hop.source, hop.target)}
    organisations = await directory.reader.organisations(sorted({*path.organisations, *ends}))
    slugs = sorted({slug for hop in path.hops for slug in hop.legal_bases})
    laws: dict[Slug, LegalBasis] = dict(await directory.reader.legal_bases(slugs))
    bodies = {slug: body_of(one, directory, asking.say.language) for slug, one in organisations.items()}
    writer = LinkWriter(bodies, directory.guide.terms, asking.say, asking.at.date())
    way = way_of(path, Along(organisations, laws, writer), directory)
    first = replace(way.stops[0], detail=way.stops[0].body.kind)  # nobody on this page is "you"
    return replace(way, stops=(first, *way.stops[1:]))
