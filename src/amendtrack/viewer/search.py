"""Words sought in a text: where they stand, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from amendtrack.draft.legibility import is_legible
from amendtrack.render.safe import one_line
from amendtrack.text.addresses import addresses
from amendtrack.text.words import folded, tokens
from amendtrack.viewer.slot_card import CardLine, Tone

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry
    from amendtrack.text.units import Text
    from amendtrack.viewer.sight import Sight
    from amendtrack.viewer.unit_list import Row


def plain(words: str) -> str:
    """Words as they are compared: without their typography, and with one blank between two.

    >>> plain("“Mine‑affected  areas”, she said")
    '"mine-affected areas", she said'
    """
    cut = (" " if token.isspace() else folded(token) for token in tokens(words))
    return " ".join("".join(cut).casefold().split())


def behind(words: str, sought: str) -> int:
    """How many characters of a text go to the end of the first word with which what is sought ends; 0 if it is nowhere.

    >>> behind("4. The “Mine‑affected  areas”, all", "mine-affected ar"), behind("4. Meet.", "go")
    (28, 0)
    """
    made, ends, at = "", list[int](), 0
    for token in tokens(words):
        at += len(token)
        said = " " if token.isspace() else folded(token).casefold()
        made += said
        ends += [at] * len(said)
    start = made.find(wanted) if (wanted := plain(sought)) else -1
    return ends[start + len(wanted) - 1] if start >= 0 else 0


def found_in(rows: Sequence[Row], words: str) -> list[int]:
    """The rows in which these words stand; case, spacing and typography do not matter.

    >>> from amendtrack.viewer.unit_list import Row
    >>> found_in([Row("1", "1. We  meet."), Row("2", "2. “We Meet” here.")], "we meet")
    [0, 1]
    """
    wanted = plain(words)
    return [n for n, row in enumerate(rows) if wanted in plain(row.words)]


def whose_words(sight: Sight, words: str) -> tuple[CardLine, ...]:
    """Where these words stand, and whose they are: the draft's, those of proposals, the chair's; reads the record."""
    lines = [CardLine(one_line(line), Tone.WORDS, 3, 5) for line in _whose(sight, plain(words))]
    nowhere = [CardLine("neither in the draft nor in a proposal as it was last sent", Tone.NOTE, 3)]
    return (CardLine(one_line(f"“{words.strip()}”"), Tone.HEAD), *(lines or nowhere))


def _whose(sight: Sight, wanted: str) -> Iterator[str]:
    con, now = sight.text_known, sight.now
    named = tuple(zip(con.addresses, con.base.units, strict=True))
    drafted = {place for place, unit in named if wanted in plain(con.base.printed(unit))}
    yield from (f"{place}: the draft's, {now.revision().label}" for place, _ in named if place in drafted)
    own: dict[str, list[str]] = {}
    for entry in now.proposals():
        state = "" if entry.stands else f", {entry.state.value}"
        for place in _brought_in(now, con, entry, wanted):
            own.setdefault(place, []).append(f"{', '.join(now.credited(entry))} ({entry.name}{state})")
    yield from (f"{place}: {', '.join(whose)}" for place, whose in own.items())
    taken = (one for entry in now.proposals() for one in entry.taken_back)
    yield from (f"{one.name}, withdrawn: {one.words}" for one in taken if wanted in plain(one.words))
    chairs = [r.address for _, r in con.standing.in_force if r.own and wanted in plain(r.wording)]
    yield from (f"{address}: the chair's words, as decided" for address in chairs)
    known = {*drafted, *own, *(slot.place for slot in sight.slots.values() if slot.address in chairs)}
    made = [row.place for row in sight.decided.rows if row.place not in known and wanted in plain(row.words)]
    yield from (f"{place or 'the text'}: as decided so far" for place in made)


def _brought_in(now: Snapshot, con: Consolidation, entry: Entry, wanted: str) -> Iterator[str]:
    """The places where a proposal has these words, and what it was made on does not have them as often."""
    if not is_legible(now, entry):
        return
    text = now.wording(entry)
    if entry.language:
        if wanted in plain(text):
            yield f"a text in another language ({entry.language})"
        return
    blocks = set(now.ground_text(entry).split("\n\n"))
    if not any(wanted in plain(block) for block in text.split("\n\n") if block not in blocks):
        return
    redline = now.redline(entry)
    is_drafts = redline.before.source == con.base.source
    was, named = con.addresses if is_drafts else addresses(redline.before), addresses(redline.after)
    of = "" if is_drafts else f" of {entry.amends or entry.revision}"
    for change in redline.changes:
        before = _printed(redline.before, change.i1, change.i2)
        after = _printed(redline.after, change.j1, change.j2)
        if before != after and any(n > m for n, m in zip(_often(wanted, after), _often(wanted, before), strict=True)):
            yield f"{was[change.i1]}{of}" if change.i1 < change.i2 else f"new {named[change.j1]}{of}"


def _printed(text: Text, first: int, end: int) -> list[str]:
    return [text.printed(unit) for unit in text.units[first:end]]


def _often(wanted: str, units: Iterable[str]) -> tuple[int, int]:
    """How often these words stand in units, as they are typed and as whole words: ``area`` is in ``areas``."""
    words = list(map(plain, units))
    return sum(each.count(wanted) for each in words), sum(_apart(each).count(_apart(wanted)) for each in words)


def _apart(words: str) -> str:
    return " ".join(["", *(token for token in tokens(words) if not token.isspace()), ""])


__all__ = ["behind", "found_in", "plain", "whose_words"]
