"""Issued texts checked against what they were made from: a consolidation is a claim that anybody can check.

From the stored value alone: it holds the base and every proposal byte for byte, as the parents of its commit have them,
what it says of each is what that text gives by the same method, and it prints to the text that was issued. With the
record that it was made from, all of it is computed again, bit for bit: also what was said and decided.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.reports import Tally
from amendtrack.consolidation.value import METHOD, Consolidation
from amendtrack.consolidation.written import mapping_of, number_of, texts_of
from amendtrack.custody.branches import Place
from amendtrack.custody.policy import Breach, Fault
from amendtrack.draft.accounts import printed_with
from amendtrack.draft.git.store import Store
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import AmendtrackError, RecordDamaged
from amendtrack.record.annex import Annex
from amendtrack.record.record import Attribution
from amendtrack.record.trailers import read_trailers
from amendtrack.redline.align.prepared import Prepared
from amendtrack.render.json import UNATTRIBUTED, VERSION, accounted, read_consolidation
from amendtrack.text.units import parse_text

VALUE = "consolidation.json"


@dataclass(frozen=True, slots=True)
class IssuedText:
    """An issued text as its commit has it: the text, the stored value (empty in the oldest drafts), its parents.

    ``proposals`` are the parents that hold a proposal, by its name, each with its text; ``base`` the revision's text.
    ``is_published`` says that it comes from a published copy, so that not every proposal in it need have been let out.
    """

    commit: str
    meeting: str
    text: str
    value: str
    base: str
    proposals: Mapping[str, str]
    named: tuple[str, ...]
    parents: tuple[str, ...]
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking one text: what is wrong, and what could not be checked.

    ``is_issue`` says that it was issued, ``again`` that it was computed again, from the record or from the proposals.
    """

    findings: tuple[Breach, ...] = ()
    notes: tuple[str, ...] = ()
    is_issue: bool = False
    again: bool = False


def read_issued(store: Store, commit: str, revisions: Collection[str], language: str) -> IssuedText:
    """An issued text, read from its commit and parents; ``revisions`` are the commits of the chair's texts.

    Raises:
        RecordDamaged: something of it cannot be read.
    """
    read = store.commit(commit)
    facts = read_trailers(read.message)
    files = store.files(commit)
    if f"{language}.md" not in files:
        raise RecordDamaged(f"there is no {language}.md in it", place=commit)
    proposals, base = dict[str, str](), ""
    for parent in read.parents:
        if parent in revisions:
            base = _text(store, parent, f"{language}.md")
            continue
        said = dict(read_trailers(store.commit(parent).message))
        if "Proposal" in said and not said.keys() & {"Meeting", "Act"} and f"{language}.md" in store.files(parent):
            proposals[said["Proposal"]] = _text(store, parent, f"{language}.md")
    return IssuedText(
        commit,
        dict(facts).get("Meeting", ""),
        _text(store, commit, f"{language}.md"),
        store.blob(files[VALUE]).decode("utf-8", "backslashreplace") if VALUE in files else "",
        base,
        proposals,
        tuple(value for key, value in facts if key == "Proposal"),
        read.parents,
    )


def _text(store: Store, commit: str, file: str) -> str:
    try:
        return store.blob(store.files(commit)[file]).decode("utf-8")
    except UnicodeDecodeError as err:
        raise RecordDamaged(f"{file} is not UTF-8", place=commit) from err


def check_issue(now: Snapshot, place: Place, commit: str, record: str) -> Checked:
    """Check one issued text of a draft; ``record`` is the act up to which its registers went, if it is at hand."""
    revisions = {revision.commit for revision in now.revisions}
    try:
        issued = read_issued(now.store, commit, revisions, now.settings.language)
        then = now.at_commit(record) if record else None
    except AmendtrackError as err:
        return Checked((Breach(Fault.DAMAGED, place.shown, f"the issued text cannot be read: {err}", commit),))
    found = check_issued(issued, then, place.shown)
    lost = ((name, sent) for i in now.issues if i.commit == commit for name, sent in i.proposals)
    swapped = [
        Breach(Fault.SWAPPED, place.shown, f"by the registers it holds {name} as {sent[:12]}, and it does not", commit)
        for name, sent in lost
        if sent not in issued.parents
    ]
    return replace(found, findings=(*found.findings, *swapped))


