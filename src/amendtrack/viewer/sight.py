"""What there is to see of one snapshot, as a value: the list of units, and the text in each of its modes.

It is computed where nobody waits for it. A redline of two texts is seen in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.stances import credit
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.draft.history import told
from amendtrack.papers.dates import date_and_time
from amendtrack.record.fates import kept_out
from amendtrack.record.record import Attribution
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.redline.unit_names import unit_names
from amendtrack.render.brackets import Style
from amendtrack.render.decided import decided_notes
from amendtrack.render.descriptions import ShownUnit, UnitFate, blocks_of, is_row, is_ruler_block
from amendtrack.render.faces import bare
from amendtrack.render.look import colours_of
from amendtrack.render.lookalikes import notes_on_slots
from amendtrack.render.set_unit import SetUnit
from amendtrack.render.typeset import SetText, typeset_again
from amendtrack.text.addresses import addresses
from amendtrack.viewer.amended_readings import Amending, amending
from amendtrack.viewer.paragraphs import (
    Facing,
    Paragraph,
    ReadingBeside,
    by_place,
    places_decided,
    sheet_of,
    with_struck,
)
from amendtrack.viewer.reading_in_short import cut_in_the_middle, is_said_inside
from amendtrack.viewer.slot_card import words_of
from amendtrack.viewer.throughout import Repeated, marked_in, repeated_in, said_at_the_head, said_of_redline
from amendtrack.viewer.unit_list import Row, RowState, rows_of

if TYPE_CHECKING:
    from amendtrack.draft.history import LoggedAct
    from amendtrack.draft.snapshot import Snapshot


class Mode(Enum):
    """Which text is shown, and what it is called on the screen."""

    TOGETHER = "all proposals in one text"
    READINGS = "the readings side by side"
    DELEGATION = "the text of one delegation"
    BASE = "the draft alone"
    DECIDED = "as decided so far"
    ROLLING = "the rolling text"


@dataclass(frozen=True, slots=True)
class Page:
    """One text to read: what it is, its paragraphs, and a row of the list for each of them."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sight:
    """What there is to see of a draft at one snapshot.

    ``fresh`` are the proposals that are new; ``acts`` is the log up to the snapshot. Without a consolidation only the
    draft's own text is known yet.
    """

    now: Snapshot
    con: Consolidation | None = None
    fresh: frozenset[str] = frozenset()
    acts: tuple[LoggedAct, ...] = field(default=(), repr=False)
    _set_before: SetText | None = field(default=None, repr=False, compare=False)
    """What was typeset for an earlier look."""

    @property
    def style(self) -> Style:
        """Whether delegations are named in the text, by the draft's rule."""
        named = self.now.settings.attribution is Attribution.NAMED
        return Style.ATTRIBUTED if named else Style.UNATTRIBUTED

    @cached_property
    def together(self) -> Page:
        """All proposals in one text; the draft alone as long as they are not read."""
        con = self.text_known
        paragraphs = (*said_at_the_head(self.repeated), *with_struck(con, by_place(con, self.typeset.units)))
        rows = rows_of(con, paragraphs, self.fresh)
        return Page(Mode.TOGETHER.value, paragraphs, marked_in(rows, self.repeated))

    @cached_property
    def repeated(self) -> tuple[Repeated, ...]:
        """What is asked for in the same words at many places."""
        return repeated_in(self.slots.values(), self.style, self.text_known.base.source)

    @cached_property
    def typeset(self) -> SetText:
        """All proposals in one text, typeset."""
        return typeset_again(self.text_known, self.style, self._set_before)

    @cached_property
    def base(self) -> Page:
        """The draft alone."""
        paragraphs = sheet_of(consolidate(self.text_known.base, {}), Style.UNATTRIBUTED)
        return self._page(Mode.BASE.value, paragraphs)

    @cached_property
    def decided(self) -> Page:
        """The text with everything that was decided; what is open reads as in the draft."""
        text, places = places_decided(self.text_known)
        made = sheet_of(consolidate(text, {}), Style.UNATTRIBUTED)
        named_here = addresses(consolidate(text, {}).base)
        known = dict(zip(named_here, places, strict=True))
        return self._page(Mode.DECIDED.value, tuple(replace(p, place=known.get(p.place, "")) for p in made))

    @cached_property
    def readings(self) -> Page:
        """The draft, with the readings of each slot beside it."""
        drafted = {p.place: p for p in self.base.paragraphs}
        slots = self.slots
        made = []
        for paragraph in self.together.paragraphs:
            beside = tuple(r for a in paragraph.addresses if a in slots for r in readings_beside(slots[a], self.style))
            own = drafted.get(paragraph.place)
            units = tuple(u for u in own.units if isinstance(u, SetUnit)) if own else ()
            if beside:
                made.append(Paragraph(paragraph.place, (Facing(units, beside),)))
            else:
                made.append(paragraph)
        return self._page(Mode.READINGS.value, tuple(made))

    @cached_property
    def rolling(self) -> Page:
        """The text as it would be issued now, with everything that is printed under it, and the tally."""
        con, now = self.text_known, self.now
        under = ("\n".join(decided_notes(con, self.style)), str(now.annex(con)), str(now.tally(con)))
        more = sheet_of(consolidate("\n\n".join(filter(None, under)), {}), Style.UNATTRIBUTED)
        return self._page(Mode.ROLLING.value, (*self.together.paragraphs, *(replace(p, place="") for p in more)))

    def of_delegation(self, name: str) -> Page:
        """The text of one delegation: the draft with its changes marked, those of all its proposals."""
        con = self.text_known.undecided
        own = [p for p in con.proposals if name in p.backers]
        if len(own) == 1:
            redline = compare(con.base.source, own[0].text, origins=own[0].origins)
            return self._page(f"the text of {name} ({own[0].name})", paragraphs_of(redline))
        wanted = con.only([p.name for p in own]).accept([p.name for p in own]) if own else con.only([])
        said = ", ".join(p.name for p in own) or "it has proposed nothing"
        still = f"; open between its own proposals: {', '.join(s.address for s in wanted.open_slots)}"
        title = f"the text of {name} ({said}){still if own and wanted.open_slots else ''}"
        text = places_decided(wanted)[0] if own else con.base.source
        return self._page(title, paragraphs_of(compare(con.base.source, text)))

    def page(self, mode: Mode, delegation: str = "") -> Page:
        """The text in that mode."""
        match mode:
            case Mode.BASE:
                return self.base
            case Mode.DECIDED:
                return self.decided
            case Mode.DELEGATION:
                return self.of_delegation(delegation)
            case Mode.READINGS:
                return self.readings
            case Mode.ROLLING:
                return self.rolling
        return self.together

    @cached_property
    def text_known(self) -> Consolidation:
        """The text with its proposals, or the draft alone as long as they are not read."""
        return self.con or consolidate(self.now.text(), {})

    def _page(self, title: str, paragraphs: tuple[Paragraph, ...]) -> Page:
        """A page whose list says the same of each place as that of the text with all proposals."""
        known = {row.place: row for row in self.together.rows}
        rows = (replace(known.get(p.place, Row(p.place, p.words)), place=p.place, words=p.words) for p in paragraphs)
        return Page(title, paragraphs, tuple(rows))

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """Every slot by its address."""
        return {slot.address: slot for slot in every(self.con.slots)} if self.con else {}

    @cached_property
    def doubtful(self) -> Mapping[str, str]:
        """Letters that pose as others and hidden signs in a slot, by its address."""
        return dict(notes_on_slots(self.con)) if self.con else {}

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """The colour of each delegation that is in the text; none where they are not named."""
        if self.con is None or self.style is Style.UNATTRIBUTED:
            return {}
        return colours_of(sorted({*self.con.delegations, *(p.delegation for p in self.con.positions)}, key=name_order))

    @cached_property
    def act_of(self) -> Mapping[str, LoggedAct]:
        """The act by which each proposal was recorded as it now is."""
        return {act.fact("Proposal"): act for act in self.acts if act.kind in ("propose", "replace", "correct")}

    @cached_property
    def amending(self) -> tuple[Amending, ...]:
        """What would amend a proposal, each at its slot: ``NRV-2 of Norvia amends it: 7 bis: words inserted``."""
        return amending(self.now, self.slots)

    @property
    def delegations(self) -> tuple[str, ...]:
        """The names of all delegations in the register."""
        language = self.now.settings.display_language
        return tuple(delegation.display(language) for delegation in self.now.delegations.delegations)


