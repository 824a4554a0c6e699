"""What papers say of a value in the language of the papers: places, amendments, fates, the tally, conflicts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.reports import Conflict
from amendtrack.record.entries import Entry
from amendtrack.record.fates import Fate
from amendtrack.redline.amendment import Amendment, AmendmentKind
from amendtrack.render.own_words import ENGLISH, Words

_AFTER, _PARA, _BEGINNING = "after ", "the para ", "at the beginning"
_NTH_AFTER = re.compile(r"paragraph (\d+) after (.+)", re.DOTALL)


def place_in(words: Words, place: str) -> str:
    """An address as it stands in a sentence.

    >>> [place_in(ENGLISH, place) for place in ("5 (a)", "Article 9", "after 5", "footnote 3")]
    ['para 5 (a)', 'Article 9', 'para after 5', 'footnote 3']
    """
    is_bare = place[:1].isdecimal() or place.startswith(("(", _AFTER))
    return words("place.para", place=_point(words, place)) if is_bare else _point(words, place)


def _point(words: Words, place: str) -> str:
    """An address without the word for a paragraph."""
    if words is ENGLISH:
        return place
    if place == _BEGINNING:
        return words("amendment.at_beginning")
    if place.startswith(_AFTER):
        other = place.removeprefix(_AFTER)
        over = place_in(words, other.removeprefix(_PARA)) if other.startswith(_PARA) else _point(words, other)
        return words("place.after", place=over)
    if found := _NTH_AFTER.fullmatch(place):
        return words("place.nth_after", number=found[1], place=_point(words, found[2]))
    for kind in ("footnote", "heading"):
        if place.startswith(f"{kind} "):
            return words(f"place.{kind}", place=place.removeprefix(f"{kind} ").strip("“”"))
    return place


def amendment_in(words: Words, amendment: Amendment) -> str:
    """An amendment as one would write it in a letter, on one line."""
    before, after = " ".join(amendment.before.split()), " ".join(amendment.after.split())
    point = words("amendment.at_beginning")
    if amendment.context:
        point = words("amendment.after_words", context=amendment.context)
    kind = amendment.kind
    if kind is AmendmentKind.INSERT_UNIT:
        place = words("place.new_para", place=_point(words, amendment.place))
        return words("amendment.insert_unit", place=place, after=after)
    key = f"amendment.{kind.name.lower()}"
    if kind is AmendmentKind.MOVE_TEXT and amendment.after != amendment.place:
        key = "amendment.move_text_to"
    if kind is AmendmentKind.MOVE_UNIT:
        after = _point(words, after)
    there = place_in(words, amendment.after) if key == "amendment.move_text_to" else ""
    asked = words(key, before=before, after=after, point=point, place=there)
    return words("amendment.at", place=place_in(words, amendment.place), asked=asked)


def fate_in(words: Words, fate: Fate) -> str:
    """What became of a proposal."""
    return words(f"fate.{fate.name.lower()}")


def amendment_fate_in(words: Words, fate: AmendmentFate) -> str:
    """What became of an amendment at a revision."""
    return words(f"amendment_fate.{fate.name.lower()}")


def ground_in(words: Words, entry: Entry) -> str:
    """The revision that a proposal was made on and, if it was carried forward, the one that it is on now."""
    if entry.sent is None:
        return entry.revision
    return words("register.carried", made_on=entry.made_on, revision=entry.revision)


def verdict_in(words: Words, verdict: Verdict) -> str:
    """What was decided of an amendment."""
    return words(f"verdict.{verdict.name.lower()}")


def tally_in(words: Words, tally: str) -> str:
    """The tally, ``3 received = 2 in the text + 1 left out``, in the language of the papers."""
    if words is ENGLISH:
        return tally
    known = {fate.value: fate.name.lower() for fate in Fate} | {"left out": "left_out", "in the annex": "annex"}
    known |= {"comments": "comment", "problems": "problem"}
    received, _, rest = tally.partition(" = ")
    parts = []
    for part in rest.split(" + "):
        number, _, why = part.partition(" ")
        parts.append(f"{number} {words(f'fate.{known[why]}') if why in known else why}")
    return f"{words('fate.received', number=received.partition(' ')[0])} = {' + '.join(parts)}"


def conflict_in(words: Words, conflict: Conflict) -> str:
    """The kind of a conflict."""
    return words(f"conflict.{conflict.kind.name.lower()}")


def untouched(unreadable: Sequence[str]) -> str:
    """That nobody has proposed to change a place, as far as that is known.

    >>> print(untouched(["NOR-1"]))
    No proposal that can be read changes it (NOR-1 cannot be read); that does not mean it is agreed.
    """
    if not unreadable:
        return "Nobody has proposed to change it; that does not mean it is agreed."
    names = ", ".join(unreadable)
    return f"No proposal that can be read changes it ({names} cannot be read); that does not mean it is agreed."


__all__ = ["amendment_in", "conflict_in", "fate_in", "place_in", "tally_in", "untouched", "verdict_in"]