def check_issued(issued: IssuedText, then: Snapshot | None, place: str) -> Checked:
    """What is wrong with an issued text; ``then`` is the record that it was made from, where that is at hand."""
    faults: list[tuple[Fault, str]] = []
    notes: list[str] = []
    method, version = _fact(issued.value, "method"), _fact(issued.value, "version")
    is_newer = isinstance(version, int) and version > VERSION
    if not issued.value:
        notes.append("no value is stored beside the text, which an early amendtrack issued")
    elif is_newer:
        faults.append((Fault.NEWER, f"its value has version {version}, which {_UPDATE}"))
    else:
        faults += _against_value(issued)
        notes += _not_in_value(issued)
        if not isinstance(method, int) or method < 1:
            faults.append((Fault.VALUE_ALTERED, "the stored value names a method by which no amendtrack computes"))
        elif method > METHOD:
            faults.append((Fault.NEWER, f"it says that it was computed by method {method}, which {_UPDATE}"))
    is_ours = method == METHOD and not is_newer
    holds_all = bool(issued.proposals) and _fact(issued.value, "format") != UNATTRIBUTED
    again = is_ours and (then is not None or holds_all)
    if again and then is not None:
        faults += _again(issued, then)
    elif again:
        faults += () if faults else _from_proposals(issued)
        notes.append(ONLY_PROPOSALS)
    elif then is None:
        notes.append("the registers that it was made from are not here, so it cannot be computed again")
    elif not any(fault is Fault.NEWER for fault, _ in faults):
        notes.append(f"made by method {method or 'unknown'}; this amendtrack computes by method {METHOD}")
    return Checked(
        tuple(Breach(fault, place, means, issued.commit) for fault, means in faults),
        tuple(f"{place} at {issued.commit[:12]}: {note}" for note in notes),
        is_issue=True,
        again=again,
    )


ONLY_PROPOSALS = (
    "the registers that it was made from are not here: computed again is what its proposals change; what was said and "
    "decided on them is as its stored value says"
)
_UPDATE = "cannot be checked by this version of amendtrack; update it"


def _fact(value: str, name: str) -> object:
    """One fact of a stored value; ``None`` if it has none, or cannot be read."""
    try:
        return json.loads(value).get(name)
    except (ValueError, AttributeError, RecursionError):
        return None


def _against_value(issued: IssuedText) -> Iterator[tuple[Fault, str]]:
    """What does not agree with the stored value."""
    try:
        document = json.loads(issued.value)
        if document["format"] == UNATTRIBUTED:
            if issued.base and document["base"] != issued.base:
                yield Fault.VALUE_ALTERED, "the stored value does not hold the revision that it is about"
            return
        con, annex = read_consolidation(issued.value), _annex(document)
        con.check()
    except (AmendtrackError, ValueError, TypeError, LookupError, RecursionError) as err:
        yield Fault.VALUE_ALTERED, f"the stored value cannot be read back ({' '.join(str(err).split())[:160]})"
        return
    if issued.base and con.base.source != issued.base:
        yield Fault.VALUE_ALTERED, "the stored value does not hold the revision that it is about"
    yield from _proposals(issued, con)
    if printed_with(con, annex, Attribution.NAMED) != issued.text:
        yield Fault.TEXT_ALTERED, "the text is not what its stored value prints to"


