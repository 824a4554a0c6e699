"""A file of the registers that cannot be read and that no copy has, made again from what is left of the draft.

The acts that wrote it are performed again from the log, the branches and the files as received. If the fingerprint of
what comes out is that of the file that is lost, it is that file, and is put back. If not, the entry of a proposal is
written from the trailers of its branch, and any other file as it last could be read; what nobody can know any more is
then said, by the act that records it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from typing import TYPE_CHECKING

from amendtrack.custody.replaying import received_with, replays
from amendtrack.draft.git.commits import made
from amendtrack.draft.git.loose import write_loose
from amendtrack.draft.history import LoggedAct, acts_of
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.draft.trailer_register import register_in_trailers
from amendtrack.errors import AmendtrackError, RecordDamaged
from amendtrack.record.carry_over import CarryOver, write_carry_over
from amendtrack.record.entries import Entry, State, entry_file, is_entry_file, read_entry, write_entry
from amendtrack.record.filing import DELEGATIONS, RULES
from amendtrack.record.keys import KEYS
from amendtrack.record.record import Decisions, Revision, Settings, write_decisions, write_delegations, write_rules
from amendtrack.record.statements import write_statements
from amendtrack.record.statuses import Statuses, write_statuses
from amendtrack.record.times import moment, zones_of
from amendtrack.record.times import zone as zone_named
from amendtrack.record.trailers import read_trailers

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store

_NOT_IN_TRAILERS = "whether it was an excerpt or a comment, what it would retain, and its remarks"
_NOT_OF_DELEGATIONS = "delegations without a proposal, standing, other names, groups, mail addresses and people"


LOST = "Lost"
"""The fact of an act that names the content of a file which was made again because nobody has it any more."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A file of the registers made again as well as can be, and what of it is not known any more, a line each.

    ``lost`` are the ids of the content that it had, now and earlier, and that cannot be read.
    """

    path: str
    data: bytes
    unknown: tuple[str, ...]
    lost: tuple[str, ...] = ()


def replayed(store: Store, tip: str) -> Iterator[str]:
    """Put back the content of files that cannot be read, where acts performed again give it; the ids put back."""
    log = acts_of(store, tip)
    yield from _first_rules(store, log[0])
    now = read_snapshot(store, tip)
    meetings = dict.fromkeys([*(m.name for m in now.meetings), *(i.meeting for i in now.issues)])
    for path, _ in now.unread:
        for before, act in _acts_on(store, log, path):
            blob = store.files_of(act.commit)[path]
            if not before or _is_readable(store, blob):
                continue
            for again in replays(read_snapshot(store, before), act, meetings):
                data = again.files.get(path)
                if data is not None and made(b"blob", data, {}) == blob:
                    write_loose(store.path, blob, b"blob", data, sync=True)
                    yield blob
                    break


def _first_rules(store: Store, first: LoggedAct) -> Iterator[str]:
    """The same for the rules with which the draft was opened: its first revision says all but the time zone."""
    blob = store.files_of(first.commit).get(RULES, "")
    if not blob or _is_readable(store, blob):
        return
    commit = first.fact("Commit")
    said = dict(read_trailers(store.commit(commit).message))
    languages = [name.removesuffix(".md") for name in store.files(commit) if name != "README.md"]
    originals = ["", *(path for path in store.files_of(first.commit) if path.startswith("received/"))]
    shown = dict.fromkeys((*languages, "en", "fr", "es", "ar", "ru", "zh"))
    for zone, language, display, original in product(zones_of(first.at), languages, shown, originals):
        settings = Settings(said.get("Title", ""), said.get("Symbol", ""), language, zone, display)
        at = first.at.astimezone(zone_named(zone))
        data = write_rules(settings, (Revision(said.get("Revision", ""), commit, at, original),))
        if made(b"blob", data, {}) == blob:
            write_loose(store.path, blob, b"blob", data, sync=True)
            yield blob
            return


def known_as_lost(store: Store, tip: str) -> dict[str, int]:
    """The ids of content that acts say is lost, each with the number of the act that made it again."""
    return {value: act.number for act in acts_of(store, tip) for key, value in act.facts if key == LOST}


def rebuilt(now: Snapshot) -> Iterator[Rebuilt]:
    """What cannot be read of the registers, as well as it can be known; nothing for what cannot be known at all."""
    log = now.acts()
    for path, _ in now.unread:
        acts = [act for _, act in _acts_on(now.store, log, path)]
        with suppress(AmendtrackError, LookupError, ValueError):
            again = _entry(now, path, acts) if is_entry_file(path) else _as_last_read(now, path, acts)
            contents = dict.fromkeys(now.store.files_of(act.commit)[path] for act in acts)
            yield replace(again, lost=tuple(blob for blob in contents if not _is_readable(now.store, blob)))


def _acts_on(store: Store, log: tuple[LoggedAct, ...], path: str) -> Iterator[tuple[str, LoggedAct]]:
    """The acts that wrote a file, first to last, each with the commit before it (empty for the first act of all)."""
    for act in log:
        parents = store.commit(act.commit).parents
        blob = store.files_of(act.commit).get(path)
        if blob and all(store.files_of(parent).get(path) != blob for parent in parents):
            yield parents[0] if parents else "", act


def _is_readable(store: Store, blob: str) -> bool:
    try:
        store.blob(blob)
    except RecordDamaged:
        return False
    return True


def _last_read(now: Snapshot, path: str, acts: list[LoggedAct]) -> tuple[bytes, list[LoggedAct]]:
    """The last content of a file that can be read, and the acts that changed it since."""
    for n in range(len(acts), 0, -1):
        with suppress(RecordDamaged):
            return now.store.blob(now.store.files_of(acts[n - 1].commit)[path]), acts[n:]
    raise LookupError(path)


def _as_last_read(now: Snapshot, path: str, acts: list[LoggedAct]) -> Rebuilt:
    if path == KEYS:  # a register of keys as it was before would bring back keys that had ended
        raise LookupError(path)
    if path != DELEGATIONS:
        try:
            data, since = _last_read(now, path, acts)
        except LookupError:
            data, since = _empty(path), acts
        return Rebuilt(path, data, tuple(f"{path} is as it was before {act}" for act in since))
    register = now.delegations
    for delegation in register_in_trailers(now.store, (entry.commit for entry in now.entries)):
        register = register if delegation.code in register else register.having(delegation)
    try:
        unknown = tuple(f"{path} may lack what {act} changed" for act in _last_read(now, path, acts)[1])
    except LookupError:
        unknown = (f"{path}: {_NOT_OF_DELEGATIONS}",)
    return Rebuilt(path, write_delegations(register), unknown)


def _empty(path: str) -> bytes:
    """A file of the registers before anything was recorded in it. Raises ``LookupError`` if there is no such thing."""
    folder, _, name = path.removesuffix(".json").rpartition("/")
    match f"{folder}/":
        case "decisions/":
            return write_decisions(Decisions(name))
        case "statuses/":
            return write_statuses(Statuses(name))
        case "positions/":
            return write_statements(name, ())
        case "carried/":
            return write_carry_over(CarryOver(name, (), ()))
        case "meetings/" | "versions/":
            return b""
    raise LookupError(path)


def _entry(now: Snapshot, path: str, acts: list[LoggedAct]) -> Rebuilt:
    """The entry of a proposal, from the trailers of the last commit that an act names for it, and from the acts since.

    What its last readable entry says, if there is one, is kept where no later act may have changed it.
    """
    unknown: list[str] = []
    earlier, since = None, acts
    with suppress(LookupError, AmendtrackError):
        data, since = _last_read(now, path, acts)
        earlier = read_entry(data, path)
    if sent := [act for act in since if act.fact("Commit") and act.kind in ("propose", "release", "correct")]:
        entry, since = _as_sent(now, sent[-1], earlier), since[since.index(sent[-1]) + 1 :]
        unknown.append(f"{entry.name}: not in its trailers: {_NOT_IN_TRAILERS}")
    elif earlier is not None:
        entry = earlier
    else:
        raise LookupError(path)
    for act in since:
        if act.kind in ("withdraw", "void") and not act.fact("Delegation") and not act.fact("Amendment"):
            state = State.WITHDRAWN if act.kind == "withdraw" else State.VOID
            entry = replace(entry, state=state, reason=act.fact("Reason"), ended=act.at)
        else:
            unknown.append(f"{entry.name}: what {act} changed in its entry")
    if entry_file(entry.name) != path:
        raise LookupError(path)
    return Rebuilt(path, write_entry(entry), tuple(unknown))


def _as_sent(now: Snapshot, act: LoggedAct, earlier: Entry | None) -> Entry:
    """The entry of what an act recorded, from the trailers of its commit and the file as received."""
    said = read_trailers(now.store.commit(act.fact("Commit")).message)
    facts = dict(said)
    parents = now.store.commit(act.commit).parents
    original, data = received_with(now.at_commit(parents[0]), act)
    code, _, number = facts["Proposal"].rpartition("-")
    names = [value.rpartition("(")[2].rstrip(")") for key, value in said if key == "Cosponsor"]
    suggests = code in now.delegations and now.delegations.resolve(code).standing.value != "party"
    fresh = Entry(
        name=facts["Proposal"],
        delegation=code,
        number=int(number),
        revision=facts["Revision"],
        commit=act.fact("Commit"),
        received=moment(facts["Received"], now.settings.timezone),
        filename=original.rpartition("/")[2],
        original=original,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        submission=int(original.split("/")[-2]),
        title=facts.get("Title", ""),
        channel=facts.get("Channel", ""),
        cosponsors=() if suggests else tuple(names),
        sponsors=tuple(names) if suggests else (),
        amends=facts.get("Amends", ""),
        language=facts.get("Language", ""),
    )
    return fresh if earlier is None else replace(fresh, gone=earlier.gone, last_number=earlier.last_number)


__all__ = ["LOST", "Rebuilt", "known_as_lost", "rebuilt", "replayed"]
