"""The keys of the viewer: what each does, where it works, and how the bottom line and the help name it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from amendtrack.viewer.slot_card import CardLine, Tone


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
    READINGS = "at an open slot, on one of its readings"
    DRAFT = "in a draft, not in a redline"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: how it is pressed, the action it starts, a word for the bottom line, a line for the help."""

    key: str
    action: str
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
    "colon": ":",
    "at": "@",
    "space": "Space",
    "1..9": "1-9",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}

KEYS: tuple[Key, ...] = (
    Key("down", "step(1)", "unit", "the next unit (also j)", Section.MOVING),
    Key("up", "step(-1)", "unit", "the unit before (also k)", Section.MOVING),
    Key("n", "slot(1)", "slot", "the next open slot", Section.MOVING),
    Key("N", "slot(-1)", "", "the open slot before", Section.MOVING),
    Key("c", "conflict(1)", "conflict", "the next contested slot; C goes back", Section.MOVING),
    Key("d", "own(1)", "", "the next open slot of the delegation chosen with D", Section.MOVING, Needs.DRAFT),
    Key("g", "ask('go')", "go to", "go to a place: 14, 15 bis, 14#2 (also :)", Section.MOVING),
    Key("slash", "ask('search')", "search", "search the words; Enter alone goes to the next place", Section.MOVING),
    Key("pagedown", "page(1)", "page", "a page on (also Space); PgUp a page back", Section.MOVING),
    Key("home", "step(-100000)", "", "the first unit; End the last", Section.MOVING),
    Key("v", "mode", "view", "all in one text, readings side by side, one delegation, the draft, as decided",
        Section.LOOKING, Needs.DRAFT),
    Key("f", "ask('filter')", "filter", "list only a delegation, a section, contested, open, new since ...",
        Section.LOOKING, Needs.DRAFT),
    Key("D", "ask('delegation')", "", "choose a delegation, for d and v", Section.LOOKING, Needs.DRAFT),
    Key("at", "ask('whose')", "", "whose words these are: where a word stands, and who proposed it",
        Section.LOOKING, Needs.DRAFT),
    Key("r", "rolling", "", "the rolling text, as it would be issued now; r again goes back",
        Section.LOOKING, Needs.DRAFT),
    Key("1..9", "reading", "", "choose a reading of the slot", Section.LOOKING, Needs.SLOT),
    Key("p", "propose", "propose", "a delegation amends this unit, in words typed in place",
        Section.FLOOR, Needs.PLACE),
    Key("P", "propose_new", "", "a delegation inserts a unit after this one", Section.FLOOR, Needs.PLACE),
    Key("s", "support", "support", "a delegation supports the reading", Section.FLOOR, Needs.SLOT),
    Key("o", "oppose", "oppose", "a delegation opposes the reading, or the unit", Section.FLOOR, Needs.PLACE),
    Key("t", "retain", "retain", "a delegation would keep the draft's words", Section.FLOOR, Needs.PLACE),
    Key("e", "reserve", "reserve", "a delegation reserves its position", Section.FLOOR, Needs.PLACE),
    Key("+", "cosponsor", "", "a delegation co-sponsors the proposal", Section.FLOOR, Needs.SLOT),
    Key("x", "withdraw", "", "the delegation withdraws this amendment", Section.FLOOR, Needs.SLOT),
    Key("a", "accept", "accept", "accept the reading", Section.CHAIR, Needs.SLOT),
    Key("b", "keep", "", "back to the draft: keep the slot as drafted", Section.CHAIR, Needs.SLOT),
    Key("w", "word", "", "the chair's own words, which decide the slot", Section.CHAIR, Needs.SLOT),
    Key("i", "bridge", "", "the chair's compromise, for delegations to consider", Section.CHAIR, Needs.SLOT),
    Key("A", "agree", "ad ref", "the unit is agreed ad referendum; G: agreed", Section.CHAIR, Needs.PLACE),
    Key("R", "reopen", "", "what is agreed or decided here is open again", Section.CHAIR, Needs.PLACE),
    Key("u", "undo", "", "undo your own last act; nobody else's", Section.CHAIR, Needs.DRAFT),
    Key("I", "issue", "", "issue the rolling text, from where it is shown (r)", Section.CHAIR, Needs.DRAFT),
    Key("l", "list", "", "hide or show the list of units", Section.LOOKING),
    Key("question_mark", "help", "all keys", "all keys", Section.LOOKING),
    Key("q", "quit", "quit", "leave; nothing is recorded by leaving", Section.LOOKING),
)  # fmt: skip


_FIRST = ("down", "n", "p", "s", "o", "a", "c", "v", "A", "t", "e", "f", "slash", "g", "pagedown", "question_mark", "q")
"""The keys in the order in which the bottom line names them, as far as there is room."""


def working(keys: Iterable[Key], *, place: bool, slot: bool, draft: bool) -> tuple[Key, ...]:
    """The keys that work where one is."""
    there = {Needs.NOTHING}
    there |= {Needs.DRAFT} if draft else set()
    there |= {Needs.PLACE} if draft and place else set()
    there |= {Needs.SLOT, Needs.READINGS} if draft and slot else set()
    return tuple(key for key in keys if key.needs in there)


def bottom_line(keys: Iterable[Key], width: int) -> str:
    """As many keys as there is room for, each with its word; the help and the way out always.

    >>> bottom_line(KEYS, 50)
    ' ↓↑ unit  n slot  p propose  ? all keys  q quit'
    """
    named = sorted((key for key in keys if key.word and key.key != "up"), key=lambda key: _FIRST.index(key.key))
    last = [key for key in named if key.action in ("help", "quit")]
    found, tail = "", "".join(f"  {key.shown} {key.word}" for key in last)
    for key in named:
        part = f"  {'↓↑' if key.key == 'down' else key.shown} {key.word}"
        if key not in last and len(found) + len(part) + len(tail) <= width:
            found += part
    return f"{found}{tail}"[1:]


def help_lines(keys: Iterable[Key]) -> tuple[CardLine, ...]:
    """All keys, by what they are for."""
    found = list[CardLine]()
    for section in Section:
        own = [key for key in keys if key.section is section]
        found += [CardLine(section.value, Tone.HEAD)] if own else []
        found += [CardLine(f"{key.shown:<5} {key.help}", Tone.WORDS, 2, 8) for key in own]
    return tuple(found)


__all__ = ["KEYS", "Key", "Needs", "Section", "bottom_line", "help_lines", "working"]
