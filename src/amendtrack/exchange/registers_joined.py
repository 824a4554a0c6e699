"""The registers of two copies of one draft brought together, file by file, each by what it means.

Pure: files by path in, files by path out. The same two copies give the same result whoever asks. What only one copy
changed is taken as it is; what both changed is joined by the rules of its register, never line by line. What cannot
both stand is a ``Collision``: no decision and no agreement that the two contradict each other on is then in force, and
no proposal is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from amendtrack.consolidation.agreement import GivenStatus, UnitStatus
from amendtrack.draft.acts.positions import after_saying
from amendtrack.errors import AmendtrackError
from amendtrack.exchange.collisions import CannotJoin, Collision
from amendtrack.exchange.joined_sets import joined_set, with_values
from amendtrack.exchange.proposals_joined import Renumbered, entry_joined, number_anew
from amendtrack.exchange.rulings_joined import decisions_joined, without_lapsed
from amendtrack.record.calendar import read_meeting, write_meeting
from amendtrack.record.carry_over import read_carry_over, write_carry_over
from amendtrack.record.filing import (
    ADOPTIONS,
    CARRIED,
    DECISIONS,
    DELEGATIONS,
    ISSUES,
    MEETINGS,
    POSITIONS,
    PROPOSALS,
    RULES,
    STATUSES,
    VERSIONS,
)
from amendtrack.record.keys import KEYS, Keyring, read_keys, write_keys
from amendtrack.record.record import (
    Attribution,
    Publication,
    Settings,
    read_issue,
    read_rules,
    write_delegations,
    write_rules,
)
from amendtrack.record.registers import Delegation, Register, name_key, read_register
from amendtrack.record.statements import Statement, read_statements, write_statements
from amendtrack.record.statuses import Statuses, read_statuses, write_statuses
from amendtrack.record.versions import read_version


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
    names: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))

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
        data, names = self.read(side[path]), self.names[which]
        speaks = names and self.base.get(path) != side[path] and path.endswith(".json")
        return renamed(data, names) if speaks and not path.startswith("received/") else data

    # -- the whole ---------------------------------------------------------------------------------

    def run(self) -> dict[str, bytes | str]:
        """Every file of the two together: an id for one that either has, its bytes for one that is new.

        Raises:
            CannotJoin: with all collisions for which no register could be written.
        """
        self._stop_where_neither_gives_way()
        number_anew(self)
        mine, theirs = self.changed(self.first), self.changed(self.second)
        result: dict[str, bytes | str] = {**self.first}
        if self.names[0]:
            result |= {path: self._of(0, path) for path in mine}
        for path, blob in sorted(theirs.items()):
            if path not in mine:
                result[path] = self._of(1, path) if self.names[1] else blob
            elif mine[path] != blob:
                result[path] = self._both(path)
        result |= self.made
        if self.stops:
            raise CannotJoin(tuple(self.stops))
        return without_lapsed(self, result)

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
        self.stop(path, "both copies have changed it", "has changed it", "has changed it")
        return self.first[path]

    def collide(self, what: str, why: str, one: str, other: str, *, now: str) -> None:
        """Note a collision."""
        self.collisions.append(Collision(what, why, (one, other), now))

    def stop(self, what: str, why: str, one: str, other: str) -> None:
        self.stops.append(Collision(what, why, (one, other), "nothing of either was taken into the other"))

    # -- what no register can have together ---------------------------------------------------------

    def _stop_where_neither_gives_way(self) -> None:
        mine, theirs = self.changed(self.first), self.changed(self.second)
        for path in sorted(mine.keys() & theirs.keys()):
            if mine[path] == theirs[path]:
                continue
            if path.startswith(ISSUES):
                one, other = (read_issue(self.read(side[path]), path) for side in (mine, theirs))
                said = [f"issued {i.at:%Y-%m-%d %H:%M} with {len(i.proposals)} proposals" for i in (one, other)]
                self.stop(one.meeting, "both copies issued a text to this meeting", *said)
            elif path.startswith(ADOPTIONS):
                self.stop(path, "both copies have adopted the text, or reopened it", "has its own", "has its own")
        if RULES in mine and RULES in theirs:
            was, here, there = (read_rules(data)[1] for data in self.three(RULES))
            if len(here) > len(was) and len(there) > len(was) and here != there:
                labels = [", ".join(r.label for r in side[len(was) :]) for side in (here, there)]
                self.stop(labels[0], "both copies recorded a revision", *labels)

    # -- proposals ---------------------------------------------------------------------------------

    # -- the other registers ------------------------------------------------------------------------

    def rules(self, path: str) -> bytes:
        """The settings and revisions."""
        (was, old), (one, mine), (other, theirs) = map(read_rules, self.three(path))
        made: dict[str, Any] = {}
        for name in Settings.__slots__:
            before, here, there = (getattr(s, name) for s in (was, one, other))
            if name == "withheld":  # whoever asked not to be named is not named
                made[name] = tuple(sorted(joined_set(before, here, there)))
                continue
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
            self.stop(one.code, "the code was given to two delegations", str(one), str(other))
            return one
        made = one
        for name in ("names", "memberships", "mails", "authors"):
            before = getattr(was, name) if was else ()
            joined = joined_set(before, getattr(one, name), getattr(other, name), in_order=True)
            joined = tuple(dict(joined).items()) if name == "names" else joined
            made = with_values(made, {name: joined})
        standing = one.standing if was is None or one.standing is not was.standing else other.standing
        if (
            one.standing is not other.standing
            and other.standing is not standing
            and (was is None or other.standing is not was.standing)
        ):
            shown = (one.standing.value, other.standing.value)
            self.collide(one.code, "each copy gave it another standing", *shown, now=standing.value)
        return replace(made, standing=standing)

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
        whole = joined_set(was.whole, one.whole, other.whole, in_order=True)
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
                made = with_values(made, {name: there})
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


_RULES: tuple[tuple[str, Callable[[Joining, str], bytes]], ...] = (
    (RULES, Joining.rules),
    (DELEGATIONS, Joining.delegations),
    (PROPOSALS, entry_joined),
    (DECISIONS, decisions_joined),
    (POSITIONS, Joining.statements),
    (STATUSES, Joining.statuses),
    (MEETINGS, Joining.meeting),
    (CARRIED, Joining.carried),
    (VERSIONS, Joining.version),
    (KEYS, Joining.keys),
)


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


def _unended(statement: Statement) -> Statement:
    return replace(statement, ended=None)


def _lowness(given: GivenStatus) -> int:
    """The less agreed, the higher."""
    order = (UnitStatus.AGREED, UnitStatus.AD_REF, UnitStatus.IN_INFORMALS, UnitStatus.SILENCE)
    return order.index(given.status) if given.status in order else len(order)


__all__ = ["Joining"]
