"""A published copy checked: it has no registers, but says who the delegations are and which keys speak for whom.

So whose word and signature each commit bears is judged by the page about the copy, and every issued text by what was
let out with it. Who recorded what, and whether anything is missing, nobody can see in such a copy; that is noted, and
so is what nobody can check where names are withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, reduce
from itertools import pairwise

from amendtrack.custody.branches import Purpose, place_of
from amendtrack.custody.claims import Claim, Seal
from amendtrack.custody.evidence import read_claims
from amendtrack.custody.issued_texts import Checked, check_issued, read_issued
from amendtrack.custody.lineages import History, Lineage, lineages
from amendtrack.custody.odd_files import odd_files
from amendtrack.custody.pages import Pages
from amendtrack.custody.policy import Breach, Fault, Rules, commit_faults, dated_ahead, home_in
from amendtrack.custody.steps import proposal_branch
from amendtrack.draft.git.refs import ABOUT, MAIN
from amendtrack.draft.git.store import Store
from amendtrack.errors import AmendtrackError, RecordDamaged
from amendtrack.record.filing import DELEGATIONS
from amendtrack.record.keys import KEYS, Key, Keyring, read_keys
from amendtrack.record.registers import OFFICE_SLUG, Register, read_register
from amendtrack.record.trailers import read_trailers

_TEXT = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.md")
NO_REGISTERS = (
    "this is a published copy without registers: who recorded what, and whether anything is missing, "
    "only the secretariat's own draft shows"
)
NO_NAMES = (
    "names are withheld: whose a reading is, whether every proposal is in an issued text and as it was sent, what was "
    "decided, and so whether the text is what all that gives, can be checked in the secretariat's own draft alone; "
    "checked here is that the text stands on the revision that it names"
)


@dataclass(frozen=True)
class PublishedCopy:
    """A published copy, opened: its refs, each with its commit, what was seen there earlier, and what time it is."""

    store: Store
    refs: Mapping[str, str]
    seen: Mapping[str, str]
    at: datetime

    @cached_property
    def history(self) -> History:
        """What each commit comes from."""
        return History(self.store)

    @cached_property
    def lineages(self) -> list[Lineage]:
        """The commits that make up each branch."""
        page = place_of(ABOUT)
        pages = self.history.ancestors([self.refs[ABOUT]] if ABOUT in self.refs else [])
        return [*lineages(self.history, self.refs, self._sent(), pages), *([Lineage(page, pages)] if page else [])]

    def _sent(self) -> Iterator[tuple[str, str]]:
        """Each commit that says which proposal it is and that its branch leads to: what amends it comes from it too."""
        every = {ref: tip for ref, tip in self.refs.items() if (at := place_of(ref)) and at.purpose is Purpose.PROPOSAL}
        for ref, tip in every.items():
            for commit in (c for c in self.history.ancestors([tip]) if c not in self.history.missing):
                said = dict(read_trailers(self.store.commit(commit).message)).get("Proposal", "")
                if said and proposal_branch(said) == ref:
                    yield ref, commit

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """What every commit claims, signatures checked. Raises ``InputRefused`` where ``ssh-keygen`` is missing."""
        commits = dict.fromkeys(c for each in self.lineages for c in each.commits)
        return read_claims(self.store.raw_commit, (c for c in commits if c not in self.history.missing))[0]

    @cached_property
    def register(self) -> Register:
        """The delegations, as the page about the copy names them last."""
        data = self._told(self.refs.get(ABOUT, ""), DELEGATIONS)
        return read_register(data.decode("utf-8", "backslashreplace")) if data else Register()

    @cached_property
    def keyrings(self) -> list[tuple[Claim, Keyring]]:
        """Which keys the page named, first to last."""
        pages = reversed(self.history.ancestors([self.refs[ABOUT]] if ABOUT in self.refs else []))
        return [(self.claims[page], read_keys(self._told(page, KEYS))) for page in pages if page in self.claims]

    @cached_property
    def pages(self) -> Pages:
        """The same, as what signatures are asked for by."""
        return Pages(tuple(self.keyrings))

    @property
    def root(self) -> Key | None:
        """The secretariat's first key."""
        return next((key for _, ring in self.keyrings for key in ring.of(OFFICE_SLUG)), None)

    def _told(self, page: str, name: str) -> bytes:
        files = self.store.files_of(page) if page else {}
        return self.store.blob(files[name]) if name in files else b""

    def check(self) -> list[Checked]:
        """Everything that is wrong, and what could not be checked. Raises ``RecordDamaged``: there is no text."""
        notes = (NO_REGISTERS,) if len(self.register) else (NO_REGISTERS, NO_NAMES)
        kept = {each.place.shown: each.commits for each in self.lineages}
        found = [*self._unlike_seen(), *self._forged(), *odd_files(self.store, kept), *self._unreadable()]
        return [Checked(tuple(found), notes), *self._issues()]

    def _forged(self) -> Iterator[Breach]:
        """Every commit that is not the word of whose branch it stands on."""
        try:
            rules = Rules(self.register, reduce(Keyring.joined, (ring for _, ring in self.keyrings), Keyring()))
        except AmendtrackError as err:
            yield Breach(Fault.DAMAGED, "about", f"the delegations and keys cannot be read: {err}", self.refs[ABOUT])
            return
        yield from self._keys_taken_out()
        for lineage in self.lineages:
            place = lineage.place
            if place.owner != OFFICE_SLUG and place.owner not in rules.writers:
                yield Breach(Fault.NO_PLACE, place.shown, "the page about the copy names no delegation of that name")
                continue
            for claim in (self.claims[c] for c in lineage.commits if c in self.claims):
                yield from dated_ahead([claim], place, self.at)
                home = home_in(place, claim)
                faults = commit_faults(claim, home, rules)
                yield from (each for each in faults if not self.pages.excuse(each, claim, home.owner))

    def _keys_taken_out(self) -> Iterator[Breach]:
        for (_, before), (page, ring) in pairwise(self.keyrings):
            if not ring.follows(before):
                means = "a key was taken out of the register of keys, changed or revived"
                yield Breach(Fault.KEYS_ROLLED_BACK, "about", means, page.commit)

    def _unreadable(self) -> Iterator[Breach]:
        for commit, what in sorted(self.history.missing.items()):
            yield Breach(Fault.DAMAGED, "history", f"cannot be read: {what}", commit)

    def _issues(self) -> Iterator[Checked]:
        """Every issued text, against its stored value and the parents that were let out."""
        language = self._language()
        texts = [each for each in self.lineages if each.place.purpose in (Purpose.TEXT, Purpose.REVISION)]
        revisions = {commit for each in texts for commit in each.commits}
        done: set[str] = set()
        for each in (each for each in self.lineages if each.place.purpose is Purpose.ISSUE):
            for commit in (c for c in each.commits if c not in done and c not in self.history.missing):
                done.add(commit)
                try:
                    if dict(read_trailers(self.store.commit(commit).message)).get("Issue"):
                        issued = read_issued(self.store, commit, revisions, language)
                        yield check_issued(replace(issued, is_published=True), None, each.place.shown)
                except RecordDamaged as err:
                    means = f"the issued text cannot be read: {err}"
                    yield Checked((Breach(Fault.DAMAGED, each.place.shown, means, commit),))

    def _unlike_seen(self) -> Iterator[Breach]:
        for ref, was in sorted(self.seen.items()):
            shown = place.shown if (place := place_of(ref)) else ref
            if ref not in self.refs:
                yield Breach(Fault.DELETED, shown, f"{was[:12]} was seen there, and the branch is gone", was)
            elif not self.history.leads_to(self.refs[ref], was):
                means = f"does not lead to {was[:12]}, which was seen there"
                yield Breach(Fault.REWRITTEN, shown, means, self.refs[ref])

    def _language(self) -> str:
        """The language of the chair's text: the name of its file. Raises ``RecordDamaged``."""
        there = self.store.files(self.refs[MAIN]) if MAIN in self.refs else {}
        named = [m[1] for path in there if (m := _TEXT.fullmatch(path))]
        if len(named) != 1:
            raise RecordDamaged("the chair's text is not there", place="main")
        return named[0]

    @property
    def signed(self) -> int:
        """How many commits bear a good signature."""
        return sum(claim.seal is Seal.GOOD for claim in self.claims.values())


__all__ = ["PublishedCopy"]
