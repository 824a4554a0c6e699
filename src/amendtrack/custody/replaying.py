"""An act performed again from its line in the log, the branches and the files as received.

What the log does not say is tried in each way in which it may have been; so what comes back counts for something only
if a fingerprint proves it. An act that cannot be performed again gives nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice, product
from typing import TYPE_CHECKING

from amendtrack.consolidation.agreement import UnitStatus
from amendtrack.consolidation.negotiation import Stance
from amendtrack.draft import acts
from amendtrack.draft.acts.act import Act
from amendtrack.draft.acts.proposals import LEDGER, MESSAGE, Receipt
from amendtrack.draft.declared import Brackets, Further, Reissue, Unregistered
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.new_revision import Pending
from amendtrack.errors import AmendtrackError, RecordDamaged
from amendtrack.formats.received import Authors, read_clean
from amendtrack.intake.doubts import Doubt
from amendtrack.record.entries import received_in
from amendtrack.record.filing import RULES
from amendtrack.record.record import Revision, original_file, write_rules
from amendtrack.record.times import moment
from amendtrack.record.trailers import read_trailers

if TYPE_CHECKING:
    from amendtrack.draft.history import LoggedAct
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot

_Ask = Callable[[], "Act | Recorded"]
_MOST_TRIED = 60


def replays(before: Snapshot, act: LoggedAct, meetings: Iterable[str]) -> Iterator[Act]:
    """The act as it may have been, performed on the record before it; ``meetings`` are those it may be of."""
    try:
        ways = [*islice(_asked(before, act, ("", *meetings)), _MOST_TRIED)]
    except (AmendtrackError, LookupError, ValueError):
        return
    for ask in ways:
        try:
            done = ask()
        except (AmendtrackError, LookupError, ValueError):
            continue
        if isinstance(done, Act):
            yield done


def _asked(before: Snapshot, act: LoggedAct, meetings: tuple[str, ...]) -> Iterator[_Ask]:
    at, by, name = act.at, act.recorder, act.fact("Proposal")
    units = [value for key, value in act.facts if key == "Unit"]
    match act.kind:
        case "propose" | "release":
            yield from _proposed(before, act)
        case "withdraw" if act.fact("Amendment"):
            yield lambda: acts.partial.withdraw_amendment(before, act.fact("Amendment"), at=at)
        case "withdraw" if act.fact("Delegation"):
            yield lambda: acts.corrections.leave(before, name, act.fact("Delegation"), at=at)
        case "withdraw":
            yield lambda: acts.corrections.withdraw(before, name, at=at)
        case "void" if act.fact("Delegation"):
            who, why = act.fact("Delegation"), act.fact("Reason")
            yield lambda: acts.corrections.void_name(before, name, who, reason=why, at=at)
        case "void":
            yield lambda: acts.corrections.void(before, name, reason=act.fact("Reason"), at=at)
        case "cosponsor":
            yield lambda: acts.corrections.cosponsor(before, name, _code(act.fact("Cosponsor")), at=at)
        case "sponsor":
            yield lambda: acts.corrections.sponsor(before, name, act.fact("Sponsor"), at=at)
        case "correct":
            to = name.rpartition("-")[0]
            yield lambda: acts.corrections.correct(before, act.fact("Ended"), to=to, at=at)
        case "attribution":
            yield lambda: acts.rules.set_attribution(before, act.fact("Attribution"), act.fact("Delegation"), at=at)
        case "publication":
            yield lambda: acts.rules.set_publication(before, act.fact("Publication"), at=at)
        case "rights":
            yield lambda: acts.rules.set_rights(before, act.fact("Standing"), act.fact("Right"), at=at)
        case "revise":
            yield lambda: _revised(before, act)
            text = read_clean(before.text_at(act.fact("Commit"), act.fact("Revision")))
            for pending in Pending:
                yield lambda pending=pending: acts.revisions.revise(  # type: ignore[misc]
                    before, text, text.text, label=act.fact("Revision"), at=at, allow=tuple(Doubt), pending=pending
                )
        case "issue":
            plan = acts.issues.plan_issue(before, act.fact("Meeting"), at=at)
            yield lambda: acts.issues.issue(before, plan, reissue=Reissue.ALLOWED)
        case "accept" | "reject" | "keep" | "choose":
            yield from _decided(before, act)
        case "agree":
            for meeting in meetings:
                yield lambda meeting=meeting: acts.agreeing.agree(  # type: ignore[misc]
                    before,
                    units,
                    UnitStatus(act.fact("Status")),
                    meeting=meeting,
                    brackets=Brackets.ALLOWED,
                    at=at,
                    by=by,
                )
        case "mark":
            for meeting in meetings:
                yield lambda meeting=meeting: acts.silence.mark(  # type: ignore[misc]
                    before, units, UnitStatus(act.fact("Status")), meeting=meeting, at=at, by=by
                )
        case "support" | "oppose" | "retain" | "reserve":
            stance, who = Stance(act.kind), act.fact("Delegation")
            on = [value.removeprefix(f"{stance.value} ") for key, value in act.facts if key == "Position"]
            yield lambda: acts.positions.take(before, stance, who, on, at=at)


def _revised(before: Snapshot, act: LoggedAct) -> Act:
    """The rules with one revision more: the rest of such an act is not needed for them."""
    label = act.fact("Revision")
    files = before.store.files_of(act.commit)
    original = next((path for path in files if path.startswith(original_file(label, ""))), "")
    revisions = (*before.revisions, Revision(label, act.fact("Commit"), act.at, original))
    return Act(kind="revise", summary=label, at=act.at, files={RULES: write_rules(before.settings, revisions)})


def _code(shown: str) -> str:
    """``Norvia (NOR)`` as ``NOR``."""
    return shown.rpartition("(")[2].rstrip(")")


def _decided(before: Snapshot, act: LoggedAct) -> Iterator[_Ask]:
    at, by = act.at, act.recorder
    named = [value for key, value in act.facts if key in ("Accepted", "Rejected", "Slot")]
    if act.kind == "accept":
        yield lambda: acts.decisions.accept(before, named, at=at, by=by)
    elif act.kind == "reject":
        yield lambda: acts.decisions.reject(before, named, at=at, by=by)
    elif act.kind == "keep":
        yield lambda: acts.decisions.keep(before, named, at=at, by=by)
    else:
        slots = {slot.address: slot for slot in before.consolidate().slots}
        readings = [[variant.typed for variant in slots[name].variants] for name in named if name in slots]
        for chosen in product(*readings):
            pairs = dict(zip(named, chosen, strict=False))
            yield lambda pairs=pairs: acts.decisions.choose(before, pairs, at=at, by=by)  # type: ignore[misc]


def _proposed(before: Snapshot, act: LoggedAct) -> Iterator[_Ask]:
    from amendtrack.draft.submission import read_submission

    said = dict(read_trailers(before.store.commit(act.fact("Commit")).message))
    sponsors = [_code(v) for k, v in read_trailers(before.store.commit(act.fact("Commit")).message) if k == "Cosponsor"]
    name, by = said["Proposal"], said["Delegation"].rpartition(" (")[0]
    path, data = received_with(before, act)
    known = any(entry.name == name for entry in before.entries)
    at = moment(said["Received"], before.settings.timezone)
    receipt = Receipt(at, said.get("Channel", ""), said.get("Title", ""))

    def ask(extent: str, kind: str, authors: Authors) -> Act | Recorded:
        sent = read_submission(
            before,
            data,
            by=by,
            cosponsors=sponsors,
            on="" if said.get("Amends") else said["Revision"],
            amends="" if known else said.get("Amends", ""),
            replaces=name if known else "",
            language=said.get("Language", ""),
            extent=extent,
            kind=kind,
            authors=authors,
            filename=path.rpartition("/")[2],
            unregistered=Unregistered.ADDED,
        )
        further = Further.REFUSED if known else Further.ADDITIONAL
        return acts.proposals.propose(before, sent, receipt, further=further, allow=tuple(Doubt))

    ways = product(("whole", "excerpt"), ("", "text", "instructions", "comment"), (Authors.SOLE, Authors.EVERY))
    for extent, kind, authors in ways:
        yield lambda way=(extent, kind, authors): ask(*way)  # type: ignore[misc]


def received_with(before: Snapshot, act: LoggedAct) -> tuple[str, bytes]:
    """The file as received that an act recorded, with its path. Raises ``LookupError`` if there is none."""
    store = before.store
    code, _, number = act.fact("Proposal").rpartition("-")
    folder = f"{received_in(code, int(number))}/"
    for commit in dict.fromkeys((act.commit, store.tip(SECRETARIAT) or "")):  # a file as received stays as it is
        with suppress(RecordDamaged):
            new = store.files_of(commit).changed_since(before.files, "received")
            for path, blob in sorted(new.items(), key=lambda item: (len(item[0].split("/")[-2]), item)):
                if path.startswith(folder) and path.rpartition("/")[2] not in (LEDGER, MESSAGE) and blob:
                    return path, store.blob(blob)
    raise LookupError(folder)


__all__ = ["received_with", "replays"]
