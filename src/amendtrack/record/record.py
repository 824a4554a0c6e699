"""What a draft's record says: its settings, revisions, proposals, positions, decisions and issues.

Knows the values and how each is written as a file; leaves git to ``store`` and the acts to ``draft``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from amendtrack.consolidation.choosing import Choice
from amendtrack.consolidation.decision import Decision
from amendtrack.consolidation.written import decision_of_facts, facts_of_decision, mapping_of
from amendtrack.errors import RecordDamaged
from amendtrack.record.adoptions import Adoption, read_adoption
from amendtrack.record.calendar import Meeting, read_meeting
from amendtrack.record.carry_over import CarryOver, entries_carried, read_carry_over
from amendtrack.record.entries import Entry
from amendtrack.record.files import damage_at, reading, text_of, time_of, written
from amendtrack.record.filing import (
    ADOPTIONS,
    CARRIED,
    DECISIONS,
    DELEGATIONS,
    FOLDERS,
    ISSUES,
    MEETINGS,
    POSITIONS,
    RULES,
    STATUSES,
    VERSIONS,
)
from amendtrack.record.keys import KEYS, Keyring, read_keys
from amendtrack.record.registers import Register, Right, Rights, Standing, read_register, write_register
from amendtrack.record.statements import Statement, read_statements
from amendtrack.record.statuses import Statuses, read_statuses
from amendtrack.record.versions import Version, read_version


class Attribution(Enum):
    """Whether the draft's outputs name delegations: a rule of the draft, set by a recorded act."""

    NAMED = "named"
    NONE = "none"


class Publication(Enum):
    """What of a draft is let out to a public repository: a rule of the draft, set by a recorded act.

    Each lets out what the one before does, and more: the chair's text and the texts issued, then the proposals that
    were in an issued text, then proposals as soon as they are received.
    """

    NOTHING = "nothing"
    ISSUED = "issued"
    AFTER_ISSUE = "proposals-after-issue"
    RECEIVED = "proposals"


