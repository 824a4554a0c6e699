"""The keys of the viewer: what each does, where it works, and how the bottom line and the help name it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.viewer.slot_card import CardLine, Tone
from amendtrack.viewer.unit_list import THROUGHOUT, RowState


class Section(Enum):
    """What a key is for, as the help has it."""

    MOVING = "Going about"
    LOOKING = "Looking"
    FLOOR = "On the floor"
    CHAIR = "For the chair"


class Needs(Enum):
    """Where a key works."""

    NOTHING = "anywhere"
    PLACE = "at a unit of the draft"
    SLOT = "at an open slot"
    DRAFT = "in a draft, not in a redline"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: how it is pressed, a word for the bottom line, a line for the help, where it works."""

    key: str
    word: str
    help: str
    section: Section
    needs: Needs = Needs.NOTHING

    @property
    def shown(self) -> str:
        """How the key is written."""
        return _SHOWN.get(self.key, self.key)


_SHOWN = {
    "down": "↓",
    "up": "↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "question_mark": "?",
    "slash": "/",
    "at": "@",
    "plus": "+",
    "space": "Space",
    "1..9": "1-9",
}

KEYS: tuple[Key, ...] = (
    Key("down", "unit", "the next unit (also j)", Section.MOVING),
    Key("up", "unit", "the unit before (also k)", Section.MOVING),
    Key("n", "slot", "the next open slot", Section.MOVING),
    Key("N", "", "the open slot before", Section.MOVING),
    Key("c", "conflict", "the next contested slot; C goes back", Section.MOVING, Needs.DRAFT),
    Key("d", "", "the next open slot of the delegation chosen with D", Section.MOVING, Needs.DRAFT),
    Key("g", "go to", "go to a place: 14, 15 bis, 14#2 (also :)", Section.MOVING),
    Key("slash", "search", "search the words; Enter alone goes to the next place", Section.MOVING),
    Key("pagedown", "page", "a page on (also Space); PgUp a page back", Section.MOVING),
    Key("home", "", "the first unit; End the last", Section.MOVING),
    Key("v", "view", "all in one text, readings side by side, one delegation, the draft, as decided",
        Section.LOOKING, Needs.DRAFT),
    Key("f", "filter", "list only a delegation, a section, contested, open, new ...; F lists everything",
        Section.LOOKING, Needs.DRAFT),
    Key("D", "", "choose a delegation, for d and v", Section.LOOKING, Needs.DRAFT),
    Key("at", "", "whose words these are: where a word stands, and who proposed it",
        Section.LOOKING, Needs.DRAFT),
    Key("r", "", "the rolling text, as it would be issued now; r again goes back",
        Section.LOOKING, Needs.DRAFT),
    Key("1..9", "", "choose a reading of the slot; 1 then 2 is the twelfth", Section.LOOKING, Needs.SLOT),
    Key("p", "propose", "a delegation amends this unit, in words typed in place",
        Section.FLOOR, Needs.PLACE),
    Key("P", "", "a delegation inserts a unit after this one", Section.FLOOR, Needs.PLACE),
    Key("s", "support", "a delegation supports the reading", Section.FLOOR, Needs.SLOT),
    Key("o", "oppose", "a delegation opposes the reading, or the unit", Section.FLOOR, Needs.PLACE),
    Key("t", "retain", "a delegation would keep the draft's words", Section.FLOOR, Needs.PLACE),
    Key("e", "reserve", "a delegation reserves its position", Section.FLOOR, Needs.PLACE),
    Key("plus", "", "a delegation co-sponsors the proposal", Section.FLOOR, Needs.SLOT),
    Key("x", "", "the delegation withdraws this amendment", Section.FLOOR, Needs.SLOT),
    Key("a", "accept", "accept the reading", Section.CHAIR, Needs.SLOT),
    Key("b", "", "back to the draft: keep the slot as drafted", Section.CHAIR, Needs.SLOT),
    Key("w", "", "the chair's own words, which decide the slot", Section.CHAIR, Needs.SLOT),
    Key("i", "", "the chair's compromise, for delegations to consider", Section.CHAIR, Needs.SLOT),
    Key("A", "ad ref", "the unit is agreed ad referendum; G: agreed", Section.CHAIR, Needs.PLACE),
    Key("R", "", "what is agreed or decided here is open again", Section.CHAIR, Needs.PLACE),
    Key("u", "", "undo your own last act; nobody else's", Section.CHAIR, Needs.DRAFT),
    Key("I", "", "issue the rolling text, from where it is shown (r)", Section.CHAIR, Needs.DRAFT),
    Key("l", "", "hide or show the list of units", Section.LOOKING),
    Key("question_mark", "all keys", "all keys", Section.LOOKING),
    Key("q", "quit", "leave; nothing is recorded by leaving", Section.LOOKING),
)  # fmt: skip


