"""The picture around one body as an SVG file that needs nothing else: to keep, to print, to put into a report."""

from __future__ import annotations

import re
from typing import Final

_STYLE: Final = """
svg{background:#fff}text{fill:#15232B;font-family:"Atkinson Next",system-ui,sans-serif}
.dim{fill:#5A6870}.b{font-weight:700}.band{fill:#F6F4EE}.cap{fill:#ECE9E0}
.plate{fill:#fff;stroke:#15232B;stroke-width:2}.plate.on,.ego{fill:#15232B}.onp,.egot{fill:#fff}
.bord{stroke:#97195F;stroke-width:4;stroke-dasharray:14 5 4 5}
.e{fill:none;stroke-width:2.5;stroke:#5A6870}.e.xe{stroke:#97195F;stroke-width:3.5}.e.inf{stroke-dasharray:7 5}
.nd{fill:#fff;stroke:#5A6870;stroke-width:3}.nd.xb{stroke:#97195F;stroke-width:3.5}
.nd.lost{stroke:#7A4900;stroke-dasharray:3 2.500}
@media (prefers-color-scheme:dark){svg{background:#162229}text{fill:#EEF1EE}.dim{fill:#9BA9AE}
.band{fill:#0E171C}.cap{fill:#1F2D35}.plate{fill:#162229;stroke:#EEF1EE}.plate.on,.ego{fill:#EEF1EE}
.onp,.egot{fill:#162229}.bord,.e.xe,.nd.xb{stroke:#F093C3}.e{stroke:#9BA9AE}.nd{fill:#162229;stroke:#9BA9AE}
.nd.lost{stroke:#F2C770}}
"""
"""What records.css says of this picture, in the colours themselves: a file has no style sheet beside it."""


def ego_file(drawing: str) -> str:
    """The drawing of a page as a file of its own."""
    head, _, inside = drawing.partition(">")
    width, height = re.findall(r'viewBox="0 0 (\S+) (\S+)"', head)[0]
    space = 'xmlns="http://www.w3.org/2000/svg"'
    return f'{head} {space} width="{width}" height="{height}"><style>{_STYLE}</style>{inside}\n'
