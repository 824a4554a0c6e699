"""What a delegation proposes in the room, typed in place: other words in a unit, or a new unit after one.

What is amended is the draft, or a proposal: a unit that is itself proposed stands in no other text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.slots.slot import Shape
from amendtrack.errors import InputRefused
from amendtrack.record.remarks import Kind
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import compare
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.render.descriptions import Coverage, blocks_of
from amendtrack.render.faces import FormKind, form_of
from amendtrack.render.safe import one_line, visible
from amendtrack.text.units import Text, UnitKind, parse_text
from amendtrack.viewer.floor import IN_THE_ROOM, Meant, Planned, plan
from amendtrack.viewer.search import behind, plain
from amendtrack.viewer.slot_card import CardLine, Tone

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.draft import Draft
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Ground:
    """The text that is amended, and the unit of it that one is at.

    ``revision`` is the label of the draft's text, ``amends`` the proposal whose text this is; the draft's own if empty.
    """

    text: Text
    unit: int
    place: str
    revision: str
    amends: str = ""

    @property
    def named(self) -> str:
        """The place as it is said: ``7 bis of KST-1``."""
        return f"{self.place} of {self.amends}" if self.amends else self.place

    def as_seen(self, now: Snapshot) -> None:
        """Check that this is still the text.

        Raises:
            InputRefused: there is a new revision, or the proposal was sent again, or does not stand any more.
        """
        stands = not self.amends or now.proposal(self.amends).stands
        same = now.revision().label == self.revision and stands
        if not (same and now.text(self.amends or self.revision) == self.text.source):
            what = f"{self.amends} is not" if self.amends else "the draft is not"
            raise InputRefused(f"{what} any more what was shown", remedy="look at it, and try again")


def ground_in_proposal(now: Snapshot, name: str, place: str, wording: str) -> Ground:
    """The new unit with that wording in the text of a proposal.

    Raises:
        InputRefused: it is not one unit there.
    """
    entry = now.proposal(name)
    redline = now.redline(entry)
    text = redline.after
    new = (k for change in redline.changes if change.kind is ChangeKind.INSERTED for k in range(change.j1, change.j2))
    found = [k for k in new if plain(text.printed(text.units[k])) == plain(wording)]
    if len(found) != 1:
        hint = f"propose the change in a file, with --amends {name}"
        raise InputRefused(f"these words are not one unit of {name}", remedy=hint)
    return Ground(text, found[0], place, now.revision().label, name)


def words_at(ground: Ground) -> str:
    """The words of the unit to be edited on a line, with its number.

    Raises:
        InputRefused: it has characters that nobody could see in the line.
    """
    words = ground.text.printed(ground.text.units[ground.unit]).strip()
    if visible(words) != words:
        raise InputRefused("this unit has characters that cannot be seen", remedy="propose the change in a file")
    return words


def point_in(ground: Ground, words: str, *, sought: str = "", slot: Slot | None = None) -> int:
    """Where the cursor stands in the words of the unit when somebody begins to edit them.

    Behind the words that were sought, if they are there; otherwise behind those of the draft that the slot is about.
    """
    if point := behind(words, sought):
        return point
    unit = ground.text.units[ground.unit]
    if slot is None or ground.amends or slot.shape is not Shape.WORDS or slot.place != ground.place:
        return 0
    as_kept = ground.text.source[unit.start : unit.end]
    end = slot.start + len(slot.base.rstrip()) - unit.start - (len(as_kept) - len(as_kept.lstrip()))
    return end if as_kept.strip() == words and 0 <= end <= len(words) else 0


def amended(text: Text, unit: int, words: str) -> str:
    """A text with other words in a unit; without it, if there are none.

    >>> from amendtrack import parse_text
    >>> text = parse_text("1. We meet.\\n\\n2. We act.\\n")
    >>> amended(text, 0, "1. We shall meet."), amended(text, 0, "")
    ('1. We shall meet.\\n\\n2. We act.\\n', '2. We act.\\n')
    """
    here, source = text.units[unit], text.source
    if words.strip():
        return source[: here.start] + words.strip() + source[here.end :]
    end = text.units[unit + 1].start if unit + 1 < len(text.units) else here.end
    before = source[: here.start] if unit + 1 < len(text.units) else source[: here.start].rstrip()
    return before + source[end:]


def with_new_unit(text: Text, unit: int, words: str) -> str:
    """A text with a new unit after another.

    >>> from amendtrack import parse_text
    >>> with_new_unit(parse_text("1. We meet.\\n\\n2. We act.\\n"), 0, "1 bis. We speak.")
    '1. We meet.\\n\\n1 bis. We speak.\\n\\n2. We act.\\n'
    >>> with_new_unit(parse_text("| a | b |\\n|---|---|\\n| 1 | 2 |\\n"), 0, "| 3 | 4 |")
    '| a | b |\\n|---|---|\\n| 3 | 4 |\\n| 1 | 2 |\\n'
    """
    source, sent = text.source, words.strip()
    if unit + 1 < len(text.units) and form_of(text, unit + 1).kind is FormKind.RULER:
        unit += 1  # a row under the heads of a table stands under their line
    here = text.units[unit]
    if here.kind is UnitKind.ROW and sent.startswith("|"):
        end = "\r\n" if "\r\n" in source else "\n"
        return source[: here.end] + end + sent + source[here.end :]
    follows = text.units[unit + 1].start if unit + 1 < len(text.units) else here.end
    gap = source[here.end : follows] or "\n\n"
    return source[: here.end] + gap + sent + source[here.end :]


def check_new_unit(text: Text, made: str, words: str) -> None:
    """Every unit of the text is in the new one as it was, and the words are a unit of their own.

    Raises:
        InputRefused: the words would be read as a part of a unit there, or divide a table.
    """
    units = parse_text(made)
    before = [text.printed(unit) for unit in text.units]
    after = [units.printed(unit) for unit in units.units]
    new = [n for n, printed in enumerate(after) if printed.strip() == words.strip()]
    if not any(after[:n] + after[n + 1 :] == before for n in new):
        hint = "begin them as the units around them begin: with a number, a bullet or |"
        raise InputRefused("these words would not be a unit of their own there", remedy=hint)


def sign_after(text: Text, unit: int) -> str:
    """What a new unit after another begins with: its number, or a bullet like the other's."""
    here = text.units[unit]
    sign = text.source[here.start : here.body]
    bullet = form_of(text, unit).kind is FormKind.BULLET
    return sign if bullet else "| " if here.kind is UnitKind.ROW else number_after(here.label)


