"""Output of values for people and programs; the module of each form is imported when first needed.

>>> from amendtrack import compare, consolidate, render
>>> con = consolidate("5. Clear all areas.", {"Arda": "5. Clear known areas."})
>>> print(render.brackets(con))
5. Clear [all / known – Arda] areas.
>>> render.read_brackets(render.brackets(con), ["Arda"]).view("Arda")
'5. Clear known areas.'
>>> print(render.brackets(con, render.Style.UNATTRIBUTED))
5. Clear [all / known] areas.
>>> print(render.write_criticmarkup(compare("Clear all areas.", "Clear known areas.")))
Clear {~~all~>known~~} areas.
>>> render.read_criticmarkup("Clear {~~all~>known~~} areas.")
('Clear all areas.', 'Clear known areas.')
>>> from rich.console import Console
>>> render.print_redline(compare("5. Clear all areas.", "5. Clear known areas."), Console(width=60))
1 edited (1 paragraph)
{-deleted-} {+inserted+}
<BLANKLINE>
EDITED 5
  | 5. Clear {-all-}{+known+} areas.
>>> render.print_consolidation(con, Console(width=60))
5. Clear [all / known – Arda] areas.
<BLANKLINE>
No conflicts
<BLANKLINE>
Proposals: 1 in the text.

``redline_html`` and ``consolidation_html`` give HTML fragments, ``redline_json`` and ``write_consolidation`` JSON;
``read_consolidation`` reads a consolidation back. ``terminal``, ``html``, ``criticmarkup`` and ``json`` are modules.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amendtrack.render import criticmarkup as criticmarkup
    from amendtrack.render import html as html
    from amendtrack.render import json as json
    from amendtrack.render import terminal as terminal
    from amendtrack.render.brackets import Style as Style
    from amendtrack.render.brackets import brackets as brackets
    from amendtrack.render.criticmarkup import read_criticmarkup as read_criticmarkup
    from amendtrack.render.criticmarkup import write_criticmarkup as write_criticmarkup
    from amendtrack.render.html import consolidation_html as consolidation_html
    from amendtrack.render.html import redline_html as redline_html
    from amendtrack.render.json import read_consolidation as read_consolidation
    from amendtrack.render.json import redline_json as redline_json
    from amendtrack.render.json import write_consolidation as write_consolidation
    from amendtrack.render.parsing import read_brackets as read_brackets
    from amendtrack.render.terminal import print_consolidation as print_consolidation
    from amendtrack.render.terminal import print_redline as print_redline

_MODULES = ("terminal", "html", "criticmarkup", "json")
_HOMES = {
    "Style": "brackets", "read_brackets": "parsing",
    "print_redline": "terminal", "print_consolidation": "terminal",
    "redline_html": "html", "consolidation_html": "html",
    "write_criticmarkup": "criticmarkup", "read_criticmarkup": "criticmarkup",
    "redline_json": "json", "write_consolidation": "json", "read_consolidation": "json",
}  # fmt: skip
__all__ = [
    "Style",
    "brackets",
    "consolidation_html",
    "criticmarkup",
    "html",
    "json",
    "print_consolidation",
    "print_redline",
    "read_brackets",
    "read_consolidation",
    "read_criticmarkup",
    "redline_html",
    "redline_json",
    "terminal",
    "write_consolidation",
    "write_criticmarkup",
]


class _Render(ModuleType):
    """The class of this package; ``brackets`` stays the function when the module of that name is imported."""

    @property
    def brackets(self) -> object:
        return import_module("amendtrack.render.brackets").brackets

    @brackets.setter
    def brackets(self, module: ModuleType) -> None:
        """The import system would bind the module here; it is in ``sys.modules``, and that is enough."""


sys.modules[__name__].__class__ = _Render


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"amendtrack.render.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'amendtrack.render' has no attribute {name!r}")
    return getattr(import_module(f"amendtrack.render.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
