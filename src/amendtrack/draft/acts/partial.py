"""The withdrawal of one amendment of a proposal; its others stand.

What is left of the proposal becomes its text, recorded as a further commit on its branch: the text is as if the
amendment had never been made. The earlier text, and the file as received, stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.compose import compose
from amendtrack.consolidation.decision import proposal_of
from amendtrack.consolidation.edits import Edit
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.strands import Woven
from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.acts.corrections import check_stands, entry_files, issued_notes
from amendtrack.draft.acts.overtaken import check_one_meaning, recarried
from amendtrack.draft.consolidated import in_text
from amendtrack.draft.git.refs import OFFICE, person_of, proposal_ref
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.entries import Entry, TakenBack
from amendtrack.record.record import decisions_file, write_decisions
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers
from amendtrack.redline.align.origins import UNSTATED
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare

if TYPE_CHECKING:
    from amendtrack.consolidation.numbered_amendments import NumberedAmendment
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.snapshot import Snapshot


def withdraw_amendment(now: Snapshot, name: str, *, at: When) -> Act:
    """Record that a delegation withdraws one amendment of its proposal; see ``Draft.withdraw``."""
    when = moment(at, now.settings.timezone)
    check_stands(now.proposal(proposal_of(name)))
    check_one_meaning(now, [name])
    (entry,) = in_text(now, [now.proposal(proposal_of(name)).name])
    con = now.consolidate().undecided
    gone = _named(con, entry, name)
    own = next(edits for p, edits in zip(con.proposals, con.edits, strict=True) if p.name == entry.name)
    if not gone.strands <= {edit.identity for edit in own}:
        hint = f"use whole {gone.place} --end first"
        raise InputRefused(f"{gone.name} is what {entry.name} changes in {gone.place}, shown whole", remedy=hint)
    left = tuple(edit for edit in own if edit.identity not in gone.strands)
    if not left:
        raise InputRefused(f"{gone.name} is all that {entry.name} asks for", remedy=f"use withdraw {entry.name}")
    text = _text_of(con, entry.name, left)
    said = words_asked(con, gone)
    if not said or {e.identity for e in edits_of(con.prepared, text)} != {e.identity for e in left}:
        found = f"{gone.name} cannot be told from the rest of {entry.name}"
        hint = f"have the delegation send {entry.name} again without it, and record that with replace"
        raise InputRefused(found, remedy=hint)
    commit = _commit(now, entry, text, gone, when=when.isoformat())
    after = replace(entry, taken_back=(*entry.taken_back, TakenBack(gone.name, said, when, now.revision().label)))
    lapsed, files = _lapsing(now, gone.name)
    if entry.sent:
        files |= recarried(now, entry, commit.id)
    else:
        after = replace(after, commit=commit.id, origins=UNSTATED)
    return Act(
        kind="withdraw",
        summary=f"withdrawal of {gone.name} by {now.display(entry.backers[0])}: {said}",
        at=when,
        facts=(("Proposal", entry.name), ("Amendment", gone.name), ("Commit", commit.id)),
        files={**entry_files(after), **files},
        commits=(commit,),
        branches=(Branch(proposal_ref(after), commit.id, entry.commit),),
        name=entry.name,
        notes=(*lapsed, *issued_notes(now, entry.name)),
    )


def _named(con: Consolidation, entry: Entry, name: str) -> NumberedAmendment:
    mine = [a for a in con.amendments if a.proposal == entry.name]
    number = name.rpartition("#")[2].strip()
    found = next((a for a in mine if a.name == f"{entry.name}#{number}"), None)
    if found is None:
        listed = ", ".join(f"{a.name} ({a.place})" for a in mine) or "none"
        raise Unknown(f"no amendment {name!r}", remedy=f"the amendments of {entry.name} are: {listed}")
    return found


def _text_of(con: Consolidation, proposal: str, edits: Sequence[Edit]) -> str:
    """The draft with these edits alone."""
    alone = Proposal(proposal, "", proposal)
    return compose(con.labels_of_base, Woven.of([(alone, tuple(edits))]).strands, {})


def words_asked(con: Consolidation, asked: NumberedAmendment) -> str:
    """What an amendment asks for, in one line; empty if its proposal has no edits that make it."""
    made = next((edits for p, edits in zip(con.proposals, con.edits, strict=True) if p.name == asked.proposal), ())
    text = _text_of(con, asked.proposal, [edit for edit in made if edit.identity in asked.strands])
    return "; ".join(a.in_words for a in amendments(compare(con.base, text)))


def _lapsing(now: Snapshot, name: str) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """A note on the decision about that amendment, and the decisions without it."""
    made = now.decisions
    left = tuple(d for decision in made.taken if (d := decision.without(lambda ruling: ruling.what == name)))
    if left == made.taken:
        return (), {}
    files = {decisions_file(made.revision): write_decisions(replace(made, taken=left))}
    return (f"the decision on {name} lapses with it",), files


def _commit(now: Snapshot, entry: Entry, text: str, gone: NumberedAmendment, *, when: str) -> NewCommit:
    """The text that is left, after the one that it replaces and on what both were made on."""
    ground = now.revision(entry.revision).commit
    owner = now.delegations.resolve(entry.delegation)
    facts = [
        ("Proposal", entry.name),
        ("Delegation", f"{owner} ({owner.code})"),
        ("Revision", entry.revision),
        ("Withdrawn", gone.name),
        ("Received", entry.received.isoformat()),
    ]
    return now.store.make(
        {f"{now.settings.language}.md": text.encode()},
        parents=(entry.commit, ground),
        author=person_of(owner),
        committer=OFFICE,
        at=moment(when, now.settings.timezone),
        message=write_trailers(f"{entry}, without {gone.name}", facts),
        onto=ground,
    )


__all__ = ["withdraw_amendment", "words_asked"]
