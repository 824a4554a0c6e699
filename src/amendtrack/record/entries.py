"""The register's entry for one proposal, and the file and the table in which entries are kept."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from amendtrack.consolidation.written import number_of
from amendtrack.record.files import reading, text_of, time_of, written
from amendtrack.record.remarks import Kind, Problem, Remark
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.text.glimpse import framed


class State(Enum):
    """Whether a proposal stands: ``WITHDRAWN`` by its delegation, ``VOID`` by the secretariat."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An amendment that was withdrawn while the rest of its proposal stands.

    ``name`` is what it was called, ``words`` what it asked for, ``revision`` the one on which it was withdrawn.
    """

    name: str
    words: str
    at: datetime
    revision: str = ""

    def __str__(self) -> str:
        return f"{self.name} withdrawn {self.at:%Y-%m-%d %H:%M}: {self.words}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a proposal was made on, as it was sent, before a revision carried it forward."""

    revision: str
    commit: str
    origins: Origins
    retains: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """The register's entry for one proposal: what was submitted, by whom, when, on which revision.

    ``name`` is its number (``NOR-2``), ``delegation`` and ``cosponsors`` are codes, ``commit`` is the
    latest submission, ``submission`` how many there have been (1 for the first), ``original`` the
    path of the file as received, ``sha256`` the fingerprint of that file.

    ``reason`` says why it is void, ``ended`` when it became void or was withdrawn. ``amends`` names the
    proposal that it would change; it is listed after that one. ``language`` is set where the file is not in the
    draft's language: it is kept but never compared. ``sponsors`` are codes of the parties that sponsor an
    observer's wording. ``retains`` are places to be kept as they are, ``remarks`` comments, ``problems`` what
    was not understood. ``origins`` say which unit of its text is which of the text it was made on, where the file
    states it (see ``redline.align.origins``). ``gone`` are codes of those who proposed or
    co-sponsored it and have taken their names off, while others maintain it. ``taken_back`` are amendments of it that
    were withdrawn. ``translated`` is the language that it was first sent in, where what is recorded is a translation.
    ``numbers`` are those of its amendments in the order of the text, where a revision has carried it forward. ``sent``
    is then set to what was sent; ``revision``, ``commit``, ``origins`` and ``retains`` are those that count now.
    ``last_number`` is the highest that an amendment of it had under another name, before it was filed under this one.

    >>> import amendtrack, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draft = amendtrack.Draft.init(f"{folder}/plan", "1. We shall meet.", title="Plan", at="2009-07-17")
    ...     done = draft.propose("1. We should meet.", by="Norvia", unregistered="added", received="2009-08-21T16:20")
    ...     draft.proposals()
    (<Entry NOR-1 on Rev.0: standing, received 2009-08-21 16:20>,)
    """

    name: str
    delegation: str
    number: int
    revision: str
    commit: str
    received: datetime
    filename: str
    original: str
    size: int
    sha256: str
    submission: int = 1
    title: str = ""
    channel: str = ""
    cosponsors: tuple[str, ...] = ()
    excerpt: bool = False
    kind: Kind = Kind.TEXT
    state: State = State.STANDING
    reason: str = ""
    ended: datetime | None = None
    amends: str = ""
    language: str = ""
    sponsors: tuple[str, ...] = ()
    retains: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    origins: Origins = UNSTATED
    gone: tuple[str, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    translated: str = ""
    numbers: tuple[int, ...] = ()
    sent: Sent | None = None
    last_number: int = 0

    def __repr__(self) -> str:
        return framed(f"Entry {self}: {self.state.value}, received {self.received:%Y-%m-%d %H:%M}")

    def __str__(self) -> str:
        return f"{self.name} on {self.amends or self.revision}"

    @property
    def backers(self) -> tuple[str, ...]:
        """The codes of those who propose or co-sponsor it and have not taken their names off; the proposer first."""
        return tuple(code for code in (self.delegation, *self.cosponsors) if code not in self.gone)

    @property
    def made_on(self) -> str:
        """The revision on which it was made, wherever it has been carried since."""
        return self.sent.revision if self.sent else self.revision

    @property
    def stands(self) -> bool:
        """Whether it is neither withdrawn nor void."""
        return self.state is State.STANDING


def entry_file(name: str) -> str:
    """Where the register's entry for a proposal is kept: in a folder for each delegation, so that none gets large.

    >>> entry_file("NOR-2"), earlier_place(entry_file("NOR-2"))
    ('proposals/NOR/2.json', 'proposals/NOR-2.json')
    """
    code, _, number = name.rpartition("-")
    return f"proposals/{code}/{number}.json"


def earlier_place(path: str) -> str:
    """Where an earlier amendtrack kept the entry that is kept at that path; the path itself for any other file."""
    return re.sub(r"^proposals/(.+)/(\d+\.json)$", r"proposals/\1-\2", path)


def present_place(path: str) -> str:
    """The inverse of ``earlier_place``: where an entry that an earlier amendtrack kept at that path is kept now."""
    return re.sub(r"^proposals/([^/]+)-(\d+\.json)$", r"proposals/\1/\2", path)


def received_in(delegation: str, number: int) -> str:
    """The folder of the files as received of one proposal; in it is a folder for each submission."""
    return f"received/proposals/{delegation}/{number}"


def is_entry_file(path: str) -> bool:
    """Whether a file of the record at that path is the entry of a proposal."""
    return path.startswith("proposals/")


def _place(entry: Entry) -> tuple[str, int]:
    """Where it stands in the register."""
    return entry.delegation, entry.number


def entries_with(entries: Sequence[Entry], files: Mapping[str, bytes]) -> tuple[Entry, ...]:
    """The entries, in order, with those in these files, each of which is new or takes the place of an earlier one.

    Of two files with one entry, the one at its present place counts.

    Raises:
        RecordDamaged: see ``read_entry``.
    """
    found = list(entries)
    for path, data in sorted(files.items(), key=lambda file: (file[0].count("/"), file[0])):
        entry = read_entry(data, path)
        at = bisect_left(found, _place(entry), key=_place)
        known = at < len(found) and _place(found[at]) == _place(entry)
        found[at : at + known] = [entry]
    return tuple(found)


def entries_of(entries: Sequence[Entry], delegation: str) -> tuple[Entry, ...]:
    """Those of the delegation with that code, from all entries in order."""
    return tuple(entries[bisect_left(entries, (delegation, 0), key=_place) : _end(entries, delegation)])


def _end(entries: Sequence[Entry], delegation: str) -> int:
    return bisect_right(entries, delegation, key=lambda entry: entry.delegation)


def as_sent(entry: Entry) -> Entry:
    """The entry as the register has it: what was sent, wherever a revision has carried it."""
    if entry.sent is None:
        return entry
    was = entry.sent
    return replace(
        entry,
        revision=was.revision,
        commit=was.commit,
        origins=was.origins,
        retains=was.retains,
        numbers=was.numbers,
        sent=None,
    )


def write_entry(entry: Entry) -> bytes:
    """The register's entry for a proposal as a file; inverse of ``read_entry``."""
    entry = as_sent(entry)
    facts = {name: getattr(entry, name) for name in Entry.__slots__}
    facts |= {"received": entry.received.isoformat(), "ended": entry.ended.isoformat() if entry.ended else ""}
    facts |= {"kind": entry.kind.value, "state": entry.state.value}
    facts["remarks"] = [
        {"place": r.place, "words": r.words} | ({"author": r.author} if r.author else {}) for r in entry.remarks
    ]
    facts["problems"] = [{"words": p.words, "why": p.why, "candidates": p.candidates} for p in entry.problems]
    for name in _OPTIONAL:  # absent where there are none, as in entries written before they were kept
        del facts[name]
    if entry.origins:
        facts["origins"] = entry.origins.lines
    if entry.gone:
        facts["gone"] = entry.gone
    if entry.translated:
        facts["translated"] = entry.translated
    if entry.numbers:
        facts["numbers"] = entry.numbers
    if entry.last_number:
        facts["last_number"] = entry.last_number
    if entry.taken_back:
        facts["taken_back"] = [_taken_back(t) for t in entry.taken_back]
    return written("proposal", facts)


_OPTIONAL = ("origins", "gone", "taken_back", "translated", "numbers", "sent", "last_number")
_WORDS = ("cosponsors", "sponsors", "retains")
_WORD = ("title", "channel", "reason", "amends", "language")


@lru_cache(maxsize=1 << 14)
def read_entry(data: bytes, place: str) -> Entry:
    """The register's entry that ``write_entry`` wrote.

    Raises:
        RecordDamaged: it is not an entry, or not the one that belongs there.
    """
    with reading("proposal", data, place) as facts:
        kept: dict[str, Any] = {name: facts[name] for name in Entry.__slots__ if name not in _OPTIONAL}
        kept["gone"] = tuple(map(text_of, facts.get("gone", ())))
        kept["translated"] = text_of(facts.get("translated", ""))
        kept["taken_back"] = tuple(
            TakenBack(text_of(t["name"]), text_of(t["words"]), time_of(t["at"]), text_of(t["revision"]))
            for t in facts.get("taken_back", ())
        )
        kept["numbers"] = tuple(map(number_of, facts.get("numbers", ())))
        kept["last_number"] = number_of(facts.get("last_number", 0))
        kept["origins"] = Origins.read(map(text_of, facts.get("origins", ())))
        kept |= {name: text_of(facts[name]) for name in _WORD}
        kept |= {name: tuple(map(text_of, facts[name])) for name in _WORDS}
        kept |= {"received": time_of(facts["received"]), "ended": time_of(facts["ended"]) if facts["ended"] else None}
        kept |= {"kind": Kind(facts["kind"]), "state": State(facts["state"])}
        kept["remarks"] = tuple(
            Remark(text_of(r["place"]), text_of(r["words"]), text_of(r.get("author", ""))) for r in facts["remarks"]
        )
        kept["problems"] = tuple(map(_problem, facts["problems"]))
        entry = Entry(**kept)
        if entry_file(entry.name) != present_place(place) or entry.name != f"{entry.delegation}-{entry.number}":
            raise ValueError(f"it is about {entry.name}")
    return entry


def _taken_back(taken: TakenBack) -> dict[str, str]:
    return {"name": taken.name, "words": taken.words, "at": taken.at.isoformat(), "revision": taken.revision}


def _problem(facts: dict[str, Any]) -> Problem:
    return Problem(text_of(facts["words"]), text_of(facts["why"]), tuple(map(text_of, facts["candidates"])))


_COLUMNS = (
    "name",
    "delegation",
    "revision",
    "received",
    "submission",
    "title",
    "channel",
    "cosponsors",
    "original",
    "kind",
    "state",
    "ended",
    "reason",
    "amends",
    "language",
    "sponsors",
    "retains",
    "remarks",
    "problems",
)


def write_proposals_table(entries: Iterable[Entry]) -> bytes:
    """The register of proposals as a table for people (CSV); what a spreadsheet would run as a formula is quoted."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    listed = tuple(entries)
    columns = (*_COLUMNS, "gone") if any(entry.gone for entry in listed) else _COLUMNS
    table.writerow(columns)
    for entry in listed:
        cells = [_cell(getattr(entry, column)) for column in columns]
        table.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in cells])
    return out.getvalue().encode()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat()
        case Enum():
            return str(value.value)
        case tuple():
            return ";".join(map(str, value))
    return str(value)