def number_after(label: str) -> str:
    """What a new unit after one of that label is called as long as nothing is renumbered: ``7 bis.`` after ``7.``

    >>> number_after("7."), number_after("(a)"), number_after("Action #7:"), number_after("")
    ('7 bis. ', '(a bis) ', 'Action #7 bis: ', '')
    """
    found = re.fullmatch(r"(.*?\w)(\W*)", label.strip())
    return f"{found[1]} bis{found[2]} " if found else ""


def plan_proposal(draft: Draft, text: str, ground: Ground, *, delegation: str, at: datetime, by: str) -> Planned:
    """What a delegation's amendment, typed in the room, would change, and what recording it would do.

    Whatever might make one doubt a file is shown with it, and disregarded once the operator has seen it.

    Raises:
        InputRefused: nothing is changed, or it cannot be recorded.
    """
    from amendtrack.intake.doubts import Doubt  # reading files is not needed to look at a draft

    now = draft.snapshot()
    ground.as_seen(now)
    sent = draft.read(text, by=delegation, kind=Kind.TEXT.value, amends=ground.amends)
    doubts = {finding.doubt: finding for finding in sent.reading.findings}
    if Doubt.UNCHANGED in doubts:
        whose = f"the words of {ground.amends}" if ground.amends else "the draft's own words"
        raise InputRefused(f"these are {whose}", remedy="change them, or press Esc")
    who = now.display(now.delegations.resolve(delegation).code)

    def does(where: Draft, when: datetime, name: str) -> Recorded:
        return where.record(
            sent, received=when, channel=IN_THE_ROOM, further="additional", allow=tuple(doubts), recorder=name
        )

    to = f" to {ground.amends}" if ground.amends else ""
    meant = Meant(f"{who} proposes{' an amendment' if to else ''}{to}, {IN_THE_ROOM}", does, ground.as_seen)
    planned = plan(draft, meant, at, by)
    redline = compare(ground.text, sent.reading.text, origins=sent.reading.origins)
    changed = blocks_of(old_before_new(redline), Coverage.CHANGES, 0)
    seen = tuple(CardLine(one_line(f"doubtful: {f.message}"), Tone.CHOSEN, 3, 5) for f in doubts.values())
    shown = tuple(block for block in changed if block.stretches or "MOVED" in block.title)
    return replace(planned, lines=(planned.lines[0], *shown, *seen, *planned.lines[1:]))


__all__ = [
    "Ground",
    "amended",
    "check_new_unit",
    "ground_in_proposal",
    "number_after",
    "plan_proposal",
    "point_in",
    "sign_after",
    "with_new_unit",
    "words_at",
]