_FIRST = ("down", "n", "p", "s", "o", "a", "c", "v", "A", "t", "e", "f", "slash", "g", "pagedown", "question_mark", "q")
"""The keys in the order in which the bottom line names them, as far as there is room."""


_CHANGES = {"n": ("change", "the next change"), "N": ("", "the change before")}
REDLINE_KEYS = tuple(
    replace(key, word=_CHANGES[key.key][0], help=_CHANGES[key.key][1]) if key.key in _CHANGES else key
    for key in KEYS
    if key.needs is Needs.NOTHING
)
"""The keys where two texts are compared."""


def working(keys: Iterable[Key], *, place: bool, slot: bool, draft: bool) -> tuple[Key, ...]:
    """The keys that work where one is."""
    there = {Needs.NOTHING}
    there |= {Needs.DRAFT} if draft else set()
    there |= {Needs.PLACE} if draft and place else set()
    there |= {Needs.SLOT} if draft and slot else set()
    return tuple(key for key in keys if key.needs in there)


def bottom_line(keys: Iterable[Key], width: int) -> str:
    """As many keys as there is room for, each with its word; the help and the way out always.

    >>> bottom_line(KEYS, 50)
    ' ↓↑ unit  n slot  p propose  ? all keys  q quit'
    """
    named = sorted((key for key in keys if key.word and key.key != "up"), key=lambda key: _FIRST.index(key.key))
    last = [key for key in named if key.key in ("question_mark", "q")]
    found, tail = "", "".join(f"  {key.shown} {key.word}" for key in last)
    for key in named:
        part = f"  {'↓↑' if key.key == 'down' else key.shown} {key.word}"
        if key not in last and len(found) + len(part) + len(tail) <= width:
            found += part
    return f"{found}{tail}"[1:]


def help_lines(keys: Iterable[Key], signs: Sequence[str] = ()) -> tuple[CardLine, ...]:
    """All keys, by what they are for, and the signs in the list: those of a draft, or others."""
    found = list[CardLine]()
    for section in Section:
        own = [key for key in keys if key.section is section]
        found += [CardLine(section.value, Tone.HEAD)] if own else []
        found += [CardLine(f"{key.shown:<5} {key.help}", Tone.WORDS, 2, 8) for key in own]
    return (
        *found,
        CardLine("Signs in the list", Tone.HEAD),
        *(CardLine(words, Tone.WORDS, 2, 8) for words in signs or _SIGNS),
    )


SIGN_OF_A_CHANGE = f"{RowState.OPEN.sign:<5} changed, new, deleted or moved"
"""The only sign where two texts are compared."""
_SIGNS = (
    *(f"{state.sign:<5} {state.words}" for state in RowState if state is not RowState.UNTOUCHED),
    "*     new since the last text that was issued",
    f"{THROUGHOUT}     only what a proposal asks for in the same words at many places",
)


__all__ = [
    "KEYS",
    "REDLINE_KEYS",
    "SIGN_OF_A_CHANGE",
    "Key",
    "Needs",
    "Section",
    "bottom_line",
    "help_lines",
    "working",
]
