"""The two halves of a resolution: the preamble, and the operative part below it."""

from __future__ import annotations

import re
from functools import cached_property

from amendtrack.intake.instructions.outline import Outline
from amendtrack.text.resolution import preamble_of
from amendtrack.text.units import UnitKind


class Halves:
    """The paragraphs of the preamble and of the operative part of one draft."""

    def __init__(self, outline: Outline) -> None:
        self.base, self.outline = outline.base, outline

    def units_of(self, word: str) -> tuple[int, ...]:
        """All paragraphs of the preamble, or of the operative part."""
        if word == "preamble":
            return self.preamble
        annex = next(
            (i for i, (called_, _, _) in enumerate(self.outline.words) if called_ == "annex"), len(self.base.units)
        )
        first = self.preamble[-1] + 1 if self.preamble else 0
        paragraphs = (i for i in range(first, annex) if self.base.units[i].kind is UnitKind.PARAGRAPH)
        return tuple(i for i in paragraphs if i != self.opening)

    @cached_property
    def _unlabelled_first(self) -> tuple[int, ...]:
        """The paragraphs before the first with a label, without the titles and symbols on lines above them."""
        units = self.base.units
        first = next((i for i, u in enumerate(units) if u.label and u.kind is not UnitKind.NOTE), len(units))
        found = tuple(i for i in range(first) if units[i].kind is UnitKind.PARAGRAPH)
        goes_on = next((k for k, i in enumerate(found) if self._goes_on(i)), 0)
        return found[goes_on:]

    def _goes_on(self, i: int) -> bool:
        """Whether the sentence continues after a paragraph, as after each paragraph of a preamble."""
        return self.base.wording(self.base.units[i]).rstrip(" *_\n").endswith((",", ";", "，", "；", "،", "؛"))

    @cached_property
    def opening(self) -> int:
        """The paragraph that names the body speaking (``The General Assembly,``); -1 if there is none."""
        first = next(iter(self._unlabelled_first), -1)
        if first < 0 or not self._goes_on(first):
            return -1
        plainly = re.sub(r"[*_]", "", self.base.wording(self.base.units[first])).strip()
        is_speaker = len(plainly.split()) <= _LONGEST_OPENING and _SPEAKER.match(plainly)
        return first if is_speaker else -1

    @cached_property
    def preamble(self) -> tuple[int, ...]:
        """The preambular paragraphs: unlabelled ones before the first label, or those that end in a comma."""
        if preamble := preamble_of(self.base):
            return preamble
        found = tuple(i for i in self._unlabelled_first if i != self.opening)
        if any(unit.kind is UnitKind.PARAGRAPH and unit.label for unit in self.base.units):
            return found
        return tuple(i for i in found if self._goes_on(i))


_LONGEST_OPENING = 12  # words
_SPEAKER = re.compile(
    r"(?:the|we|our|le|la|les|el|los|las|il)\s|l[’']|(?:states?|member|contracting|high) "
    r"|(?:генеральная|конференция|совет|ассамблея|совещание|стороны|государства|мы)\b"
    r"|(?:إن|نحن)\s|[\u4e00-\u9fff]{2,12}[,，]$",
    re.IGNORECASE,
)
"""How the line that names the body speaking begins: with an article, unlike a verb (``Recalling its decision,``)."""
