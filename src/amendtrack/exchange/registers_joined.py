"""The registers of two copies of one draft brought together, file by file, each by what it means.

Pure: files by path in, files by path out. The same two copies give the same result whoever asks. What only one copy
changed is taken as it is; what both changed is joined by the rules of its register, never line by line. What cannot both
stand is a ``Collision``: no decision and no agreement that the two contradict each other on is then in force, and no
proposal is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from amendtrack.consolidation.agreement import GivenStatus, UnitStatus
from amendtrack.consolidation.decision import Decision, Ruling, proposal_of
from amendtrack.draft.acts.positions import after_saying
from amendtrack.errors import AmendtrackError
from amendtrack.exchange.collisions import CannotJoin, Collision
from amendtrack.record.calendar import read_meeting, write_meeting
from amendtrack.record.carry_over import FOLDER as CARRIED
from amendtrack.record.carry_over import read_carry_over, write_carry_over
from amendtrack.record.entries import Entry, State, entry_file, read_entry, received_in, write_entry
from amendtrack.record.keys import KEYS, Keyring, read_keys, write_keys
from amendtrack.record.record import (
    DELEGATIONS,
    FOLDERS,
    MEETINGS,
    RULES,
    Attribution,
    Decisions,
    Publication,
    Settings,
    read_decisions,
    read_issue,
    read_rules,
    write_decisions,
    write_delegations,
    write_rules,
)
from amendtrack.record.registers import Delegation, Register, name_key, read_register
from amendtrack.record.statements import Statement, read_statements, write_statements
from amendtrack.record.statuses import Statuses, read_statuses, write_statuses
from amendtrack.record.versions import FOLDER as VERSIONS
from amendtrack.record.versions import read_version

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A proposal of the second copy that gets another number, since the first copy had given its own to another."""

    before: str
    entry: Entry