def sight_of(now: Snapshot, before: Sight | None = None) -> Sight:
    """What there is to see of a snapshot; what is new since an earlier look stays marked as new."""
    con = now.consolidate(known=before.text_known if before else None)
    issued = dict(now.issues[-1].proposals) if now.issues else None
    since_issue = () if issued is None else (e.name for e in now.proposals() if issued.get(e.name) != e.commit)
    fresh = frozenset(since_issue)
    if before is not None and before.now.tip != now.tip:
        known = {e.name: e.commit for e in before.now.proposals()}
        fresh |= before.fresh | {e.name for e in now.proposals() if known.get(e.name) != e.commit}
    elif before is not None:
        fresh |= before.fresh
    sight = Sight(now, con, fresh, now.acts(before.acts if before else ()), before.typeset if before else None)
    _ = sight.together, sight.slots, sight.act_of, sight.amending
    return sight


def readings_beside(slot: Slot, style: Style) -> Iterator[ReadingBeside]:
    """The readings of a slot, one line each; those who would keep the draft's words come first.

    What the slots inside it say in full is not said again.
    """
    if slot.settled:
        return
    variants = [variant for variant in slot.variants if not is_said_inside(slot, variant)]
    if style is Style.UNATTRIBUTED:
        for words in sorted({_words_beside(slot, v) for v in variants}):
            yield ReadingBeside(slot.address, "", words)
        return
    for stance in ("retain", "oppose", "reserve"):
        if who := [name for said, name in slot.positions if said == stance]:
            yield ReadingBeside(slot.address, ", ".join(who), stance)
    for variant in variants:
        yield ReadingBeside(slot.address, credit(variant), _words_beside(slot, variant))


