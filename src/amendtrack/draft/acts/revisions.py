"""The act that records a new revision of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, Branch, already
from amendtrack.draft.acts.adopting import check_open
from amendtrack.draft.acts.agreeing import kept_agreed
from amendtrack.draft.carrying_over import carried_over, compared
from amendtrack.draft.git.refs import MAIN, OFFICE, proposal_ref, revision_tag
from amendtrack.draft.new_revision import NewRevision, Pending
from amendtrack.errors import InputRefused
from amendtrack.formats.received import is_word
from amendtrack.intake.decoding import plain_filename
from amendtrack.intake.doubts import Doubt, attributed
from amendtrack.record.carry_over import carry_over_file, counted, write_carry_over
from amendtrack.record.filing import RULES
from amendtrack.record.record import Revision, original_file, write_rules
from amendtrack.record.registers import name_key
from amendtrack.record.statements import statements_file, write_statements
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers

if TYPE_CHECKING:
    from datetime import datetime

    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.formats.received import Received

LONGEST_LABEL = 60
_LABEL = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


def check_label(label: str) -> None:
    """Refuse what cannot be a revision's label."""
    if not _LABEL.fullmatch(label) or label.endswith(".lock") or len(label) > LONGEST_LABEL:
        hint = "use letters, digits and dots, for example Rev.1"
        raise InputRefused(f"{label!r} cannot be a label", remedy=hint)


def revise(
    now: Snapshot,
    text: Received,
    data: str | bytes,
    *,
    label: str,
    at: When,
    filename: str = "",
    allow: Iterable[Doubt] = (),
    pending: Pending = Pending.CARRIED,
    same: Iterable[tuple[str, str]] = (),
) -> Act | Recorded:
    """Record ``text``, read from the file ``data``, as a new revision; see ``Draft.revise``."""
    text, last = text.beside(now.text()), now.revision()
    doubt = attributed(now.text(), text.text, now.delegations.__contains__)
    if doubt and Doubt.BRACKETS not in allow:
        raise InputRefused(doubt.message, remedy="send the settled text, or add --allow brackets")
    for known in now.revisions:
        if name_key(known.label) == name_key(label):
            if now.text(known.label) == text.text:
                return already(f"recorded as {known}", known.commit, known.label)
            raise InputRefused(f"there is already a revision {known}, with another text", remedy="give a new label")
    if now.text() == text.text:
        raise InputRefused(f"the text is that of {last}", remedy="send the revised text")
    check_open(now)
    when = moment(at, now.settings.timezone)
    con = now.consolidate()
    same = tuple(same)
    revised = compared(con, text.text, same)
    files, noted = kept_agreed(now, con, text.text, label, revised=revised)
    commit = _commit(now, text.text, label, when)
    original = original_file(label, plain_filename(filename, "as-received.docx")) if is_word(data) else ""
    originals = {original: data} if isinstance(data, bytes) and original else {}
    revisions = (*now.revisions, Revision(label, commit.id, when, original))
    carried = carried_over(now, con, NewRevision(label, text.text, commit.id, when, same), pending, revised=revised)
    said = {statements_file(code): write_statements(code, all_said) for code, all_said in carried.statements.items()}
    kept = replace(carried.record, same=same)
    record = {carry_over_file(label): write_carry_over(kept)} if kept.lines or same else {}
    return Act(
        kind="revise",
        summary=f"{label}, after {last}",
        at=when,
        facts=(("Revision", label), ("Commit", commit.id)),
        files=originals | record | said | files | {RULES: write_rules(now.settings, revisions)},
        commits=(commit, *(made for _, made in carried.commits)),
        branches=(
            Branch(MAIN, commit.id, last.commit),
            Branch(revision_tag(label), commit.id),
            *(Branch(proposal_ref(entry), made.id, entry.commit) for entry, made in carried.commits),
        ),
        name=label,
        commit=commit.id,
        carried=carried.record,
        notes=(*text.notes, *noted, *counted(carried.record.lines)),
    )


def _commit(now: Snapshot, text: str, label: str, when: datetime) -> NewCommit:
    last = now.revision()
    return now.store.make(
        {f"{now.settings.language}.md": text.encode()},
        parents=(last.commit,),
        author=OFFICE,
        committer=OFFICE,
        at=when,
        message=write_trailers(label, [("Revision", label), ("Title", now.settings.title)]),
        onto=last.commit,
    )