@dataclass(slots=True)
class Joining:
    """Two copies being brought together: every file of either by path, as an id; ``read`` gives what an id stands for.

    ``base`` is what both had. ``made`` are files that neither had, ``put_aside`` the commits of proposals that are in
    no register any more, each with the number under which it was sent.
    """

    base: Mapping[str, str]
    first: Mapping[str, str]
    second: Mapping[str, str]
    read: Callable[[str], bytes]
    made: dict[str, bytes] = field(default_factory=dict)
    collisions: list[Collision] = field(default_factory=list)
    stops: list[Collision] = field(default_factory=list)
    renumbered: list[Renumbered] = field(default_factory=list)
    put_aside: list[tuple[str, str]] = field(default_factory=list)
    _names: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))

    # -- what changed ------------------------------------------------------------------------------

    def changed(self, side: Mapping[str, str], under: str = "") -> dict[str, str]:
        """The files of one side that the base has not, or has otherwise."""
        return {p: blob for p, blob in side.items() if self.base.get(p) != blob and p.startswith(under)}

    def three(self, path: str) -> tuple[bytes, bytes, bytes]:
        """A file as it was, and as it is on either side; empty where there is none."""
        was = self.read(self.base[path]) if path in self.base else b""
        return was, self._of(0, path), self._of(1, path)

    def _of(self, which: int, path: str) -> bytes:
        """A file of one side, with the numbers that its proposals now have."""
        side = (self.first, self.second)[which]
        if path not in side:
            return b""
        data, names = self.read(side[path]), self._names[which]
        speaks = names and self.base.get(path) != side[path] and path.endswith(".json")
        return renamed(data, names) if speaks and not path.startswith("received/") else data

    # -- the whole ---------------------------------------------------------------------------------

    def run(self) -> dict[str, bytes | str]:
        """Every file of the two together: an id for one that either has, its bytes for one that is new.

        Raises:
            CannotJoin: with all collisions for which no register could be written.
        """
        self._stop_where_neither_gives_way()
        self._number()
        mine, theirs = self.changed(self.first), self.changed(self.second)
        result: dict[str, bytes | str] = {**self.first}
        if self._names[0]:
            result |= {path: self._of(0, path) for path in mine}
        for path, blob in sorted(theirs.items()):
            if path not in mine:
                result[path] = self._of(1, path) if self._names[1] else blob
            elif mine[path] != blob:
                result[path] = self._both(path)
        result |= self.made
        if self.stops:
            raise CannotJoin(tuple(self.stops))
        return self._checked(result)

    def _both(self, path: str) -> bytes | str:
        """A file that both changed."""
        for begins, join in _RULES:
            if path.startswith(begins):
                try:
                    return join(self, path)
                except AmendtrackError as err:
                    self.stops.append(Collision(path, str(err), ("has changed it", "has changed it"), "nothing"))
                    return self.first[path]
        if path.startswith("received/"):  # two files of one name: both are kept
            folder, _, name = path.rpartition("/")
            self.made[f"{folder}/{self.second[path][:12]}-{name}"] = self.read(self.second[path])
            return self.first[path]
        self._stop(path, "both copies have changed it", "has changed it", "has changed it")
        return self.first[path]

    def collide(self, what: str, why: str, one: str, other: str, *, now: str) -> None:
        """Note a collision."""
        self.collisions.append(Collision(what, why, (one, other), now))

    def _stop(self, what: str, why: str, one: str, other: str) -> None:
        self.stops.append(Collision(what, why, (one, other), "nothing of either was taken into the other"))

    # -- what no register can have together ---------------------------------------------------------

    def _stop_where_neither_gives_way(self) -> None:
        mine, theirs = self.changed(self.first), self.changed(self.second)
        for path in sorted(mine.keys() & theirs.keys()):
            if mine[path] == theirs[path]:
                continue
            if path.startswith(FOLDERS[2]):
                one, other = (read_issue(self.read(side[path]), path) for side in (mine, theirs))
                said = [f"issued {i.at:%Y-%m-%d %H:%M} with {len(i.proposals)} proposals" for i in (one, other)]
                self._stop(one.meeting, "both copies issued a text to this meeting", *said)
            elif path.startswith(FOLDERS[5]):
                self._stop(path, "both copies have adopted the text, or reopened it", "has its own", "has its own")
        if RULES in mine and RULES in theirs:
            was, one, other = (read_rules(data)[1] for data in self.three(RULES))
            if len(one) > len(was) and len(other) > len(was) and one != other:
                labels = [", ".join(r.label for r in side[len(was) :]) for side in (one, other)]
                self._stop(labels[0], "both copies recorded a revision", *labels)

    # -- proposals ---------------------------------------------------------------------------------

    def _entries(self, side: Mapping[str, str], base: Mapping[str, str]) -> dict[str, Entry]:
        changed = {p: blob for p, blob in side.items() if p.startswith(FOLDERS[0]) and base.get(p) != blob}
        found = {p: read_entry(self.read(blob), p) for p, blob in changed.items()}
        return {entry_file(entry.name): entry for entry in found.values()}

    def _number(self) -> None:
        """Give a new number to each proposal of one copy whose number the other has given to another proposal."""
        mine, theirs = self._entries(self.first, self.base), self._entries(self.second, self.base)
        issued = [
            {
                name
                for p, blob in self.changed(side, FOLDERS[2]).items()
                for name, _ in read_issue(self.read(blob), p).proposals
            }
            for side in (self.first, self.second)
        ]
        used: dict[str, int] = {}
        for path in {**self.first, **self.second}:
            if path.startswith(FOLDERS[0]):
                code, number = re.fullmatch(r"proposals/(.+)[/-](\d+)\.json", path).groups()  # type: ignore[union-attr]
                used[code] = max(used.get(code, 0), int(number))
        for path in sorted(mine.keys() & theirs.keys()):
            one, other = mine[path], theirs[path]
            was = read_entry(self.read(self.base[path]), path) if path in self.base else None
            if one == other or not _are_two(one, other, was):
                continue
            self._renumber(one, other, used, issued, was)
        self._note_twins(mine, theirs)

    def _renumber(
        self, one: Entry, other: Entry, used: dict[str, int], issued: list[set[str]], was: Entry | None
    ) -> None:
        name = one.name
        if name in issued[0] and name in issued[1]:
            self._stop(name, "both copies issued a text with another proposal of this number", _said(one), _said(other))
            return
        theirs_stays = name in issued[1]
        if was is not None and not theirs_stays and name not in issued[0]:
            theirs_stays = other.received > one.received  # the last word of the delegation keeps the number
        stays, goes = (other, one) if theirs_stays else (one, other)
        side = self.first if theirs_stays else self.second
        used[one.delegation] += 1
        number = used[one.delegation]
        folder, fresh = received_in(one.delegation, one.number), received_in(one.delegation, number)
        fresh_entry = replace(
            goes,
            name=f"{one.delegation}-{number}",
            number=number,
            submission=1,
            original=f"{fresh}/{goes.original.removeprefix(folder + '/')}",
            sent=None,
        )
        for path in [p for p in self.changed(side) if p.startswith(f"{goes.original.rpartition('/')[0]}/")]:
            new = f"{fresh}/{path.removeprefix(folder + '/')}"
            self.made[new] = self.read(side[path])
        self.made[entry_file(stays.name)] = write_entry(stays)
        kept_side = self.second if theirs_stays else self.first
        for path in [p for p in self.changed(kept_side) if p.startswith(f"{stays.original.rpartition('/')[0]}/")]:
            self.made[path] = self.read(kept_side[path])
        if was is None:  # what that copy said of it is about the number that it now has
            self._names[0 if theirs_stays else 1][name] = fresh_entry.name
        self.renumbered.append(Renumbered(name, fresh_entry))
        why = "the number was given to two proposals" if was is None else "it was sent again to both copies"
        now = (
            f"{name} is the first, and the second is {fresh_entry.name}"
            if stays is one
            else (f"{name} is the second, and the first is {fresh_entry.name}")
        )
        self.collide(name, why, _said(one), _said(other), now=now)

    def _note_twins(self, mine: Mapping[str, Entry], theirs: Mapping[str, Entry]) -> None:
        """Note a file that both copies recorded, under two numbers."""
        for path, one in sorted(mine.items()):
            for there, other in sorted(theirs.items()):
                new = path not in self.base and there not in self.base
                if new and path != there and _is_same_file(one, other) and one.stands and other.stands:
                    why = f"the same file is also {other.name}"
                    self.collide(one.name, why, _said(one), _said(other), now="both stand; void one of them")

    def entry(self, path: str) -> bytes:
        """The register's entry for one proposal that both changed."""
        if path in self.made:
            return self.made[path]
        was_data, one_data, other_data = self.three(path)
        one, other = read_entry(one_data, path), read_entry(other_data, path)
        if not was_data:  # the same file, taken in twice
            if one.commit != other.commit:
                self.put_aside.append((other.name, other.commit))
            return write_entry(one)
        was = read_entry(was_data, path)
        return write_entry(self._entry(was, one, other))

    def _entry(self, was: Entry, one: Entry, other: Entry) -> Entry:
        names = {
            n: _sets(getattr(was, n), getattr(one, n), getattr(other, n)) for n in ("cosponsors", "sponsors", "gone")
        }
        ended = [e for e in (one, other) if e.state is not was.state]
        sent = [e for e in (one, other) if e.commit != was.commit]
        if len(ended) == 2 and one.state is not other.state:
            self.collide(
                one.name, "it ended in two ways", _said(one), _said(other), now=f"it is {ended[0].state.value}"
            )
        if len(sent) == 2 and one.commit != other.commit:  # the same file sent again, taken in twice
            self.put_aside.append((other.name, other.commit))
        if ended and sent and ended[0] is not sent[0]:
            last = max((one, other), key=lambda e: (e.ended or e.received, e is one))
            now = f"what was recorded last: {_said(last)}"
            self.collide(
                one.name, "it ended in one copy and was sent again in the other", _said(one), _said(other), now=now
            )
            if last is not sent[0]:
                self.put_aside.append((sent[0].name, sent[0].commit))
            kept = last
        else:
            kept = (ended or sent or [one])[0]
            for name in (f.name for f in fields(Entry) if f.name not in names):
                before, mine, theirs = (getattr(e, name) for e in (was, one, other))
                if not ended and not sent and theirs != before and mine == before:
                    kept = replace(kept, **{name: theirs})
        if was.taken_back != other.taken_back and was.taken_back != one.taken_back:
            both = (*one.taken_back, *(t for t in other.taken_back if t not in one.taken_back))
            kept = replace(kept, taken_back=tuple(sorted(both, key=lambda t: (t.at, t.name))))
        return replace(kept, **names)

    # -- the other registers ------------------------------------------------------------------------

    def rules(self, path: str) -> bytes:
        """The settings and revisions."""
        (was, old), (one, mine), (other, theirs) = map(read_rules, self.three(path))
        made: dict[str, Any] = {}
        for name in Settings.__slots__:
            before, here, there = (getattr(s, name) for s in (was, one, other))
            made[name] = there if here == before else here
            if here != before and there not in (before, here):
                if isinstance(here, Publication):
                    made[name] = min(here, there, key=list(Publication).index)
                elif isinstance(here, Attribution):
                    made[name] = Attribution.NONE
                shown = [getattr(v, "value", None) or str(v) for v in (here, there, made[name])]
                self.collide(f"the rule {name}", "each copy set another", shown[0], shown[1], now=shown[2])
        return write_rules(Settings(**made), max((old, mine, theirs), key=len))

    def delegations(self, path: str) -> bytes:
        """The register of delegations."""
        was, one, other = (read_register(data.decode()) for data in self.three(path))
        before, mine, theirs = ({d.code: d for d in r} for r in (was, one, other))
        made = {}
        for code in sorted({*mine, *theirs}):
            here, there = mine.get(code), theirs.get(code)
            if here and there and here != there:
                made[code] = self._delegation(before.get(code), here, there)
            else:
                made[code] = here or there  # type: ignore[assignment]
        return write_delegations(Register(tuple(made.values())))

    def _delegation(self, was: Delegation | None, one: Delegation, other: Delegation) -> Delegation:
        if one == was:
            return other
        if other == was:
            return one
        if was is None and not {name_key(n) for _, n in one.names} & {name_key(n) for _, n in other.names}:
            self._stop(one.code, "the code was given to two delegations", str(one), str(other))
            return one
        made = one
        for name in ("names", "memberships", "mails", "authors"):
            before = getattr(was, name) if was else ()
            joined = _sets(before, getattr(one, name), getattr(other, name), in_order=True)
            joined = tuple(dict(joined).items()) if name == "names" else joined
            made = replace(made, **{name: joined})
        standing = one.standing if was is None or one.standing is not was.standing else other.standing
        if (
            one.standing is not other.standing
            and other.standing is not standing
            and (was is None or other.standing is not was.standing)
        ):
            shown = (one.standing.value, other.standing.value)
            self.collide(one.code, "each copy gave it another standing", *shown, now=standing.value)
        return replace(made, standing=standing)

    def decisions(self, path: str) -> bytes:
        """The decisions on one revision; where two contradict each other, neither is in force."""
        was, one, other = (read_decisions(d, path) if d else Decisions("") for d in self.three(path))
        mine = [d for d in one.taken if d not in was.taken]
        theirs = [d for d in other.taken if d not in was.taken]
        stays = [d for d in was.taken if d in one.taken and d in other.taken]
        mine, theirs = self._without_contradictions(mine, theirs)
        known = {(r.what, r.kept, r.dropped, r.own) for d in mine for r in d.rulings}
        left = (d.without(lambda r: (r.what, r.kept, r.dropped, r.own) in known) for d in theirs)
        new = sorted((*mine, *filter(None, left)), key=lambda d: (d.when, d.names))
        accepted = tuple(n for n in one.accepted if n in other.accepted or n not in was.accepted)
        choices = tuple(c for c in one.choices if c in other.choices or c not in was.choices)
        return write_decisions(Decisions(one.revision, (*stays, *new), accepted, choices))

    def _without_contradictions(
        self, mine: list[Decision], theirs: list[Decision]
    ) -> tuple[list[Decision], list[Decision]]:
        pairs = [(d, r, e, q) for d in mine for r in d.rulings for e in theirs for q in e.rulings if contradict(r, q)]
        for d, r, e, q in pairs:
            one, other = _decided(d, r), _decided(e, q)
            self.collide(r.what, "each copy decided otherwise", one, other, now="it is open")
        gone = [r for _, r, _, _ in pairs], [q for _, _, _, q in pairs]
        kept = [d.without(lambda r: r in gone[0]) for d in mine], [e.without(lambda q: q in gone[1]) for e in theirs]
        return [d for d in kept[0] if d], [e for e in kept[1] if e]

    def statements(self, path: str) -> bytes:
        """What one delegation has said: its last word counts."""
        was, one, other = (read_statements(d, path) if d else () for d in self.three(path))
        ends = {_unended(s): s.ended for s in (*was, *other, *one) if s.ended}
        every = dict.fromkeys(_unended(s) for s in (*was, *one, *other))
        base = {_unended(s) for s in was}
        made: tuple[Statement, ...] = tuple(replace(s, ended=ends.get(s)) for s in every if s in base)
        for said in sorted((s for s in every if s not in base), key=lambda s: (s.at, s.named)):
            if ends.get(said):
                made = (*made, replace(said, ended=ends[said]))
                continue
            same = [
                s
                for s in made
                if s.stands and s.at == said.at and s.stance is not said.stance and s.named == said.named
            ]
            if same:
                now = f"{said.stance.value} {said.named}"
                self.collide(
                    f"{said.delegation} on {said.named}", "two positions at one time", str(same[0]), str(said), now=now
                )
            made = (*after_saying(made, [said], said.at), said)
        code = (one or other)[0].delegation
        return write_statements(code, made)

    def statuses(self, path: str) -> bytes:
        """The statuses of units; one that the two contradict each other on is agreed to the lower degree."""
        was, one, other = (read_statuses(d, path) if d else Statuses("") for d in self.three(path))
        mine = [g for g in one.given if g not in was.given]
        theirs = [g for g in other.given if g not in was.given and g not in one.given]
        last = {g.place: g for g in mine}, {g.place: g for g in theirs}
        lower = []
        for place in sorted(last[0].keys() & last[1].keys()):
            here, there = last[0][place], last[1][place]
            if (here.status, here.kept) != (there.status, there.kept):
                low = max((here, there), key=lambda g: (_lowness(g), g is here))
                lower.append(low)
                self.collide(place, "each copy gave it another status", here.in_words, there.in_words, now=low.in_words)
        given = [*was.given, *mine, *theirs]
        given = [g for g in given if g not in lower] + lower
        packages = (*one.packages, *(p for p in other.packages if p not in one.packages and p not in was.packages))
        whole = _sets(was.whole, one.whole, other.whole, in_order=True)
        return write_statuses(Statuses(one.revision or other.revision, tuple(given), packages, whole))

    def meeting(self, path: str) -> bytes:
        """A meeting of the calendar."""
        was, one, other = (read_meeting(data, path) for data in self.three(path))
        if one is None or other is None:
            return write_meeting(one or other) if one or other else b""  # type: ignore[arg-type]
        made = one
        for name in ("date", "revision", "deadline"):
            before, here, there = (getattr(m, name, None) for m in (was, one, other))
            if here == before:
                made = replace(made, **{name: there})
            elif there not in (before, here):
                self.collide(one.name, f"each copy has another {name}", str(one), str(other), now=str(one))
        return write_meeting(made)

    def carried(self, path: str) -> bytes:
        """What became of proposals at a revision: answers given since."""
        was, one, other = (read_carry_over(data, path) for data in self.three(path))
        old = {(n.name, n.submission, n.place): n for n in was.lines}
        theirs = {(n.name, n.submission, n.place): n for n in other.lines}
        lines = []
        for line in one.lines:
            key = (line.name, line.submission, line.place)
            there = theirs.get(key, line)
            if line.answer and there.answer and line.answer is not there.answer:
                shown = (line.answer.value, there.answer.value)
                self.collide(line.name, "each copy recorded another answer", *shown, now=shown[0])
            lines.append(there if line == old.get(key) else line)
        texts = {t.name: t for t in was.texts} | {t.name: t for t in other.texts}
        texts |= {t.name: t for t in one.texts if t not in was.texts}
        same = (*one.same, *(pair for pair in other.same if pair not in one.same))
        return write_carry_over(replace(one, lines=tuple(lines), texts=tuple(texts.values()), same=same))

    def version(self, path: str) -> bytes:
        """A text in another language: the later one."""
        _, mine, theirs = self.three(path)
        one, other = read_version(mine, path), read_version(theirs, path)
        last = max((one, other), key=lambda v: (v.at, v is one))
        said = [f"recorded {v.at:%Y-%m-%d %H:%M}, {len(v.text)} characters" for v in (one, other)]
        self.collide(f"{one.revision} in {one.language}", "each copy recorded its own", *said, now=said[last is other])
        return mine if last is one else theirs

    def keys(self, path: str) -> bytes:
        """The register of keys: every key of either; one that ended in either has ended."""
        _, one, other = (read_keys(data) for data in self.three(path))
        theirs = {key.blob: key for key in other}
        made = []
        for key in one:
            ends = [k.last for k in (key, theirs.pop(key.blob, key)) if k.last]
            made.append(replace(key, last=min(ends)) if ends else key)
        return write_keys(Keyring((*made, *theirs.values())))

    # -- afterwards --------------------------------------------------------------------------------

    def _checked(self, result: dict[str, bytes | str]) -> dict[str, bytes | str]:
        """Without decisions of one copy on what stands no more by the other, or on a unit that the other agreed."""

        def content(path: str) -> bytes:
            found = result[path]
            return found if isinstance(found, bytes) else self.read(found)

        touched = {p for side in (self.first, self.second) for p in self.changed(side, FOLDERS[1])}
        for path in sorted(p for p in touched if p in result):
            made = read_decisions(content(path), path)
            gone = {
                name
                for name in {proposal_of(r.what) for d in made.taken for r in d.rulings if r.what != r.address}
                if (entry := entry_file(name)) in result
                and (self.base.get(entry) != self.first.get(entry) or self.base.get(entry) != self.second.get(entry))
                and not read_entry(content(entry), entry).stands
            }
            statuses = path.replace(FOLDERS[1], FOLDERS[4], 1)
            agreed = self._agreed_elsewhere(path, statuses)
            left = []
            for decision in made.taken:
                for ruling in decision.rulings:
                    if why := self._undone_by(ruling, gone, agreed, path):
                        self.collide(
                            ruling.what, why, *self._sides(path, _decided(decision, ruling)), now="the decision lapses"
                        )
                kept = decision.without(lambda r, p=path: bool(self._undone_by(r, gone, agreed, p)))  # type: ignore[misc]
                left += [kept] if kept else []
            if tuple(left) != made.taken:
                result[path] = write_decisions(replace(made, taken=tuple(left)))
        return result

    def _agreed_elsewhere(self, path: str, statuses: str) -> dict[str, set[str]]:
        """The units that each side, by name, has agreed since, on the revision of these decisions."""
        found = {}
        for name, side in (("first", self.first), ("second", self.second)):
            was = read_statuses(self.read(self.base[statuses]), statuses).given if statuses in self.base else ()
            given = read_statuses(self.read(side[statuses]), statuses).in_force if statuses in side else ()
            found[name] = {g.place for g in given if g not in was and (g.status.is_agreed or g.until)}
        return found

    def _undone_by(self, ruling: Ruling, gone: set[str], agreed: Mapping[str, set[str]], path: str) -> str:
        if ruling.what != ruling.address and proposal_of(ruling.what) in gone:
            return "it was decided in one copy, and no longer stands in the other"
        unit = proposal_of(ruling.address)
        for name, other in (("first", self.second), ("second", self.first)):
            own = self.first if name == "first" else self.second
            here, there = self._new_rulings(own, path), self._new_rulings(other, path)
            if unit in agreed[name] and ruling in there and ruling not in here:
                return f"it was decided in one copy, and {unit} agreed in the other"
        return ""

    def _new_rulings(self, side: Mapping[str, str], path: str) -> list[Ruling]:
        def rulings(files: Mapping[str, str]) -> list[Ruling]:
            made = read_decisions(self.read(files[path]), path).taken if path in files else ()
            return [r for d in made for r in d.rulings]

        before = rulings(self.base)
        return [r for r in rulings(side) if r not in before]

    def _sides(self, path: str, said: str) -> tuple[str, str]:
        is_first = self.base.get(path) != self.first.get(path)
        return (said, "does not have it so") if is_first else ("does not have it so", said)


