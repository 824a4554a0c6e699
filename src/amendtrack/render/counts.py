"""What changed in a redline, counted: one line for amendments, another for what is not an amendment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from amendtrack.redline.amendment import follows_its_head
from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.redline.numbering import LabelChange
from amendtrack.redline.phrase import differ_in_capital
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.redline.replacements import as_replacements
from amendtrack.redline.splices import Splice
from amendtrack.render.lookalikes import unseen_signs
from amendtrack.render.safe import flowing
from amendtrack.text.units import Text
from amendtrack.text.words import is_stop_word


def summary(redline: Redline) -> str:
    """What changed, counted in one line; noise is left out.

    >>> from amendtrack.redline.comparison import compare
    >>> summary(compare("5. Clear all areas.", "5. Clear known areas.\\n\\n6. Report."))
    '1 edited, 1 new (1 paragraph before, 2 after)'
    """
    counts: Counter[str] = Counter(moved=len({id(moved) for moved in moves_of(redline).values()}))
    replaced = {change.i1 for change in old_before_new(redline).changes if change.kind is ChangeKind.REPLACED}
    for change in redline.changes:
        if (fate := amended(change)) and not follows_its_head(redline, change):
            counts["replaced" if fate == "edited" and change.i1 in replaced else fate] += 1
    order = ("edited", "replaced", "new", "deleted", "moved", "split", "joined")
    said = ", ".join(f"{counts[k]} {k}" for k in order if counts[k]) or "No amendment"
    before, after = len(redline.before.units), len(redline.after.units)
    size = f"{before} paragraph{'s' if before != 1 else ''}"
    return f"{said} ({size})" if before == after else f"{said} ({size} before, {after} after)"


def repeated(redline: Redline) -> tuple[str, ...]:
    """The phrases that were deleted or replaced in the same way at several places, the most frequent first.

    >>> from amendtrack.redline.comparison import compare
    >>> before = ". ".join(f"The clerk of well {n} reports" for n in "ABCD")
    >>> repeated(compare(before, before.replace("clerk", "guard")))
    ('“clerk” replaced with “guard” throughout (4 places)',)
    """
    found: dict[tuple[str, str], list[Splice]] = {}
    for splice in (s for change in redline.changes for s in as_replacements(change.splices) if not s.noise):
        gone = flowing(redline.before.source[splice.b1 : splice.b2]).strip()
        new = flowing(redline.after.source[splice.a1 : splice.a2]).strip()
        if any(map(str.isalpha, gone)) and (new or not is_stop_word(gone)):
            found.setdefault((gone.casefold(), new.casefold()), []).append(splice)
    often = sorted((places for places in found.values() if len(places) >= SEVERAL), key=len, reverse=True)
    return tuple(_repeated(redline, places) for places in often[:_LISTED])


SEVERAL = 4
"""At how many places the same change is reported once for all."""
_LISTED = 5
"""How many such changes are listed."""


def _repeated(redline: Redline, places: list[Splice]) -> str:
    before, after = redline.before.source, redline.after.source
    first = min(places, key=lambda s: (before[s.b1 : s.b2] != before[s.b1 : s.b2].lower(), s.b1))
    gone, new = before[first.b1 : first.b2].strip(), after[first.a1 : first.a2].strip()
    is_all = before.casefold().count(gone.casefold()) == len(places)
    change = f"replaced with “{flowing(new)}”" if new else "deleted"
    return (
        f"“{flowing(gone)}” {change} {f'throughout ({len(places)} places)' if is_all else f'at {len(places)} places'}"
    )


def noise_line(redline: Redline) -> str:
    """The differences that are not amendments, counted in one line; empty if there are none."""
    numbers, capitals, typography = _noise(redline)
    said = []
    if typography:
        unseen = _unseen(redline)
        things = f"difference{'s' if typography > 1 else ''} in typography or spacing only"
        said.append(f"{typography} {things}{f' ({unseen})' if unseen else ''}")
    if numbers:
        things = "numbers or references that only follow" if numbers > 1 else "number or reference that only follows"
        said.append(f"{numbers} {things} from the changes")
    if capitals:
        things = "first capitals that only follow" if capitals > 1 else "first capital that only follows"
        said.append(f"{capitals} {things} from the changes")
    return f"Not marked: {'; '.join(said)}." if said else ""


def _unseen(redline: Redline) -> str:
    before, after = redline.before.source, redline.after.source
    noise = (s for change in redline.changes for s in change.splices if s.noise)
    return unseen_signs((before[s.b1 : s.b2], after[s.a1 : s.a2]) for s in noise)


def amended(change: Change) -> str:
    """The word under which a changed unit is counted; empty if it is only kept or moved."""
    match change.kind:
        case ChangeKind.INSERTED:
            return "new"
        case ChangeKind.DELETED:
            return "deleted"
        case ChangeKind.REPLACED:
            return "replaced"
        case ChangeKind.SPLIT:
            return "split"
        case ChangeKind.JOINED:
            return "joined"
    return "edited" if change.kind is ChangeKind.EDITED or change.label is LabelChange.EDITORIAL else ""


def _noise(redline: Redline) -> tuple[int, int, int]:
    """How many explained numbers, how many explained capitals, and how many differences of typography."""
    numbers = capitals = typography = 0
    before, after = redline.before, redline.after
    for change in _stretches(redline):
        numbers += change.label is LabelChange.EXPLAINED
        typography += change.kind is ChangeKind.DRAWN
        for s in change.splices:
            if s.noise and (s.i1 < s.i2 or s.j1 < s.j2):
                is_capital = differ_in_capital(before.source[s.b1 : s.b2], after.source[s.a1 : s.a2])
                capitals += is_capital
                numbers += not is_capital
            else:
                typography += s.noise
        if change.i1 < change.i2 and change.j1 < change.j2 and change.label is LabelChange.SAME:
            u, v = before.units[change.i1], after.units[change.j1]
            b, a = change.compared_from(before, after)
            typography += before.source[u.start : b] != after.source[v.start : a]
    return numbers, capitals, typography + _gaps_changed(redline)


def _stretches(redline: Redline) -> Iterator[Change]:
    """The changes; units in a row that are in both texts sign by sign are one."""
    before, after = redline.before, redline.after
    for is_plain, run in groupby(redline.changes, key=_is_plain):
        changes = [*run]
        (_, i1, _, j1, *_), (_, _, i2, _, j2, *_) = changes[0], changes[-1]
        if (
            is_plain
            and i2 - i1 == j2 - j1 == len(changes)
            and before.source[before.units[i1].start : before.units[i2 - 1].end]
            == after.source[after.units[j1].start : after.units[j2 - 1].end]
        ):
            yield Change(ChangeKind.KEPT, i1, i2, j1, j2)
        else:
            yield from changes


def _is_plain(change: Change) -> bool:
    is_kept = change.kind is ChangeKind.KEPT and change.label is LabelChange.SAME
    return is_kept and change.move is None and not change.splices


def _gaps_changed(redline: Redline) -> int:
    """Differences of white space between units that follow each other in both texts, and at both ends."""
    before, after = redline.before, redline.after
    found, last = 0, (0, 0)
    for change in _stretches(redline):
        if change.i1 == change.i2 or change.j1 == change.j2:
            continue
        if last == (change.i1, change.j1) and change.move is None:
            found += _space(before, change.i1) != _space(after, change.j1)
        last = (change.i2, change.j2)
    if last == (len(before.units), len(after.units)):
        found += _space(before, last[0]) != _space(after, last[1])
    return found


def _space(text: Text, k: int) -> str:
    """The white space before unit ``k``, or at the text's end."""
    start = text.units[k - 1].end if k else 0
    return text.source[start : text.units[k].start if k < len(text.units) else len(text.source)]


def moves_of(redline: Redline) -> dict[int, list[Change]]:
    """The changes of each move by its number; neighbours that moved together share one list."""
    found: dict[int, list[Change]] = {}
    last: Change | None = None
    for change in redline.changes:
        if change.move is not None and change.move not in found:
            together = last is not None and (last.i2, last.j2) == (change.i1, change.j1)
            found[change.move] = found[last.move] if together and last and last.move is not None else []
        if change.move is not None:
            found[change.move].append(change)
        last = change
    return found


__all__ = ["SEVERAL", "amended", "moves_of", "noise_line", "repeated", "summary"]