def _not_in_value(issued: IssuedText) -> Iterator[str]:
    """What the stored value does not say, so that nobody can compare it."""
    if _fact(issued.value, "format") == UNATTRIBUTED:
        yield "delegations are not named, so its stored value holds no proposal to compare"
    elif away := sorted({*issued.named} - issued.proposals.keys()):
        if not issued.proposals:
            yield "published without the proposals in it, so nobody can compare them"
        elif issued.is_published:
            yield f"published without {', '.join(away)}, so nobody can compare what it says of them"


def _annex(document: Mapping[str, object]) -> Annex:
    """The annex stored in a value. Raises ``ValueError``, ``TypeError`` or ``LookupError`` if there is none."""
    lines = mapping_of(mapping_of(document["computed"])["annex"])
    return Annex(**{name: texts_of(said) for name, said in lines.items()})


def _tally(document: Mapping[str, object]) -> Tally:
    """The tally stored in a value. Raises ``AmendtrackError``, ``ValueError``, ``TypeError`` or ``LookupError``."""
    counts = dict(mapping_of(mapping_of(document["computed"])["tally"]))
    others = mapping_of(counts.pop("others", {}))
    numbers = {name: number_of(count) for name, count in counts.items()}
    return Tally(**numbers, others=tuple((number_of(count), why) for why, count in others.items()))


def _proposals(issued: IssuedText, con: Consolidation) -> Iterator[tuple[Fault, str]]:
    """What the stored value does not give back of the proposals that are parents of the issue."""
    held = {p.name: p.text for p in con.proposals}
    if not issued.proposals and held:
        return  # published without them: see ``_not_in_value``
    for name in sorted({*held, *issued.proposals, *issued.named}):
        if name not in held:
            yield Fault.VALUE_ALTERED, f"{name} went into it, and the stored value does not hold it"
        elif name not in issued.proposals and issued.is_published:
            continue  # see ``_not_in_value``
        elif name not in issued.proposals:
            yield Fault.SWAPPED, f"{name} is in it, and no parent of the commit holds it"
        elif held[name] != issued.proposals[name]:
            yield Fault.VALUE_ALTERED, f"the stored value does not give {name} back as it was sent"


def _from_proposals(issued: IssuedText) -> Iterator[tuple[Fault, str]]:
    """What differs from what its own base and proposals give."""
    con = read_consolidation(issued.value)
    if parse_text(con.base.source).units != con.base.units:
        yield Fault.VALUE_ALTERED, "the stored value divides the revision otherwise than its text gives"
        return
    before = Prepared.of(con.base)
    for proposal, edits in zip(con.proposals, con.edits, strict=True):
        if edits_of(before, proposal.text, origins=proposal.origins) != edits:
            means = f"what the stored value says that {proposal.name} changes is not what its text gives"
            yield Fault.VALUE_ALTERED, means
    stored = json.loads(issued.value)
    try:
        again = accounted(con.to_json(), _tally(stored), _annex(stored))
    except (AmendtrackError, ValueError, TypeError, LookupError) as err:
        yield Fault.VALUE_ALTERED, f"the tally in the stored value is none ({' '.join(str(err).split())[:160]})"
        return
    if issued.value != again:
        yield Fault.VALUE_ALTERED, "what the stored value says was computed is not what its own facts give"


def _again(issued: IssuedText, then: Snapshot) -> Iterator[tuple[Fault, str]]:
    """What differs from what the record gives."""
    try:
        now = then.before_meeting(issued.meeting)
        con = now.consolidate()
        text, value = now.printed(con), now.printed_json(con)
    except AmendtrackError as err:
        yield Fault.TEXT_ALTERED, f"it cannot be computed again: {err}"
        return
    if text != issued.text:
        yield Fault.TEXT_ALTERED, "the text is not what its record gives"
    if value != issued.value:
        yield Fault.VALUE_ALTERED, "the stored value is not what its record gives"


__all__ = ["VALUE", "Checked", "IssuedText", "check_issue", "check_issued", "read_issued"]