_RULES: tuple[tuple[str, Callable[[Joining, str], bytes]], ...] = (
    (RULES, Joining.rules),
    (DELEGATIONS, Joining.delegations),
    (FOLDERS[0], Joining.entry),
    (FOLDERS[1], Joining.decisions),
    (FOLDERS[3], Joining.statements),
    (FOLDERS[4], Joining.statuses),
    (MEETINGS, Joining.meeting),
    (CARRIED, Joining.carried),
    (VERSIONS, Joining.version),
    (KEYS, Joining.keys),
)


def contradict(one: Ruling, other: Ruling) -> bool:
    """Whether two rulings cannot both be meant."""
    if (one.what, one.kept, one.dropped, one.own) == (other.what, other.kept, other.dropped, other.own):
        return False
    if one.what == other.what or one.address == other.address == one.what == other.what:
        return True
    return bool(one.kept & other.dropped or one.dropped & other.kept)


def renamed(data: bytes, names: Mapping[str, str]) -> bytes:
    """A register's file with other numbers of proposals, in what names proposals and never in what people wrote.

    >>> renamed(b'{"names": ["NOR-2#1"], "note": "NOR-2"}', {"NOR-2": "NOR-3"}).decode().split()
    ['{', '"names":', '[', '"NOR-3#1"', '],', '"note":', '"NOR-2"', '}']
    """

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {names.get(k, k): walk(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [walk(v, key) for v in value]
        if isinstance(value, str) and key not in _WORDS:
            number, sign, rest = value.partition("#")
            return f"{names.get(number, number)}{sign}{rest}"
        return value

    return (json.dumps(walk(json.loads(data)), ensure_ascii=False, indent=1) + "\n").encode()


_WORDS = frozenset(
    ("note", "reason", "title", "words", "wording", "text", "channel", "why", "filename", "meeting", "by")
)


def _are_two(one: Entry, other: Entry, was: Entry | None) -> bool:
    """Whether one number stands for two proposals, or for two new texts of one."""
    if was is None:
        return not _is_same_file(one, other)
    return one.commit != was.commit != other.commit and not _is_same_file(one, other)


def _is_same_file(one: Entry, other: Entry) -> bool:
    return (one.delegation, one.sha256, one.revision, one.amends) == (
        other.delegation,
        other.sha256,
        other.revision,
        other.amends,
    )


def _said(entry: Entry) -> str:
    state = "" if entry.state is State.STANDING else f", {entry.state.value} {entry.ended:%Y-%m-%d %H:%M}"
    title = f" “{entry.title}”" if entry.title else ""
    return f"{entry.filename}{title}, received {entry.received:%Y-%m-%d %H:%M}{state}"


def _decided(decision: Decision, ruling: Ruling) -> str:
    words = f" “{' '.join(ruling.wording.split())}”" if ruling.wording else ""
    by = f" by {decision.by}" if decision.by else ""
    return f"{decision.kind.value} {ruling.what}{words}, {decision.when[:16].replace('T', ' ')}{by}"


def _unended(statement: Statement) -> Statement:
    return replace(statement, ended=None)


def _lowness(given: GivenStatus) -> int:
    """The less agreed, the higher."""
    order = (UnitStatus.AGREED, UnitStatus.AD_REF, UnitStatus.IN_INFORMALS, UnitStatus.SILENCE)
    return order.index(given.status) if given.status in order else len(order)


def _sets(was: Iterable[T], one: Iterable[T], other: Iterable[T], *, in_order: bool = False) -> tuple[T, ...]:
    """What two copies have of a set together: what either added, without what either removed."""
    was, one, other = tuple(was), tuple(one), tuple(other)
    kept = [v for v in was if v in one and v in other]
    added = [v for v in (*one, *other) if v not in was]
    found = dict.fromkeys((*kept, *added))
    return tuple(found) if in_order else tuple(sorted(found))  # type: ignore[type-var]


__all__ = ["Joining", "Renumbered"]
