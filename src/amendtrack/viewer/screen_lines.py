"""The screen as lines: the head, the list of units, the text, the card, and what is said at the bottom.

Pure: what a screen shows depends on what there is to see, where the reader is, and the size of the screen. All text
passes ``render.safe``, and reaches rich as ``Text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rich.cells import cell_len
from rich.text import Text as Line

from amendtrack.render.block_lines import block_lines
from amendtrack.render.descriptions import Coverage, ShownUnit
from amendtrack.render.look import Look
from amendtrack.render.safe import one_line
from amendtrack.render.wrapping import paragraph
from amendtrack.viewer.filtering import Filter
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.isolating import isolated
from amendtrack.viewer.sight import Mode, Page
from amendtrack.viewer.slot_card import CardLine, Tone
from amendtrack.viewer.slot_mark import marked, parts_of
from amendtrack.viewer.typed_words import TypedWords
from amendtrack.viewer.unit_list import THROUGHOUT, Row, RowState
from amendtrack.viewer.whereabouts import Whereabouts

SMALLEST = (30, 8)


@dataclass(frozen=True, slots=True)
class Reader:
    """Where one reader is and how they look: the place, the list's filter, the mode, what is at the top of the text.

    ``top`` is a paragraph and one of its lines; ``brought`` is the slot that was last brought on the screen, and the
    lines of that; ``is_listed`` says whether the list of units is shown.
    """

    at: Whereabouts = field(default_factory=Whereabouts)
    filter: Filter = field(default_factory=Filter)
    mode: Mode = Mode.TOGETHER
    delegation: str = ""
    top: tuple[int, int] = (0, 0)
    brought: tuple[str, str, int] = ("", "", 0)
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """How the lines and columns of a screen are shared out."""

    width: int
    height: int
    list: int
    text: int
    body: int
    card: int

    @classmethod
    def of(cls, width: int, height: int, *, listed: bool, card: int, share: float = 0.5) -> Room:
        """The columns of the list and of the text; the lines of the body, and of the card under the text."""
        beside = (24 if width < 100 else 34) if listed and width >= 60 else 0
        inside = max(height - 3, 1)  # the head, what is said, the keys
        under = min(card + 1, int(inside * share)) if inside >= 8 or share > 0.5 else 0
        text = width - beside - (1 if beside else 0)
        return cls(width, height, beside, text, inside - under, under)

    @property
    def for_card(self) -> int:
        """The lines of the card under its rule."""
        return max(0, self.card - (1 if self.body else 0))


GUTTER = 3
"""The cells before a line of the text: at the unit one is at, and at the slot."""
_AWAY, _AT_UNIT, _AT_SLOT = "   ", "▌  ", "▌> "
_THROUGHOUT = f"{THROUGHOUT}  "
TYPED_IN = 4
"""The cells beside words that are typed."""


def following(reader: Reader, galley: Galley, height: int) -> Reader:
    """The reader with the paragraph that they are at on the screen, whole if it fits; otherwise its slot."""
    n, lines = reader.at.row, max(height, 1)
    if not galley.paragraphs:
        return replace(reader, top=(0, 0))
    n = min(n, len(galley.paragraphs) - 1)
    brought = (reader.at.place, reader.at.slot, height)
    is_new, reader = brought != reader.brought, replace(reader, brought=brought)
    own = galley.lines(n)
    slot = [k for k, _, _ in parts_of(own, reader.at.slot)] if is_new and len(own) > lines else []
    first, last = (slot[0], min(slot[-1], slot[0] + lines - 1)) if slot else (0, len(own) - 1)
    top = min(reader.top[0], len(galley.paragraphs) - 1), reader.top[1]
    here = [k for p, k, _ in galley.below(*top, lines) if p == n]
    if here and here[0] <= first and (here[-1] >= last or (len(own) > lines and not slot)):
        return replace(reader, top=top)
    if here and len(own) > lines and not slot:  # somebody pages through a long paragraph
        return replace(reader, top=top)
    before = min(3, max(lines - (last - first + 1), 0))
    return replace(reader, top=galley.moved(n, first, -before))


def scrolled(reader: Reader, galley: Galley, by: int) -> Reader:
    """The reader with the text moved by so many lines; the place stays."""
    return replace(reader, top=galley.moved(*reader.top, by))


def too_small(width: int, height: int) -> bool:
    """Whether a screen of that size shows nothing but that it is too small."""
    return width < SMALLEST[0] or height < SMALLEST[1]


def screen_lines(
    page: Page,
    reader: Reader,
    room: Room,
    galley: Galley,
    *,
    head: str,
    card: Sequence[CardLine | ShownUnit | TypedWords],
    said: str,
    keys: str,
    top: int = 0,
) -> list[Line]:
    """Every line of the screen, exactly as wide as it; ``top`` is the first line of the card that is shown."""
    if too_small(room.width, room.height):
        small = f"this window is {room.width} by {room.height}; make it at least {SMALLEST[0]} by {SMALLEST[1]}"
        return [_fitted(Line(part), room.width) for part in _cut(small, room.width)][: room.height]
    body = _text_lines(page, reader, room, galley)
    if room.card:
        body += [_rule(room.text)] if room.body else []
        body += _card_lines(card, room.text, room.for_card, top)
    body += [_fitted(Line(), room.text)] * (room.body + room.card - len(body))
    if room.list:
        beside = _list_lines(page, reader, room)
        body = [Line.assemble(left, Line("│", style="dim"), right) for left, right in zip(beside, body, strict=True)]
    return [
        _fitted(Line(f" {one_line(head)}", style="reverse"), room.width, style="reverse"),
        *body,
        _fitted(Line(f" {one_line(said)}" if said else "", style="bold"), room.width),
        _fitted(Line(keys, style="reverse"), room.width, style="reverse"),
    ]


def _fitted(line: Line, width: int, style: str = "") -> Line:
    """A line of exactly so many cells; ``…`` at its end says that it goes on."""
    cells = cell_len(line.plain)
    if cells > width:
        kept = Line()
        kept.append_text(line)
        kept.truncate(max(width - 1, 0), overflow="crop")
        kept.append("…", style=style)
        line, cells = kept, cell_len(kept.plain)
    else:
        line = line.copy()
    line.append(" " * (width - cells), style=style)
    return isolated(line)


def _rule(width: int) -> Line:
    return Line("─" * width, style="dim")


def _cut(words: str, width: int) -> list[str]:
    return [words[k : k + width] for k in range(0, len(words), max(width, 1))]


def _text_lines(page: Page, reader: Reader, room: Room, galley: Galley) -> list[Line]:
    here, lines = reader.at.row, []
    slot = marked(galley.lines(here), reader.at.slot) if here < len(page.paragraphs) else {}
    for n, k, line in galley.below(*reader.top, room.body):
        is_here = n == here and (line.plain.strip() or k)
        sign = _AWAY if not is_here else _AT_SLOT if k in slot else _AT_UNIT
        if not is_here and page.rows[n].is_throughout and line.plain.strip():
            sign = _THROUGHOUT
        shown = slot.get(k, line) if n == here else line
        fitted = _fitted(shown, room.text - GUTTER)
        lines.append(Line.assemble((sign, "bold" if is_here else ""), fitted))
    lines += [_fitted(Line(), room.text)] * (room.body - len(lines))
    return lines


_TONES = {Tone.HEAD: "bold", Tone.WORDS: "", Tone.NAMES: "cyan", Tone.NOTE: "dim", Tone.CHOSEN: "bold"}


def card_part(many: int, height: int, top: int) -> tuple[int, int]:
    """Which lines of a card of so many are shown in that height from one on; if not its last, one line says so.

    >>> card_part(6, 6, 0), card_part(20, 6, 0), card_part(20, 6, 5), card_part(20, 6, 18)
    ((0, 6), (0, 5), (5, 10), (14, 20))
    """
    if many - top <= height:
        return max(0, min(top, many - height)), many
    return top, top + max(height - 1, 0)


def _card_lines(card: Sequence[CardLine | ShownUnit | TypedWords], width: int, height: int, top: int) -> list[Line]:
    """The card, each of its lines in as many as it needs; the last says how many more there are."""
    lines = [line for part in card for line in _card_line(part, width)]
    typed = next((part for part in card if isinstance(part, TypedWords)), None)
    if typed is not None and len(lines) > height:
        return _around_cursor(card, typed, width, height)
    first, last = card_part(len(lines), height, top)
    left = len(lines) - last
    more = [_fitted(Line(f"   … {left} more lines: Enter shows them", "dim"), width)] if left else []
    return [*lines[first:last], *more][:height]


def _around_cursor(
    card: Sequence[CardLine | ShownUnit | TypedWords], typed: TypedWords, width: int, height: int
) -> list[Line]:
    """What is typed where it is longer than the screen: what it is for, and the rows around the cursor."""
    over = [line for part in card[: list(card).index(typed)] for line in _card_line(part, width)][: max(height - 3, 0)]
    rows, room = _card_line(typed, width), max(height - len(over), 1)
    first = max(0, min(typed.row(width - TYPED_IN) - room // 2, len(rows) - room))
    shown, left = rows[first : first + room], len(rows) - first - room
    if room > 2 and first:
        shown[0] = _fitted(Line(f"   … {first + 1} lines above", "dim"), width)
    if room > 2 and left > 0:
        shown[-1] = _fitted(Line(f"   … {left + 1} lines below", "dim"), width)
    return [*over, *shown]


def card_height(card: Sequence[CardLine | ShownUnit | TypedWords], width: int) -> int:
    """How many lines a card takes."""
    return sum(len(_card_line(part, width)) for part in card)


def _card_line(part: CardLine | ShownUnit | TypedWords, width: int) -> list[Line]:
    if isinstance(part, TypedWords):
        return [_fitted(Line.assemble("   ", line), width) for line in part.lines(width - TYPED_IN)]
    if isinstance(part, ShownUnit):
        return [_fitted(line, width) for line in block_lines(part, Look(width), Coverage.CHANGES)]
    words = Line(part.text, style=_TONES[part.tone])
    made = paragraph(words, width, Line(" " * part.indent), Line(" " * part.lead)) or [Line()]
    return [_fitted(line, width) for line in made]


def _list_lines(page: Page, reader: Reader, room: Room) -> list[Line]:
    """The rows of the list around the place, each with its marks."""
    height = room.body + room.card
    numbers = [n for n, row in enumerate(page.rows) if reader.filter.admits(row) or n == reader.at.row]
    mine = next((k for k, n in enumerate(numbers) if n == reader.at.row), 0)
    first = max(0, min(mine - height // 3, len(numbers) - height))
    lines = [_row_line(page.rows[n], n == reader.at.row, reader, room.list) for n in numbers[first : first + height]]
    return lines + [_fitted(Line(), room.list)] * (height - len(lines))


def _row_line(row: Row, is_here: bool, reader: Reader, width: int) -> Line:
    out = not reader.filter.admits(row)
    words = one_line(row.words[: 2 * width])
    style = "reverse" if is_here else "dim" if out else "bold" if row.is_heading else ""
    marks = f"{'>' if is_here else ' '}{row.marks} "
    fitted = _fitted(Line(words, style=style), width - len(marks), style="reverse" if is_here else "")
    return Line.assemble((marks, "bold reverse" if is_here else "bold"), fitted)


def head_of(title: str, parts: Iterable[str], width: int = 0) -> str:
    """The line at the top; in that width a long title gives way, so that the state can be read.

    >>> head_of("Plan of the Harbour Conference", ["Rev.0", "5 open"], 34)
    'Plan of the Har… · Rev.0 · 5 open'
    """
    title, rest = one_line(title), " · ".join(one_line(part) for part in parts if part)
    room = max(width - cell_len(rest) - 4, 12)
    if width and cell_len(title) > room:
        cut = Line(title)
        cut.truncate(room, overflow="ellipsis")
        title = cut.plain
    return " · ".join(filter(None, (title, rest)))


def states_in_words(counted: Mapping[RowState, int]) -> str:
    """``5 contested, 20 open, 2 agreed``."""
    return ", ".join(
        f"{many} {state.words}" for state, many in counted.items() if many and state is not RowState.UNTOUCHED
    )


__all__ = [
    "GUTTER",
    "TYPED_IN",
    "Reader",
    "Room",
    "card_height",
    "card_part",
    "following",
    "head_of",
    "screen_lines",
    "scrolled",
    "states_in_words",
    "too_small",
]
