"""The acts of adopting the text, and of reopening an adopted one: chair's acts, dated and named.

``consolidation.adoption`` makes the text, or says what is left. Once it is adopted, nothing is decided any more and no
revision is recorded, until somebody reopens it by name; what delegations send is still recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.adopted_text import AdoptionRules, Numbers
from amendtrack.consolidation.adoption import adopted, adopted_in
from amendtrack.consolidation.remains import Remainder
from amendtrack.draft.acts.act import Act, Branch, already
from amendtrack.draft.git.refs import ADOPTED, OFFICE
from amendtrack.errors import InputRefused
from amendtrack.record.adoptions import Adoption, adoption_file, write_adoption
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers
from amendtrack.text.labels import name_of_note
from amendtrack.text.units import parse_text

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.versions import Version

ADOPTION = "adoption"
"""What `reopen` calls it."""


def adopt(now: Snapshot, rules: AdoptionRules, *, at: When) -> Act | Recorded:
    """Record the decided text as adopted; see ``Draft.adopt``."""
    known = now.adoption
    if known is not None:
        same = _by(known) == (rules.numbers, rules.citations, set(rules.literals), set(rules.kept))
        if same:
            return already(f"adopted on {known.at:%Y-%m-%d %H:%M}: {known.revision}", known.commit, known.revision)
        raise InputRefused(f"{known.revision} was adopted by other rules", remedy=_way())
    con, rules = now.consolidate(), replace(rules, names=names_in(now))
    made = adopted(con, rules, also=(*_also(now), *stale_versions(now, con)))
    texts = {now.settings.language: made.text} | {
        version.language: adopted_in(con, parse_text(version.text), version.language, rules)
        for version in now.versions()
    }
    when, revision = moment(at, now.settings.timezone), now.revision().label
    commit = _commit(now, texts, revision, when=when, last=now.last_adoption)
    fresh = Adoption(
        revision,
        when,
        commit.id,
        replace(made, text=""),
        rules.numbers,
        rules.citations,
        tuple(rules.literals),
        rules.kept,
        tuple(sorted(texts.keys() - {now.settings.language})),
    )
    changed = sum(row.adopted != row.negotiated for row in made.concordance if row.adopted)
    done = "numbers kept" if rules.numbers is Numbers.KEPT else _many(changed, "new number")
    parts = [done, _many(len(made.followed), "cross-reference") + " followed"]
    parts += [f"{_many(len(made.left), 'citation')} left as they are"] if made.left else []
    parts += [f"{_many(len(made.removed), 'note')} removed"] if made.removed else []
    before = now.last_adoption
    return Act(
        kind="adopt",
        summary=f"the adoption of {revision}: {', '.join(parts)}",
        at=when,
        facts=(("Revision", revision), ("Commit", commit.id)),
        files={adoption_file(revision): write_adoption(fresh)},
        commits=(commit,),
        branches=(Branch(ADOPTED, commit.id, before.commit if before else ""),),
        name=revision,
        commit=commit.id,
        notes=tuple(f"not in the text: {note.strip('{}')}" for note in now.annex(con).notes),
    )


def _by(known: Adoption) -> tuple[object, ...]:
    """The rules by which a text was adopted."""
    return known.numbers, known.citations, set(known.literals), set(known.kept)


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _commit(
    now: Snapshot, texts: Mapping[str, str], revision: str, *, when: datetime, last: Adoption | None
) -> NewCommit:
    return now.store.make(
        {f"{language}.md": text.encode() for language, text in texts.items()},
        parents=(now.revision().commit, now.tip, *([last.commit] if last else ())),
        author=OFFICE,
        committer=OFFICE,
        at=when,
        message=write_trailers(f"Adopted {revision}", [("Revision", revision), ("Title", now.settings.title)]),
    )


def stale_versions(now: Snapshot, con: Consolidation) -> Iterator[Remainder]:
    """What was decided after a language version was recorded: the version may not have it."""
    for version in now.versions():
        for place, what in decided_since(con, version):
            found = f"{what} was decided after this language version was recorded"
            yield Remainder(f"{version.language}: {place}", found, "record it again with translate")


def decided_since(con: Consolidation, version: Version) -> Iterator[tuple[str, str]]:
    """What was decided, and changes the text, after a language version was recorded: the place, and the name."""
    for decision, ruling in con.standing.in_force:
        changes = bool(ruling.kept or ruling.own)
        if changes and decision.when and datetime.fromisoformat(decision.when) > version.at:
            yield name_of_note(ruling.address), ruling.what


def names_in(now: Snapshot) -> tuple[tuple[str, str], ...]:
    """The names that an adopted text may not contain: of delegations in all languages, and of proposals."""
    found = {name: "a delegation" for d in now.delegations for _, name in d.names if len(name) > 1}
    found |= {entry.name: "a proposal" for entry in now.proposals()}
    return tuple(sorted(found.items()))


def _also(now: Snapshot) -> Iterator[Remainder]:
    """What was proposed on earlier revisions and is still open."""
    for one in now.left_open():
        place, on = name_of_note(one.slot.address), f"{one.revision} ({', '.join(one.amendments)})"
        yield Remainder(f"{place} on {one.revision}", f"open from {on}", "reject it, or replace it with a new proposal")


def reopen(now: Snapshot, *, at: When, by: str) -> Act | Recorded:
    """Reopen the adopted text; see ``Draft.reopen``."""
    known = now.adoption
    if known is None:
        return already("open: nothing is adopted")
    if not by.strip():
        raise InputRefused("an adopted text is reopened by somebody", remedy="say who does: --by NAME")
    when = moment(at, now.settings.timezone)
    return Act(
        kind="reopen-adoption",
        summary=f"the reopening of {known.revision}, adopted on {known.at:%Y-%m-%d %H:%M}, by {by}",
        at=when,
        facts=(("Revision", known.revision),),
        files={adoption_file(known.revision): write_adoption(known.reopened_by(by, when))},
        name=known.revision,
    )


def is_adoption(names: Iterable[str]) -> bool:
    """Whether these names, as ``reopen`` takes them, mean the adoption."""
    return [re.sub(r"\W", "", name).casefold() for name in names] == [ADOPTION]


def check_open(now: Snapshot) -> None:
    """Refuse to decide or revise a text that was adopted.

    Raises:
        InputRefused: it was, and nobody has reopened it.
    """
    if (known := now.adoption) is not None:
        raise InputRefused(f"{known.revision} was adopted on {known.at:%Y-%m-%d %H:%M}", remedy=_way())


def _way() -> str:
    return f"reopen it first: reopen DRAFT {ADOPTION} --by NAME"
