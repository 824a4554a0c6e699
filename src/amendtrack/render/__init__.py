"""Values written for people and programs; each form's module is imported when first asked for.

``brackets`` writes the consolidated text, ``read_brackets`` reads it back; ``terminal``, ``html``, ``criticmarkup``
and ``json`` are modules. A redline and a consolidation also have ``to_html`` and ``to_json``.

>>> import amendtrack
>>> redline = amendtrack.compare("1. We shall meet.", "1. We should meet.")
>>> amendtrack.render.criticmarkup.write_criticmarkup(redline)
'1. We {~~shall~>should~~} meet.'
>>> "<ins>should</ins>" in amendtrack.render.html.redline_html(redline)
True
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
    from amendtrack.render.parsing import read_brackets as read_brackets

_MODULES = ("terminal", "html", "criticmarkup", "json")
_HOMES = {"Style": "brackets", "read_brackets": "parsing"}
__all__ = ["Style", "brackets", "criticmarkup", "html", "json", "read_brackets", "terminal"]


class _Render(ModuleType):
    """This package; ``brackets`` remains the function when the module of that name is imported."""

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
