"""How much is changed, counted: units and words, by section of the text and by delegation.

Sections come in the order of the text, delegations in the order of names: a count ranks nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amendtrack.consolidation.edits import Edit, Inserted, Moved, Relabelled, Reworded, Struck
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.value import Consolidation
from amendtrack.redline.change import Change
from amendtrack.redline.comparison import Redline
from amendtrack.render.faces import bare
from amendtrack.render.look import who
from amendtrack.render.safe import one_line
from amendtrack.text.addresses import addresses
from amendtrack.text.units import Text, UnitKind
from amendtrack.text.words import is_sign, tokens


@dataclass(frozen=True, slots=True)
class Changed:
    """How much is changed in one section, or by one delegation: units, words deleted, words inserted."""

    name: str
    units: int = 0
    deleted: int = 0
    inserted: int = 0

    def with_more(self, units: int, deleted: int, inserted: int) -> Changed:
        """The same with more."""
        return Changed(self.name, self.units + units, self.deleted + deleted, self.inserted + inserted)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is changed in a text of ``units`` units, by section, and by delegation where several propose."""

    units: int
    sections: tuple[Changed, ...]
    delegations: tuple[Changed, ...] = ()

    @property
    def total(self) -> Changed:
        """All of it, counted once."""
        total = Changed("")
        for section in self.sections:
            total = total.with_more(section.units, section.deleted, section.inserted)
        return total


def statistics_of(redline: Redline) -> Statistics:
    """What one text changes in another; typography and numbers that only follow are left out.

    >>> from amendtrack.redline.comparison import compare
    >>> before = "# A\\n\\nClear all areas.\\n\\n# B\\n\\nMeet."
    >>> statistics_of(compare(before, before.replace("all ", ""))).sections
    (Changed(name='A', units=1, deleted=1, inserted=0),)
    """
    was, now = _sections(redline.before), _sections(redline.after)
    found: dict[str, Changed] = {}
    for change in (c for c in redline.changes if c.substantive):
        name = now[change.j1] if change.j1 < change.j2 else was[change.i1]
        deleted, inserted = _words_in(redline, change)
        found[name] = found.get(name, Changed(name)).with_more(1, deleted, inserted)
    return Statistics(len(redline.before.units), tuple(found.values()))


def statistics_of_all(con: Consolidation) -> Statistics:
    """What all proposals change in a draft; what several ask for is counted for each of them, but once in a section."""
    delegation = {p.name: who(p.delegation) for p in con.proposals}
    names = _sections(con.base)
    sections: dict[str, Changed] = {}
    by: dict[str, Changed] = {}
    seen: dict[str, set[object]] = {}
    for strand in con.strands:
        deleted, inserted = _words_of(con.base, strand.edit)
        unit = max(strand.edit.unit, 0)
        what = strand.identity if isinstance(strand.edit, Inserted) else unit
        name = names[unit] if names else ""
        backers = sorted({delegation[b] for b in strand.backers if b in delegation})
        for counted, key in ((sections, name), *((by, backer) for backer in backers)):
            there = seen.setdefault(f"{counted is by} {key}", set())
            counted[key] = counted.get(key, Changed(key)).with_more(what not in there, deleted, inserted)
            there.add(what)
    order = {name: k for k, name in reversed([*enumerate(names)])}
    return Statistics(
        len(con.base.units),
        tuple(sorted(sections.values(), key=lambda s: order.get(s.name, 0))),
        tuple(sorted(by.values(), key=lambda d: name_order(d.name))),
    )


def _sections(text: Text) -> tuple[str, ...]:
    """The heading above each unit; its own address in a text without headings."""
    headings = [unit for unit in text.units if unit.kind is UnitKind.HEADING]
    if len(headings) < _FEW:
        return addresses(text)
    return tuple(_headings(text))


_FEW = 2
_SIGNS = re.compile(r"^[#=\s]+|[#=\s]+$")


def _headings(text: Text) -> Iterator[str]:
    name = "(before the first heading)"
    for unit in text.units:
        if unit.kind is UnitKind.HEADING:
            name = one_line(bare(_SIGNS.sub("", text.printed(unit))))
        yield name


def _words_in(redline: Redline, change: Change) -> tuple[int, int]:
    before, after = redline.before, redline.after
    if change.i1 == change.i2:
        return 0, sum(_count(after.wording(after.units[k])) for k in range(change.j1, change.j2))
    if change.j1 == change.j2:
        return sum(_count(before.wording(before.units[k])) for k in range(change.i1, change.i2)), 0
    marked = [s for s in change.splices if not s.noise]
    gone = sum(_count(before.source[s.b1 : s.b2]) for s in marked)
    return gone, sum(_count(after.source[s.a1 : s.a2]) for s in marked)


def _words_of(base: Text, edit: Edit) -> tuple[int, int]:
    match edit:
        case Reworded():
            new = " ".join(part for part in edit.parts if isinstance(part, str))
            return _count(base.source[edit.c1 : edit.c2]), _count(new)
        case Struck():
            return _count(base.wording(base.units[edit.unit])), 0
        case Inserted():
            return 0, _count(edit.wording)
        case Moved() | Relabelled():
            return 0, 0


def _count(words: str) -> int:
    return sum(not is_sign(token) for token in tokens(words))


def as_data(found: Statistics) -> dict[str, object]:
    """The same for a JSON document."""

    def rows(changed: Iterable[Changed]) -> list[dict[str, object]]:
        return [{"name": c.name, "units": c.units, "deleted": c.deleted, "inserted": c.inserted} for c in changed]

    total = found.total
    value: dict[str, object] = {"units": found.units, "sections": rows(found.sections)}
    value["total"] = {"units": total.units, "deleted": total.deleted, "inserted": total.inserted}
    return value | ({"delegations": rows(found.delegations)} if found.delegations else {})


__all__ = ["Changed", "Statistics", "as_data", "statistics_of", "statistics_of_all"]
