"""Fields: codes that Word computes words from. The last result is text, the code is not.

Source: ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from amendtrack.formats.docx.remarks import Remarks

_FETCHING = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "RD")
_COUNTING = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")


@dataclass(slots=True)
class _Field:
    """A field that was opened: its code so far, and whether its result has begun."""

    code: str = ""
    in_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place of a story."""

    told: Remarks
    _open: list[_Field] = field(default_factory=list)

    @property
    def are_open(self) -> bool:
        """Whether a field has not ended."""
        return bool(self._open)

    @property
    def in_code(self) -> bool:
        """Whether words here belong to a field's code."""
        return any(not f.in_result for f in self._open)

    def code(self, words: str) -> None:
        """More of the innermost field's code."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += words

    def char(self, kind: str) -> None:
        """A field begins, its result begins (``separate``), or it ends."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self.tell(self._open[-1].code)
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if not ended.in_result:
                self.tell(ended.code)
                if ended.code.split()[:1] and ended.code.split()[0].upper() in ("MACROBUTTON", "SYMBOL", "EQ"):
                    self.told.tell("a field without a result left out", ended.code.strip())

    def tell(self, code: str) -> None:
        """Tell of a field whose result says less than it seems."""
        word = (code.split() or [""])[0].upper()
        if word in _FETCHING:
            self.told.tell(f"a field that fetches ({word}): nothing was fetched, its last result is kept")
        if word in _COUNTING:
            self.told.tell(f"a number that a field counts ({word}): left out")
