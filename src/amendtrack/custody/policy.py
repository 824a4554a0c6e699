"""The rules of custody, as functions on values: whether a commit may stand where it stands, and a branch move as asked.

Pure. ``verification`` asks them about a draft as it is, a server's hook about what is being pushed; both thus give the
same answer. How commits are read and signatures checked is left to ``reading``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from amendtrack.custody.branches import Place, Purpose, place_of
from amendtrack.custody.claims import OFFICE_HOLDER, Claim, Seal, Writers
from amendtrack.custody.steps import proposal_branch
from amendtrack.draft.clock import ahead, if_slow
from amendtrack.record.keys import Keyring, has_ended
from amendtrack.record.registers import Register


class Fault(Enum):
    """What can be wrong, each with the word that programs get."""

    FORGED_AUTHOR = "forged-author"
    UNSIGNED = "unsigned"
    BROKEN_SIGNATURE = "broken-signature"
    UNKNOWN_KEY = "unknown-key"
    ANOTHERS_KEY = "anothers-key"
    ENDED_KEY = "ended-key"
    ANOTHERS_PLACE = "anothers-place"
    NO_PLACE = "no-place"
    DELETED = "deleted"
    REWRITTEN = "rewritten"
    DATED_AHEAD = "dated-ahead"
    KEYS_ROLLED_BACK = "keys-rolled-back"
    KEYS_UNSIGNED = "keys-unsigned"
    NOT_AN_ACT = "not-an-act"
    CUT_OFF = "cut-off"
    SWAPPED = "swapped"
    TEXT_ALTERED = "text-altered"
    VALUE_ALTERED = "value-altered"
    FILE_ALTERED = "file-altered"
    ODD_FILE = "odd-file"
    NEWER = "newer"
    REPLACED = "replaced"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that is wrong: ``place`` (a branch, and a commit where one is meant), what, and what it means."""

    fault: Fault
    place: str
    means: str
    commit: str = ""

    def __str__(self) -> str:
        at = f" at {self.commit[:12]}" if self.commit else ""
        return f"{self.place}{at}: {self.means}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is judged by: the delegations, the keys in force, and how far in time the record had come (its ``clock``).

    A key that had ended by then is not accepted, whatever date a signature bears.
    """

    register: Register
    keyring: Keyring = Keyring()  # noqa: RUF009 - a frozen value
    clock: datetime | None = None
    writers: Writers = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "writers", Writers(self.register))


def commit_faults(claim: Claim, place: Place, rules: Rules) -> Iterator[Breach]:
    """What is wrong with a commit as one of those that make up a branch: whose word it is, and whose signature."""

    def found(fault: Fault, means: str) -> Breach:
        return Breach(fault, place.shown, means, claim.commit)

    owner, named = place.owner, rules.writers.named
    for said, who in _spoken(claim, place, rules.writers):
        if who in (owner, ""):
            continue
        if who == OFFICE_HOLDER and (claim.is_recorded or said != "author"):
            continue
        yield found(Fault.FORGED_AUTHOR, f"the {said} names {named(who)}, and this is a place of {named(owner)}")
        break
    for name in claim.proposals:
        if place.number and name.rpartition("-")[2] != str(place.number):
            yield found(Fault.ANOTHERS_PLACE, f"says that it is {name}, and stands as proposal {place.number}")
    if owner == OFFICE_HOLDER and not claim.is_recorded:
        yield found(Fault.ANOTHERS_PLACE, "only the secretariat writes here, and the commit is not its own")
    yield from _signature_faults(claim, place, rules)


def _spoken(claim: Claim, place: Place, writers: Writers) -> Iterator[tuple[str, str]]:
    """For whom each part of a commit speaks. The secretariat's messages speak of others, and for nobody else."""
    yield "author", writers.speaking(claim.author)
    yield "committer", writers.speaking(claim.committer)
    if place.owner != OFFICE_HOLDER:
        for who in sorted(writers.claimed(claim)):
            yield "message", who


