"""The small line drawings of the pages, as inline SVG in the colour of the text beside them."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

_LINES: Final = {
    "exit": '<path d="M11.5 2.8H4v14.4h7.5M8.5 10h9M14 6.5l3.5 3.5-3.5 3.5"/>',
    "menu": '<path d="M2.5 5h15M2.5 10h15M2.5 15h15"/>',
    "phone": '<path d="M6 2.8 8.2 7 6.4 8.6a10.5 10.5 0 0 0 5 5L13 11.8l4.2 2.2v2.4c0 .6-.5 '
    "1-1.1 1"
    'A13.7 13.7 0 0 1 2.6 3.9c0-.6.4-1.1 1-1.1z"/>',
    "mail": '<rect x="2.5" y="4.5" width="15" height="11" rx="1.5"/><path d="m3 5.5 7 5.5 7-5.5"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.7 12.7 4.8 4.8"/>',
    "network": '<circle cx="4.5" cy="10" r="2.2"/><circle cx="15" cy="4.5" r="2.2"/>'
    '<circle cx="15" cy="15.5" r="2.2"/><path d="m6.5 9 6.5-3.5M6.5 11l6.5 3.5"/>',
    "book": '<path d="M10 5C8 3.5 5.5 3 2.5 3.2v12.6C5.5 15.6 8 16 10 17.5c2-1.5 4.5-1.9 '
    "7.5-1.7V3.2"
    'C14.5 3 12 3.5 10 5zM10 5v12.5"/>',
    "pen": '<path d="m3 17 .8-3.8L13.5 3.5l3 3L6.8 16.2z"/>',
    "plus": '<path d="M10 3.5v13M3.5 10h13"/>',
    "clock": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
    "check": '<path d="m3.5 10.5 4.2 4.2L16.5 5.5"/>',
    "warn": '<path d="M10 2.8 18 16.8H2z"/><path d="M10 8v4M10 14.4v.1"/>',
    "info": '<circle cx="10" cy="10" r="7.5"/><path d="M10 9v5M10 6.2v.1"/>',
    "ask": '<circle cx="10" cy="10" r="7.5"/>'
    '<path d="M7.8 7.8c.2-1.3 1.1-2 2.3-2 1.3 0 2.3.8 2.3 2 0 1.7-2.3 1.8-2.3 '
    '3.7M10.1 14v.1"/>',
    "print": '<path d="M5.5 7V2.8h9V7M5.5 14H3V7.5h14V14h-2.5M5.5 11.5h9v5.7h-9z"/>',
    "copy": '<rect x="7" y="7" width="10" height="10" rx="1.5"/><path d="M13 4.5V3H3v10h1.5"/>',
    "law": '<path d="M10 3v14M5.5 17h9M3.5 5.5h13M3.5 5.5 1.5 11h4zM16.5 5.5l-2 5.5h4z"/>',
    "lock": '<rect x="4" y="9" width="12" height="8.5" rx="1.5"/><path d="M6.8 9V6.5a3.2 3.2 0 0 1 6.4 0V9"/>',
    "code": '<path d="m6.5 5.5-4.5 4.5 4.5 4.5M13.5 5.5l4.5 4.5-4.5 4.5"/>',
    "moon": '<path d="M15.5 12.5A6.5 6.5 0 0 1 7.5 4.5a6.5 6.5 0 1 0 8 8z"/>',
}
_MARKS: Final = {
    "open": '<circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none"/>',
    "closed": '<circle cx="8" cy="8" r="6"/><path d="M4.5 8h7"/>',
    "unknown": '<circle cx="8" cy="8" r="6" stroke-dasharray="2.3 2.4"/>',
    "fresh": '<circle cx="8" cy="8" r="6"/><path d="m5 8.2 2.2 2.2L11.2 6"/>',
    "due": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>',
    "stale": '<path d="M8 2 15 14H1z"/><path d="M8 6.5v3.5M8 12v.1"/>',
    "conflicting": '<path d="M2.5 6h11M2.5 10h11M11 2.5 5 13.5"/>',
    "neither": '<path d="M6.5 2.5a5.5 5.5 0 0 0 0 11z"/><path d="M9.5 2.5a5.5 5.5 0 0 1 0 11z"/>',
    "source_end": '<path d="M6.5 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor"/>'
    '<path d="M9.5 2.5a5.5 5.5 0 0 1 0 11z"/>',
    "target_end": '<path d="M6.5 2.5a5.5 5.5 0 0 0 0 11z"/>'
    '<path d="M9.5 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
    "both_ends": '<path d="M6.5 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor"/>'
    '<path d="M9.5 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
    "passed": '<circle cx="8" cy="8" r="6"/><path d="M4.5 8h7"/>',
    "answered": '<circle cx="8" cy="8" r="7" fill="currentColor" stroke="none"/>',
}
_HALVES: Final = frozenset({"neither", "source_end", "target_end", "both_ends"})


def icon(name: str, size: str = "") -> Markup:
    """A drawing by name; `size` is "", "s" or "l". It says nothing by itself: a word always stands beside it.

    Raises KeyError for an unknown name.
    """
    if name in _MARKS:
        width = "1.3" if name in _HALVES else "2"
        attributes = (
            f'viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="{width}"'
        )
        return Markup(f'<svg {attributes} aria-hidden="true">{_MARKS[name]}</svg>')  # noqa: S704  (our own drawings)
    style = f"i i--{size}" if size else "i"
    return Markup(f'<svg class="{style}" viewBox="0 0 20 20" aria-hidden="true">{_LINES[name]}</svg>')  # noqa: S704