def _words_beside(slot: Slot, variant: Variant) -> str:
    """A reading in words; what it deletes is said where that is not the whole unit beside which it stands."""
    if variant.moves_to or variant.wording.strip() or slot.shape is not Shape.WORDS:
        return words_of(variant)
    return f"delete “{cut_in_the_middle(bare(slot.base.strip()))}”"


@dataclass(frozen=True, slots=True)
class News:
    """An act recorded since an earlier look: its number and commit, and what is said of it."""

    number: int
    commit: str
    words: str


def whats_new(before: Sight, after: Sight) -> tuple[News, ...]:
    """What was recorded between two looks, an act at a time: ``NRV-3 from Norvia on 14, received 2 May 2026, 10:32``.

    The time is the one that the act carries: a mail that is recorded today may have come the day before.
    Nothing is said of what is held under embargo, until it is released.
    """
    known = {act.commit for act in before.acts}
    new = told(act for act in after.acts if act.commit not in known)
    return tuple(News(act.number, act.commit, _said(after, act)) for act in new)


def _said(sight: Sight, act: LoggedAct) -> str:
    name = act.fact("Proposal")
    entry = next((e for e in sight.now.proposals() if e.name == name), None)
    if act.kind not in ("propose", "replace") or entry is None:
        return f"{act.summary} ({date_and_time(act.at)})"
    con, where = sight.con, list[str]()
    if con is not None:
        where = list(dict.fromkeys(amendment.place for amendment in con.amendments_by(name)))
    shown = ", ".join(where[:3]) + (f" and {len(where) - 3} more" if len(where) > 3 else "")
    who = ", ".join(sight.now.credited(entry))
    apart = kept_out(entry, sight.now.revision().label, sight.now.delegations)
    on = f" on {shown}" if shown else f" ({apart.value})" if apart else ""
    return f"{name} from {who}{on}, received {date_and_time(entry.received)}"


# -- two texts compared ------------------------------------------------------------------------------


def paragraphs_of(redline: Redline) -> tuple[Paragraph, ...]:
    """A redline, one paragraph for each unit of the first text and each new unit, under what it has throughout."""
    own = _paragraphs(old_before_new(redline), *unit_names(redline))
    return (*said_of_redline(redline), *_with_rulers(own))


def _with_rulers(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The same; the line under the heads of a table is no paragraph of its own, unless it alone has changed."""
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if last is not None and _is_ruler_of(paragraph.units[0], last.units[0]):
            last = replace(last, units=(*last.units, *paragraph.units))
            continue
        if last is not None:
            yield last
        last = paragraph
    if last is not None:
        yield last


def _is_ruler_of(unit: object, heads: object) -> bool:
    """Whether a unit is the line under a row, with the same fate."""
    if not isinstance(unit, ShownUnit) or not isinstance(heads, ShownUnit):
        return False
    return is_row(heads) and is_ruler_block(unit) and unit.fate is heads.fate and unit.fate in _WITH_ITS_HEADS


_WITH_ITS_HEADS = (UnitFate.KEPT, UnitFate.NEW, UnitFate.DELETED)


def _paragraphs(redline: Redline, was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Paragraph]:
    changes = (change for change in redline.changes if change.kind is not ChangeKind.DRAWN)
    for block in blocks_of(redline):
        if block.fate is UnitFate.MOVED_AWAY:  # one line where a unit was; it is shown at its new place
            yield Paragraph("", (block,))
            continue
        change = next(changes)
        yield Paragraph(was[change.i1] if change.i1 < change.i2 else f"new {now[change.j1]}", (block,))


def page_of_redline(redline: Redline, title: str) -> Page:
    """Two texts compared, to read; each changed place has an address, so that one can go from one to the next."""
    paragraphs = paragraphs_of(redline)
    return Page(title, paragraphs, tuple(_changed_rows(paragraphs)))


def _changed_rows(paragraphs: Iterable[Paragraph]) -> Iterator[Row]:
    for n, paragraph in enumerate(paragraphs):
        block = paragraph.units[0]
        if not isinstance(block, ShownUnit):  # what is said at the head
            yield Row("", paragraph.words)
            continue
        changed = block.fate is not UnitFate.KEPT
        here = (f"{paragraph.place or 'moved'}#{n}",) if changed else ()
        state = RowState.OPEN if changed else RowState.UNTOUCHED
        yield Row(paragraph.place, paragraph.words, here, here, state, is_heading=block.heading)


__all__ = [
    "Mode",
    "News",
    "Page",
    "Sight",
    "page_of_redline",
    "paragraphs_of",
    "readings_beside",
    "sight_of",
    "whats_new",
]
