"""What became of every proposal at a revision, and the file in which it is kept.

Each amendment that was pending has one line with its fate. What was carried forward is a text on the new revision: the
register's entry stays as it was, and the proposal counts with that text for as long as it is not sent again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import lru_cache

from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.consolidation.written import list_of, mapping_of, number_of, texts_of
from amendtrack.record.entries import Entry, Sent, as_sent
from amendtrack.record.files import reading, text_of, time_of, written
from amendtrack.record.filing import CARRIED
from amendtrack.redline.align.origins import Origins


class Answer(Enum):
    """How a pending amendment was settled after the revision that overtook it."""

    RECONFIRMED = "reconfirmed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class FateLine:
    """One amendment (``NOR-1#2``) made on ``revision``, at ``place`` there, and what became of it.

    ``submission`` is which submission of its proposal it stood in, ``asks`` the amendment in words, ``now`` its new
    place, and ``text`` what the new revision has where it would have been made. ``why`` gives the reason,
    ``is_pending`` whether the delegation is asked to reconfirm it, ``answer`` how it was settled since, and
    ``settled`` when.

    Raises:
        ValueError: it has an answer without a time, or a time without an answer.
    """

    name: str
    revision: str
    place: str
    fate: AmendmentFate
    submission: int = 1
    asks: str = ""
    now: str = ""
    why: str = ""
    text: str = ""
    is_pending: bool = False
    answer: Answer | None = None
    settled: datetime | None = None

    def __post_init__(self) -> None:
        if (self.answer is None) is not (self.settled is None):
            raise ValueError(f"{self.name} was answered without a time, or at a time without an answer")

    @property
    def proposal(self) -> str:
        """The name of its proposal."""
        return self.name.partition("#")[0]

    @property
    def number(self) -> int:
        """The number of the amendment in its proposal; 0 for a request to keep a unit."""
        return int(self.name.partition("#")[2] or 0)

    @property
    def waits(self) -> bool:
        """Whether it is still to be reconfirmed."""
        return self.is_pending and self.answer is None


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A proposal on the new revision: the commit with its text there, and the commit that was sent.

    ``numbers`` are those of its amendments there, in the order of the text.
    """

    name: str
    sent: str
    commit: str
    origins: Origins
    retains: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What became of every proposal at the revision of that label."""

    revision: str
    lines: tuple[FateLine, ...]
    texts: tuple[CarriedOver, ...]
    same: tuple[tuple[str, str], ...] = ()
    """Units of the revision before and of this one that a person said are the same, by their places."""


def counted(lines: Sequence[FateLine]) -> tuple[str, ...]:
    """How many amendments were pending, and what became of them, in one line; nothing if there were none.

    >>> counted([FateLine("NOR-1#1", "Rev.0", "7", AmendmentFate.CARRIED)])
    ('1 pending = 1 carried forward',)
    """
    counts = Counter(line.fate for line in lines)
    found = " + ".join(f"{counts[fate]} {fate.value}" for fate in AmendmentFate if counts[fate])
    return (f"{len(lines)} pending = {found}",) if lines else ()


def carry_over_file(revision: str) -> str:
    """Where what became of the proposals at a revision is kept."""
    return f"{CARRIED}{revision}.json"


def write_carry_over(carried: CarryOver) -> bytes:
    """A carry-over as a file; inverse of ``read_carry_over``."""
    texts = [
        {
            "name": t.name,
            "sent": t.sent,
            "commit": t.commit,
            "origins": list(t.origins.lines),
            "retains": list(t.retains),
            "numbers": list(t.numbers),
        }
        for t in carried.texts
    ]
    facts = {"revision": carried.revision, "lines": list(map(_facts, carried.lines)), "texts": texts}
    facts |= {"same": [list(pair) for pair in carried.same]} if carried.same else {}
    return written("carry-over", facts)


def _facts(line: FateLine) -> dict[str, object]:
    facts: dict[str, object] = {name: getattr(line, name) for name in FateLine.__slots__}
    return facts | {
        "fate": line.fate.value,
        "answer": line.answer.value if line.answer else "",
        "settled": line.settled.isoformat() if line.settled else "",
    }


@lru_cache(maxsize=64)
def read_carry_over(data: bytes, place: str) -> CarryOver:
    """The carry-over that ``write_carry_over`` wrote.

    Raises:
        RecordDamaged: it is no such file, or not the one that belongs there.
    """
    with reading("carry-over", data, place) as facts:
        revision = text_of(facts["revision"])
        if carry_over_file(revision) != place:
            raise ValueError(f"it is about {revision}")
        lines = tuple(_line(mapping_of(each)) for each in list_of(facts["lines"]))
        texts = tuple(_text(mapping_of(each)) for each in list_of(facts["texts"]))
        same = tuple((text_of(was), text_of(now)) for was, now in map(list_of, list_of(facts.get("same", []))))
        return CarryOver(revision, lines, texts, same)


def _line(facts: object) -> FateLine:
    kept = dict(mapping_of(facts))
    if not isinstance(kept["submission"], int) or not isinstance(kept["is_pending"], bool):
        raise TypeError("a line of a carry-over without a submission")
    for name in ("name", "revision", "place", "asks", "now", "why", "text"):
        text_of(kept[name])
    kept |= {
        "fate": AmendmentFate(kept["fate"]),
        "answer": Answer(kept["answer"]) if kept["answer"] else None,
        "settled": time_of(kept["settled"]) if kept["settled"] else None,
    }
    return FateLine(**kept)  # type: ignore[arg-type]


def _text(facts: object) -> CarriedOver:
    kept = mapping_of(facts)
    return CarriedOver(
        text_of(kept["name"]),
        text_of(kept["sent"]),
        text_of(kept["commit"]),
        Origins.read(texts_of(kept["origins"])),
        texts_of(kept["retains"]),
        tuple(map(number_of, list_of(kept["numbers"]))),
    )


def entries_carried(entries: Sequence[Entry], carried: Iterable[CarryOver]) -> tuple[Entry, ...]:
    """The entries as they count after these carry-overs, in the order of the revisions."""
    found = list(entries)
    for each in carried:
        for text in each.texts:
            code, _, number = text.name.rpartition("-")
            key = (code, int(number))
            at = bisect_left(found, key, key=lambda entry: (entry.delegation, entry.number))
            if at < len(found) and found[at].name == text.name and as_sent(found[at]).commit == text.sent:
                found[at] = carried_entry(found[at], each.revision, text)
    return tuple(found)


def carried_entry(entry: Entry, revision: str, text: CarriedOver) -> Entry:
    """The entry as it counts on the revision that it was carried to."""
    sent = entry.sent or Sent(entry.revision, entry.commit, entry.origins, entry.retains, entry.numbers)
    return replace(
        entry,
        revision=revision,
        commit=text.commit,
        origins=text.origins,
        retains=text.retains,
        numbers=text.numbers,
        sent=sent,
    )


__all__ = [
    "Answer",
    "CarriedOver",
    "CarryOver",
    "FateLine",
    "carried_entry",
    "carry_over_file",
    "counted",
    "entries_carried",
    "read_carry_over",
    "write_carry_over",
]