def _signature_faults(claim: Claim, place: Place, rules: Rules) -> Iterator[Breach]:
    owner, keyring, named = place.owner, rules.keyring, rules.writers.named
    signs = OFFICE_HOLDER if claim.is_recorded else owner

    def found(fault: Fault, means: str) -> Breach:
        return Breach(fault, place.shown, means, claim.commit)

    is_asked = keyring.asks(signs, claim.at, rules.clock) or keyring.asks(owner, claim.at, rules.clock)
    if claim.seal is Seal.NONE:
        if is_asked:
            yield found(Fault.UNSIGNED, f"not signed, although what {named(signs)} sends must be signed")
        return
    if claim.seal is Seal.BROKEN:
        yield found(Fault.BROKEN_SIGNATURE, "the signature belongs to something else, or is damaged")
        return
    key = keyring.known(claim.key)
    if key is None:
        if is_asked:
            yield found(Fault.UNKNOWN_KEY, "signed with a key that is not in the register of keys")
    elif key.holder not in (signs, OFFICE_HOLDER):
        yield found(Fault.ANOTHERS_KEY, f"signed with the key of {named(key.holder)}, not of {named(signs)}")
    elif not key.covers(claim.at):
        yield found(Fault.ENDED_KEY, f"signed with a key that is not valid on {claim.at:%Y-%m-%d %H:%M %z}")
    elif has_ended(key, rules.clock):
        yield found(Fault.ENDED_KEY, "signed with a key that had ended before the commit was recorded")


def dated_ahead(
    claims: Iterable[Claim], place: Place, here: datetime, *, can_set_clock: bool = True
) -> Iterator[Breach]:
    """The commits that are dated more than a day ahead of the clock, which says ``here``: an act's time moves the
    record's, by which keys end. Whoever can set that clock is told how.
    """
    for claim in claims:
        if found := ahead(claim.at, here):
            means = f"{found}; {if_slow(claim.at)}" if can_set_clock else found
            yield Breach(Fault.DATED_AHEAD, place.shown, means, claim.commit)


# -- the register of keys --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActClaim:
    """A commit of ``secretariat``: what it says, and the registers as they are after it."""

    claim: Claim
    kind: str
    register: Register
    keyring: Keyring


def act_faults(act: ActClaim, before: Rules, place: Place) -> Iterator[Breach]:
    """What is wrong with one act that follows a record in this state.

    The act that registers the secretariat's first key is signed with that key; every later one with one in force before
    it. Keys are only added, or given an end. Where two copies of the draft came together, ``before`` is what both had.
    """

    def found(fault: Fault, means: str) -> Breach:
        return Breach(fault, place.shown, means, act.claim.commit)

    if not act.kind:
        yield found(Fault.NOT_AN_ACT, "not an act: the registers were changed by hand")
    is_first = not before.keyring.is_signed_for
    yield from commit_faults(act.claim, place, replace(before, keyring=act.keyring) if is_first else before)
    if set(act.keyring) == set(before.keyring):
        return
    if not act.keyring.follows(before.keyring):
        yield found(Fault.KEYS_ROLLED_BACK, "a key was taken out of the register of keys, changed or revived")
    if act.kind != "keys":
        yield found(Fault.KEYS_UNSIGNED, "changes the register of keys, and is not the act of doing so")


def together(every: Sequence[Rules]) -> Rules:
    """What is judged by where one act follows on several: two copies of the draft came together."""
    found = every[0]
    for other in every[1:]:
        clock = max(filter(None, (found.clock, other.clock)), default=None)
        found = Rules(found.register, found.keyring.joined(other.keyring), clock)
    return found


def after(act: ActClaim, before: Rules) -> Rules:
    """What is judged by once an act is recorded; the record never goes back in time."""
    clock = act.claim.at if before.clock is None else max(before.clock, act.claim.at)
    return Rules(act.register, act.keyring, clock)


