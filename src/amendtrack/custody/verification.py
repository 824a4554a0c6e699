"""A whole draft checked, from nothing but its git repository: who wrote what, that nothing is gone, and issued texts.

Reads only, and works offline on any copy. The rules are in ``policy``; here they are asked about every commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from amendtrack.custody.branches import Purpose, place_of
from amendtrack.custody.claims import Seal
from amendtrack.custody.examined import Examined, as_at_home, is_in_clone
from amendtrack.custody.issued_texts import VALUE, Checked, check_issue
from amendtrack.custody.nothing_gone import gone, newer
from amendtrack.custody.policy import Breach, Fault
from amendtrack.custody.published import PublishedCopy
from amendtrack.custody.seen_heads import known_as_gone, unlike_seen
from amendtrack.custody.written_by import forged, of_the_future, strays
from amendtrack.draft.clock import now_here
from amendtrack.draft.git.borrowed import BORROWED, borrows
from amendtrack.draft.git.refs import ABOUT, SECRETARIAT
from amendtrack.draft.git.store import Store
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import RecordDamaged
from amendtrack.record.registers import OFFICE_SLUG


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was checked."""

    acts: int = 0
    commits: int = 0
    signed: int = 0
    branches: int = 0
    files: int = 0
    issued: int = 0
    computed: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking a draft: what is wrong, what cannot be checked here, how much was, and its heads.

    ``root`` is the fingerprint of the secretariat's first key, from which trust in all others follows; empty if it has
    none.
    """

    findings: tuple[Breach, ...]
    notes: tuple[str, ...]
    counts: Counts
    heads: Mapping[str, str]
    root: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def needs_newer(self) -> bool:
        """Whether all that is found is what only a newer amendtrack can check."""
        return bool(self.findings) and all(found.fault is Fault.NEWER for found in self.findings)


def verify(store: Store, seen: Mapping[str, str] | None = None, *, at: datetime | None = None) -> Verdict:
    """Check a draft; ``seen`` are heads that somebody saw earlier, to be compared with those that are there;
    ``at`` is now (this machine's clock, if not given).

    Raises:
        InputRefused: something in it is signed, and ``ssh-keygen`` is missing.
        RecordDamaged: the branch of acts is missing or cannot be read.
    """
    refs = as_at_home(store.refs()[0], is_clone=is_in_clone(store))
    if SECRETARIAT not in refs and ABOUT in refs:
        return _of_published(store, refs, seen or {}, at or now_here())
    draft, seen = Examined.of(store), seen or {}
    findings = [Breach(Fault.DAMAGED, ref, what) for ref, what in sorted(draft.damaged.items())]
    findings += [*forged(draft), *of_the_future(draft, at or now_here())]
    notes = [f"{ref}: no part of the draft" for ref in strays(draft)]
    notes += [BORROWED] if borrows(store.path) else []
    checked: list[Checked] = []
    if isinstance(now := draft.snapshot, Snapshot):
        findings += gone(draft, now)
        notes += newer(draft, now)
        checked = list(_issues(draft, now))
    else:
        means = f"the record cannot be read: {now}"
        findings.append(Breach(Fault.DAMAGED, "secretariat", means, draft.refs[SECRETARIAT]))
    findings += [finding for each in checked for finding in each.findings]
    findings += unlike_seen(draft, seen)
    for commit, what in sorted((draft.unreadable | draft.history.missing).items()):
        findings.append(Breach(Fault.DAMAGED, "history", f"cannot be read: {what}", commit))
    root = next((key for step in draft.steps for key in step.keyring.of(OFFICE_SLUG)), None)
    heads = {ref: commit for ref, commit in sorted(draft.refs.items()) if place_of(ref) is not None}
    return Verdict(
        tuple(dict.fromkeys(findings)),
        tuple(dict.fromkeys([*notes, *(note for each in checked for note in each.notes)])),
        Counts(
            acts=len(draft.chain),
            commits=len(draft.claims),
            signed=sum(claim.seal is Seal.GOOD for claim in draft.claims.values()),
            branches=len(heads),
            files=len(now.proposals()) if isinstance(now, Snapshot) else 0,
            issued=sum(each.is_issue for each in checked),
            computed=sum(each.again for each in checked),
            seen=len(seen),
        ),
        heads,
        root.fingerprint if root else "",
    )


def _of_published(store: Store, refs: Mapping[str, str], seen: Mapping[str, str], at: datetime) -> Verdict:
    copy = PublishedCopy(store, refs, seen, at)
    checked = copy.check()
    heads = {ref: commit for ref, commit in sorted(refs.items()) if place_of(ref) is not None}
    return Verdict(
        tuple(dict.fromkeys(finding for each in checked for finding in each.findings)),
        tuple(dict.fromkeys(note for each in checked for note in each.notes)),
        Counts(
            commits=len(copy.claims),
            signed=copy.signed,
            branches=len(heads),
            issued=sum(each.is_issue for each in checked),
            computed=sum(each.again for each in checked),
            seen=len(seen),
        ),
        heads,
        copy.root.fingerprint if copy.root else "",
    )


def _issues(draft: Examined, now: Snapshot) -> Iterator[Checked]:
    """Every issued text, and every adopted one as far as where it came from goes."""
    lost = known_as_gone(draft)
    for lineage in draft.lineages:
        for commit in lineage.commits if lineage.place.purpose in (Purpose.ISSUE, Purpose.ADOPTED) else ():
            if commit in draft.history.missing:
                continue
            parents = draft.history.parents(commit)
            record = next((parent for parent in parents if parent in draft.chain), "")
            if not record and any(p not in lost and draft.history.is_register(p) for p in parents):
                means = "was made from a state of the registers that this record does not lead to"
                yield Checked((Breach(Fault.REWRITTEN, lineage.place.shown, means, commit),))
            if lineage.place.purpose is Purpose.ISSUE:
                yield check_issue(now, lineage.place, commit, record)
    yield Checked(tuple(_without_value(draft)))


def _without_value(draft: Examined) -> Iterator[Breach]:
    """The texts issued without a stored value after one that has it: an amendtrack that stores it always does."""
    has_one = False
    for (ref, commit), _ in sorted(draft.named.items(), key=lambda item: item[1]):
        place = place_of(ref)
        if place is None or place.purpose is not Purpose.ISSUE or commit not in draft.claims:
            continue
        with suppress(RecordDamaged):
            if VALUE in draft.store.files(commit):
                has_one = True
            elif has_one:
                yield Breach(
                    Fault.VALUE_ALTERED, place.shown, "the value that the text was printed from is gone", commit
                )


__all__ = ["Counts", "Verdict", "verify"]