@dataclass(frozen=True, slots=True)
class Settings:
    """The draft's own rules; they never come from the machine.

    ``language`` is the text's, ``display_language`` that of the delegations' names (both like ``en``),
    ``timezone`` an IANA name. ``rights`` say what those who are not parties may send (see ``right_of``). ``withheld``
    are codes of delegations whose names are not in what is let out from now on.
    """

    title: str
    symbol: str = ""
    language: str = "en"
    timezone: str = "UTC"
    display_language: str = "en"
    attribution: Attribution = Attribution.NAMED
    rights: Rights = ()
    publication: Publication = Publication.NOTHING
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of the draft: its label (``Rev.0``), its commit, and when it was made.

    ``original`` is the path, among the registers, of the Word file in which it arrived; empty if there is none.
    """

    label: str
    commit: str
    at: datetime
    original: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided on one revision, in the order of deciding.

    ``accepted`` (proposals by name) and ``choices`` (readings by slot) come from files written before decisions
    were kept one by one; the next decision recorded moves them into ``taken``.
    """

    revision: str
    taken: tuple[Decision, ...] = ()
    accepted: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """The register's entry for a consolidated text that was issued to a meeting.

    ``proposals`` are those in it, each with the commit that counted; ``labels`` the labels of new units that
    it circulated, by slot; ``addresses`` those of its slots, each with the passage (see ``addressing``); ``issue``
    which text issued to the meeting it is (1 for the first); ``record`` the commit of the register it was made from.
    """

    meeting: str
    commit: str
    revision: str
    proposals: tuple[tuple[str, str], ...]
    at: datetime
    labels: tuple[tuple[str, str], ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    issue: int = 1
    record: str = ""

    def __str__(self) -> str:
        return self.meeting


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that the branch ``secretariat`` says at one of its commits."""

    settings: Settings
    revisions: tuple[Revision, ...]
    delegations: Register = Register()  # noqa: RUF009 - a frozen value
    entries: tuple[Entry, ...] = ()
    decisions: tuple[Decisions, ...] = ()
    issues: tuple[Issue, ...] = ()
    statements: tuple[Statement, ...] = ()
    statuses: tuple[Statuses, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    carried: tuple[CarryOver, ...] = ()

    def entries_on(self, revisions: Iterable[Revision]) -> tuple[Entry, ...]:
        """The entries as they count if these revisions, the first ones, are all there are."""
        by_revision = {each.revision: each for each in self.carried}
        found = [by_revision[r.label] for r in revisions if r.label in by_revision]
        return entries_carried(self.entries, found) if found else self.entries

    versions: tuple[Version, ...] = ()
    keyring: Keyring = Keyring()  # noqa: RUF009 - a frozen value


# -- files ----------------------------------------------------------------------------------------


def decisions_file(revision: str) -> str:
    """Where the decisions on a revision are kept."""
    return f"{DECISIONS}{revision}.json"


def original_file(revision: str, filename: str) -> str:
    """Where the Word file of a revision is kept; no file of a proposal is kept in that folder."""
    return f"received/rev/{revision}/{filename}"


def issue_file(slug: str) -> str:
    """Where the register's entry for an issued text is kept; ``slug`` is that of the meeting."""
    return f"{ISSUES}{slug}.json"


_NOT_TEXT = ("attribution", "rights", "publication", "withheld")


def write_rules(settings: Settings, revisions: tuple[Revision, ...]) -> bytes:
    """The settings and revisions as a file; inverse of ``read_rules``."""
    facts = {name: getattr(settings, name) for name in Settings.__slots__}
    facts["attribution"] = settings.attribution.value
    for name in ("rights", "publication", "withheld"):  # absent where they are those that a draft has at first
        del facts[name]
    if settings.publication is not Publication.NOTHING:
        facts["publication"] = settings.publication.value
    if settings.withheld:
        facts["withheld"] = list(settings.withheld)
    if settings.rights:
        facts["rights"] = {standing.value: right.value for standing, right in settings.rights}
    facts["revisions"] = [
        {"label": r.label, "commit": r.commit, "at": r.at.isoformat()}
        | ({"original": r.original} if r.original else {})
        for r in revisions
    ]
    return written("draft", facts)


def read_rules(data: bytes) -> tuple[Settings, tuple[Revision, ...]]:
    """The settings and revisions in a file that ``write_rules`` wrote."""
    with reading("draft", data, RULES) as facts:
        kept = {name: text_of(facts[name]) for name in Settings.__slots__ if name not in _NOT_TEXT}
        rights = tuple((Standing(s), Right(r)) for s, r in sorted(mapping_of(facts.get("rights", {})).items()))
        lets_out = Publication(facts.get("publication", Publication.NOTHING.value))
        named, withheld = Attribution(facts["attribution"]), tuple(map(text_of, facts.get("withheld", ())))
        settings = Settings(**kept, attribution=named, rights=rights, publication=lets_out, withheld=withheld)
        revisions = tuple(
            Revision(text_of(r["label"]), text_of(r["commit"]), time_of(r["at"]), text_of(r.get("original", "")))
            for r in facts["revisions"]
        )
        if not revisions:
            raise ValueError("no revision")
    return settings, revisions


def write_decisions(decisions: Decisions) -> bytes:
    """Decisions as a file; inverse of ``read_decisions``."""
    facts: dict[str, object] = {"revision": decisions.revision}
    facts["decisions"] = [facts_of_decision(d) for d in decisions.taken]
    if decisions.accepted or decisions.choices:
        facts["accepted"] = list(decisions.accepted)
        facts["choices"] = [{"slot": c.slot, "wording": c.wording} for c in decisions.choices]
    return written("decisions", facts)


def read_decisions(data: bytes, place: str) -> Decisions:
    """The decisions that ``write_decisions`` wrote, or an earlier amendtrack."""
    with reading("decisions", data, place) as facts:
        if "decisions" not in facts and "accepted" not in facts:
            raise ValueError("it contains no decisions")
        taken = tuple(decision_of_facts(d) for d in facts.get("decisions", ()))
        choices = tuple(Choice(text_of(c["slot"]), text_of(c["wording"])) for c in facts.get("choices", ()))
        return Decisions(text_of(facts["revision"]), taken, tuple(map(text_of, facts.get("accepted", ()))), choices)


def write_issue(issue: Issue) -> bytes:
    """The register's entry for an issued text as a file; inverse of ``read_issue``."""
    facts = {name: getattr(issue, name) for name in Issue.__slots__}
    facts |= {"at": issue.at.isoformat(), "proposals": dict(issue.proposals), "labels": dict(issue.labels)}
    facts["addresses"] = [list(pair) for pair in issue.addresses]
    return written("issue", facts)


def read_issue(data: bytes, place: str) -> Issue:
    """The register's entry that ``write_issue`` wrote."""
    with reading("issue", data, place) as facts:
        kept = {name: facts[name] for name in Issue.__slots__ if name in facts}
        kept |= {"at": time_of(facts["at"]), "proposals": tuple(facts["proposals"].items())}
        kept |= {"labels": tuple(facts["labels"].items())}
        kept |= {"addresses": tuple((text_of(a), text_of(p)) for a, p in facts.get("addresses", ()))}
        if not all(re.fullmatch(r".+#[0-9]{1,9}", a, re.DOTALL) for a, _ in kept["addresses"]):
            raise ValueError("an address without a number")
        return Issue(**kept)


def read_record(files: Mapping[str, bytes], entries: tuple[Entry, ...]) -> Record:
    """The record in these files (draft.json, delegations.csv, and those in ``FOLDERS``) and these entries."""
    if RULES not in files or DELEGATIONS not in files:
        raise RecordDamaged("the record has no draft.json or no delegations.csv", place="secretariat")
    settings, revisions = read_rules(files[RULES])
    with damage_at(DELEGATIONS):
        register = read_register(files[DELEGATIONS].decode())
    inside = {
        folder: [(p, data) for p, data in sorted(files.items()) if p.startswith(folder)] for folder in FOLDERS[1:]
    }
    issues = sorted((read_issue(data, p) for p, data in inside[ISSUES]), key=lambda i: (i.at, i.meeting))
    decisions = tuple(read_decisions(data, p) for p, data in inside[DECISIONS])
    statements = tuple(said for p, data in inside[POSITIONS] for said in read_statements(data, p))
    statuses = tuple(read_statuses(data, p) for p, data in inside[STATUSES])
    adoptions = tuple(sorted((read_adoption(data, p) for p, data in inside[ADOPTIONS]), key=lambda a: a.at))
    read = (read_meeting(data, p) for p, data in inside[MEETINGS])
    return Record(
        settings,
        revisions,
        register,
        entries,
        decisions,
        tuple(issues),
        statements,
        statuses,
        adoptions,
        tuple(sorted((m for m in read if m), key=lambda m: (m.date, m.name))),
        tuple(read_carry_over(data, p) for p, data in inside[CARRIED]),
        tuple(read_version(data, p) for p, data in inside[VERSIONS] if data),  # one that was undone is empty
        read_keys(files[KEYS]) if KEYS in files else Keyring(),
    )


def write_delegations(register: Register) -> bytes:
    """The register of delegations as a file."""
    return write_register(register).encode()
