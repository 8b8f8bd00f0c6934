"""The small line drawings of the pages, as inline SVG in the colour of the text beside them."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

_LINES: Final = {
    "exit": '<path d="M11.5 2.8H4v14.400h7.500M8.500 10h9M14 6.500l3.500 3.500-3.500 3.500"/>',
    "menu": '<path d="M2.500 5h15M2.500 10h15M2.500 15h15"/>',
    "phone": '<path d="M6 2.800 8.200 7 6.400 8.600a10.500 10.500 0 0 0 5 5L13 11.800l4.200 2.200v2.400c0 .6-.5 '
    "1-1.100 1"
    'A13.700 13.700 0 0 1 2.600 3.900c0-.6.4-1.100 1-1.100z"/>',
    "mail": '<rect x="2.500" y="4.500" width="15" height="11" rx="1.500"/><path d="m3 5.500 7 5.500 7-5.500"/>',
    "search": '<circle cx="8.500" cy="8.500" r="5.500"/><path d="m12.700 12.700 4.800 4.800"/>',
    "network": '<circle cx="4.500" cy="10" r="2.200"/><circle cx="15" cy="4.500" r="2.200"/>'
    '<circle cx="15" cy="15.500" r="2.200"/><path d="m6.500 9 6.500-3.500M6.500 11l6.500 3.500"/>',
    "book": '<path d="M10 5C8 3.500 5.500 3 2.500 3.200v12.600C5.500 15.600 8 16 10 17.500c2-1.500 4.500-1.900 '
    "7.500-1.700V3.200"
    'C14.500 3 12 3.500 10 5zM10 5v12.500"/>',
    "pen": '<path d="m3 17 .8-3.800L13.500 3.500l3 3L6.800 16.200z"/>',
    "plus": '<path d="M10 3.500v13M3.500 10h13"/>',
    "clock": '<circle cx="10" cy="10" r="7.500"/><path d="M10 5.500V10l3 2"/>',
    "check": '<path d="m3.500 10.500 4.200 4.200L16.500 5.500"/>',
    "warn": '<path d="M10 2.800 18 16.800H2z"/><path d="M10 8v4M10 14.400v.1"/>',
    "info": '<circle cx="10" cy="10" r="7.500"/><path d="M10 9v5M10 6.200v.1"/>',
    "ask": '<circle cx="10" cy="10" r="7.500"/>'
    '<path d="M7.800 7.800c.2-1.300 1.100-2 2.300-2 1.300 0 2.300.8 2.300 2 0 1.700-2.300 1.800-2.300 '
    '3.700M10.100 14v.1"/>',
    "print": '<path d="M5.500 7V2.800h9V7M5.500 14H3V7.500h14V14h-2.500M5.500 11.500h9v5.700h-9z"/>',
    "copy": '<rect x="7" y="7" width="10" height="10" rx="1.500"/><path d="M13 4.500V3H3v10h1.500"/>',
    "law": '<path d="M10 3v14M5.500 17h9M3.500 5.500h13M3.500 5.500 1.500 11h4zM16.500 5.500l-2 5.500h4z"/>',
    "lock": '<rect x="4" y="9" width="12" height="8.500" rx="1.500"/>'
    '<path d="M6.800 9V6.500a3.200 3.200 0 0 1 6.400 0V9"/>',
    "code": '<path d="m6.500 5.500-4.500 4.500 4.500 4.500M13.500 5.500l4.500 4.500-4.500 4.500"/>',
    "moon": '<path d="M15.500 12.500A6.500 6.500 0 0 1 7.500 4.500a6.500 6.500 0 1 0 8 8z"/>',
}
_MARKS: Final = {
    "open": '<circle cx="8" cy="8" r="6.500" fill="currentColor" stroke="none"/>',
    "closed": '<circle cx="8" cy="8" r="6"/><path d="M4.500 8h7"/>',
    "unknown": '<circle cx="8" cy="8" r="6" stroke-dasharray="2.300 2.400"/>',
    "fresh": '<circle cx="8" cy="8" r="6"/><path d="m5 8.200 2.200 2.200L11.200 6"/>',
    "due": '<circle cx="8" cy="8" r="6"/><path d="M8 4.500V8l2.500 1.500"/>',
    "stale": '<path d="M8 2 15 14H1z"/><path d="M8 6.500v3.500M8 12v.1"/>',
    "conflicting": '<path d="M2.500 6h11M2.500 10h11M11 2.500 5 13.500"/>',
    "neither": '<path d="M6.500 2.500a5.500 5.500 0 0 0 0 11z"/><path d="M9.500 2.500a5.500 5.500 0 0 1 0 11z"/>',
    "source_end": '<path d="M6.500 2.500a5.500 5.500 0 0 0 0 11z" fill="currentColor"/>'
    '<path d="M9.500 2.500a5.500 5.500 0 0 1 0 11z"/>',
    "target_end": '<path d="M6.500 2.500a5.500 5.500 0 0 0 0 11z"/>'
    '<path d="M9.500 2.500a5.500 5.500 0 0 1 0 11z" fill="currentColor"/>',
    "both_ends": '<path d="M6.500 2.500a5.500 5.500 0 0 0 0 11z" fill="currentColor"/>'
    '<path d="M9.500 2.500a5.500 5.500 0 0 1 0 11z" fill="currentColor"/>',
    "passed": '<circle cx="8" cy="8" r="6"/><path d="M4.500 8h7"/>',
    "answered": '<circle cx="8" cy="8" r="7" fill="currentColor" stroke="none"/>',
}
_HALVES: Final = frozenset({"neither", "source_end", "target_end", "both_ends"})


def icon(name: str, size: str = "") -> Markup:
    """A drawing by name; `size` is "", "s" or "l". It says nothing by itself: a word always stands beside it.

    Raises KeyError for an unknown name.
    """
    if name in _MARKS:
        width = "1.300" if name in _HALVES else "2"
        attributes = (
            f'viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="{width}"'
        )
        return Markup(f'<svg {attributes} aria-hidden="true">{_MARKS[name]}</svg>')  # noqa: S704  (our own drawings)
    style = f"i i--{size}" if size else "i"
    return Markup(f'<svg class="{style}" viewBox="0 0 20 20" aria-hidden="true">{_LINES[name]}</svg>')  # noqa: S704
