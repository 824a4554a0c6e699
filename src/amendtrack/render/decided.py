"""What was decided, as notes under a consolidated text: where, what, when and by whom."""

from __future__ import annotations

from amendtrack.consolidation.decision import DecisionKind
from amendtrack.consolidation.minutes import Minute, amendment_tally, minutes
from amendtrack.consolidation.value import Consolidation
from amendtrack.render.brackets import Style

_SAID = {
    DecisionKind.ACCEPT: "accepted",
    DecisionKind.REJECT: "rejected",
    DecisionKind.CHOOSE: "chosen",
    DecisionKind.KEEP: "kept as drafted",
    DecisionKind.WORD: "worded by the chair",
}

_NO_WORDS = {DecisionKind.KEEP: "nothing added"}


def decided_notes(con: Consolidation, style: Style | str = Style.ATTRIBUTED) -> tuple[str, ...]:
    """One note in braces for each place where something was decided, in text order, and the number of open amendments.

    >>> from amendtrack.consolidation.value import consolidate
    >>> con = consolidate("7. Clear all areas.", {"Arda": "7. Clear known areas.", "Brum": "7. Clear most areas."})
    >>> print(*decided_notes(con.accept(["Arda"], when="2030-05-01T10:00:00+00:00", by="A. Clerk")), sep="\\n")
    {✓ 7#1 accepted: “known” (Arda#1); out: Brum#1; 2030-05-01 10:00, A. Clerk}
    {2 amendments = 1 accepted + 1 rejected}
    """
    found = minutes(con)
    lines = [f"{{{_sign(minute)} {said_of(minute, style)}}}" for minute in found]
    return (*lines, f"{{{amendment_tally(con)}}}") if found else ()


def _sign(minute: Minute) -> str:
    """``✓`` where what was decided stands, ``↺`` where it is open again, ``○`` where another decision prevails."""
    if minute.overruled and not minute.holds_in_part:
        return "○"
    return "↺" if minute.reopened else "✓"


def said_of(minute: Minute, style: Style | str = Style.ATTRIBUTED) -> str:
    """One line of the minutes; without names of proposals and people if the text is unattributed."""
    named = Style(style) is Style.ATTRIBUTED
    own = minute.out[:1] if minute.kind is DecisionKind.REJECT else minute.stands
    out = minute.out[1:] if minute.kind is DecisionKind.REJECT else minute.out
    words = f"“{minute.wording}”" if minute.wording else _NO_WORDS.get(minute.kind, "a deletion")
    said = f"{minute.address} {_SAID[minute.kind]}: {words}"
    if minute.open_inside:
        said += (
            f", but {', '.join(minute.open_inside)} inside it {'is' if len(minute.open_inside) == 1 else 'are'} open"
        )
    if named and own:
        said += f" ({', '.join(own)})"
    if named and out:
        said += f"; out: {', '.join(f'{name} in part' if name in minute.out_in_part else name for name in out)}"
    when = ", ".join(filter(None, (_day_and_hour(minute.when), minute.by if named else "")))
    said += f"; {when}" if when else ""
    if minute.overruled:
        said += f"; overruled{' in part' if minute.holds_in_part else ''}: "
        said += ", ".join(f"{address} {_SAID[kind]}" for address, kind in minute.overruled)
    if minute.reopened:
        said += f"; open again: {minute.reopened}" if named else "; open again"
    return said


def _day_and_hour(when: str) -> str:
    """``2030-05-01 10:00`` of an ISO time."""
    return when[:16].replace("T", " ")


__all__ = ["decided_notes", "said_of"]