# -- moving a branch -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A ref that is to name another commit: ``before`` and ``after`` are empty where there is none.

    ``claims`` are the commits that come with it: every one that ``after`` leads to and no ref named until now, and
    always ``after`` itself. ``follows`` says whether ``after`` leads back to ``before``. Where the ref is
    ``secretariat``, ``acts`` are the same commits, oldest first, and ``left`` says what is judged by after each act
    that was there already and that one of them follows on.
    """

    ref: str
    before: str = ""
    after: str = ""
    follows: bool = True
    claims: tuple[Claim, ...] = ()
    acts: tuple[ActClaim, ...] = ()
    left: Mapping[str, Rules] = field(default_factory=dict)


def move_faults(move: Move, by: str, rules: Rules, *, kept: Collection[str] = ()) -> tuple[Breach, ...]:
    """Why a writer may not move this ref; empty if they may.

    ``by`` is a delegation, named as in its branches, or the secretariat. ``kept`` are the commits that other refs will
    name afterwards: the secretariat may put a proposal's branch back only where what it had is kept.
    """
    return tuple(_move_faults(move, by, rules, kept))


def _move_faults(move: Move, by: str, rules: Rules, kept: Collection[str]) -> Iterator[Breach]:
    place = place_of(move.ref)
    named = rules.writers.named
    own = "" if by == OFFICE_HOLDER else f"; your own are proposals/{by}/<number>"
    if place is None:
        yield Breach(Fault.NO_PLACE, move.ref, f"a draft has no branch or tag of that name{own}")
        return
    if place.owner != OFFICE_HOLDER and place.owner not in rules.writers:
        yield Breach(
            Fault.NO_PLACE, place.shown, f"no delegation in the register has the branches {place.owner!r}{own}"
        )
        return
    if by != OFFICE_HOLDER and by not in rules.writers:
        means = f"you push for {by!r}, and no delegation in the register has branches of that name"
        yield Breach(Fault.ANOTHERS_PLACE, place.shown, means)
        return
    if by not in (OFFICE_HOLDER, place.keeper):
        yield Breach(
            Fault.ANOTHERS_PLACE, place.shown, f"{named(by)} may not write here; {named(place.keeper)} may{own}"
        )
        return
    if not move.after:
        yield Breach(Fault.DELETED, place.shown, "nothing that was sent is deleted; withdrawing is an act of its own")
        return
    put_back = by == OFFICE_HOLDER and place.purpose is Purpose.PROPOSAL and move.before in kept
    if move.before and (not move.follows or place.purpose is Purpose.REVISION) and not put_back:
        yield Breach(Fault.REWRITTEN, place.shown, f"{move.after[:12]} does not build on {move.before[:12]}")
        return
    if place.purpose is Purpose.REGISTER:
        yield from _acts(move, place, rules)
    elif place.purpose is not Purpose.ASIDE:
        for claim in move.claims:
            yield from commit_faults(claim, home_in(place, claim), rules)


def home_in(place: Place, claim: Claim) -> Place:
    """Whose commit this is: an issued text brings with it earlier submissions, which no branch names any more."""
    said = dict(claim.facts)
    if place.purpose in (Purpose.ISSUE, Purpose.ADOPTED) and "Proposal" in said and "Issue" not in said:
        return place_of(proposal_branch(said["Proposal"])) or place
    return place


def _acts(move: Move, place: Place, rules: Rules) -> Iterator[Breach]:
    """Judge each act by what it follows on: where two copies came together, each side by its own keys."""
    left = dict(move.left)
    for act in move.acts:
        before = together([left.get(parent, rules) for parent in act.claim.parents] or [rules])
        yield from act_faults(act, before, place)
        rules = left[act.claim.commit] = after(act, before)


__all__ = [
    "ActClaim",
    "Breach",
    "Fault",
    "Move",
    "Rules",
    "act_faults",
    "after",
    "commit_faults",
    "dated_ahead",
    "home_in",
    "move_faults",
    "together",
]
