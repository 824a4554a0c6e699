"""Who may move what: every writer at every place, and what a commit may say and bear there."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from amendtrack import read_register
from amendtrack.custody.branches import Purpose, place_of
from amendtrack.custody.claims import OFFICE_HOLDER, Claim, Seal
from amendtrack.custody.policy import ActClaim, Fault, Move, Rules, move_faults
from amendtrack.draft.git.commits import Person
from amendtrack.draft.git.refs import OFFICE
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.record.keys import Key, Keyring, read_keys, read_public_key, write_keys

REGISTER = read_register("code,name,standing,mail\nNRV,Norvia,party,@norvia.example\nGLD,Galdora,party,\n")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
NORVIA, GALDORA = Person("Norvia", "nrv@amendtrack.invalid"), Person("Galdora", "gld@amendtrack.invalid")
ANA = Person("Ana", "ana@norvia.example")
MINE, THEIRS = "refs/heads/proposals/nrv/1", "refs/heads/proposals/gld/1"
A, B = "a" * 40, "b" * 40


def key(holder: str, number: int = 0, **times: datetime) -> Key:
    kind = "ssh-ed25519"
    seed = (holder.encode() + bytes([number])).ljust(32, b".")[:32]
    return Key(holder, kind, b64encode((11).to_bytes(4) + kind.encode() + (32).to_bytes(4) + seed).decode(), **times)


KEYED = Rules(REGISTER, Keyring((key("secretariat"), key("nrv"))))
OPEN = Rules(REGISTER)


def claim(author: Person = NORVIA, committer: Person | None = None, by: Key | None = None, **more: object) -> Claim:
    seal = {"seal": Seal.GOOD, "key": by.blob} if by else {}
    facts = {"commit": B, "author": author, "committer": committer or author, "at": NOON} | seal | more
    return Claim(**facts)  # type: ignore[arg-type]


def faults(made: Claim, by: str = "nrv", rules: Rules = KEYED, ref: str = MINE, **more: object) -> list[str]:
    move = Move(ref=ref, after=B, claims=(made,), **more)  # type: ignore[arg-type]
    return [finding.fault.value for finding in move_faults(move, by, rules)]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (claim(by=key("nrv")), []),
        (claim(ANA, by=key("nrv")), []),
        (claim(Person("Ana", "ana@elsewhere.example"), by=key("nrv")), []),
        (claim(NORVIA, OFFICE, by=key("secretariat")), []),
        (claim(OFFICE, by=key("secretariat")), []),
        (claim(), ["unsigned"]),
        (claim(NORVIA, OFFICE), ["unsigned"]),
        (claim(GALDORA, by=key("nrv")), ["forged-author"]),
        (claim(NORVIA, GALDORA, by=key("nrv")), ["forged-author"]),
        (claim(OFFICE, NORVIA, by=key("nrv")), ["forged-author"]),
        (claim(by=key("nrv"), facts=(("Proposal", "GLD-1"),)), ["forged-author"]),
        (claim(by=key("nrv"), facts=(("Delegation", "Galdora (GLD)"),)), ["forged-author"]),
        (claim(by=key("nrv"), facts=(("Cosponsor", "Galdora (GLD)"), ("Proposal", "NRV-1"))), []),
        (claim(by=key("gld")), ["unknown-key"]),
        (claim(NORVIA, OFFICE, by=key("nrv")), ["anothers-key"]),
        (claim(seal=Seal.BROKEN), ["broken-signature"]),
        (claim(by=key("nrv"), at=NOON), []),
    ],
)
def test_what_a_commit_may_say_and_bear_in_a_place_of_norvia(made: Claim, expected: list[str]) -> None:
    assert faults(made) == expected
    assert faults(made, by=OFFICE_HOLDER) == expected


def test_nothing_need_be_signed_before_a_key_is_registered() -> None:
    assert faults(claim(), rules=OPEN) == faults(claim(NORVIA, OFFICE), rules=OPEN) == []
    assert faults(claim(GALDORA), rules=OPEN) == ["forged-author"]
    only_the_office = Rules(REGISTER, Keyring((key("secretariat"),)))
    assert faults(claim(), rules=only_the_office) == []
    assert faults(claim(NORVIA, OFFICE), rules=only_the_office) == ["unsigned"]
    assert faults(claim(by=key("gld")), rules=OPEN) == []


def test_the_key_of_another_is_never_ones_own() -> None:
    rules = Rules(REGISTER, Keyring((key("secretariat"), key("nrv"), key("gld"))))
    assert faults(claim(by=key("gld")), rules=rules) == ["anothers-key"]
    assert faults(claim(GALDORA, by=key("nrv")), by="gld", ref=THEIRS, rules=rules) == ["anothers-key"]


def test_a_key_counts_from_its_first_time_to_its_last() -> None:
    hour = timedelta(hours=1)
    bounded = replace(KEYED, keyring=Keyring((key("secretariat"), key("nrv", first=NOON, last=NOON + hour))))
    signed = bounded.keyring.keys[1]
    assert faults(claim(by=signed), rules=bounded) == faults(claim(by=signed, at=NOON + hour), rules=bounded) == []
    assert faults(claim(by=signed, at=NOON - hour), rules=bounded) == ["ended-key"]
    assert faults(claim(by=signed, at=NOON + 2 * hour), rules=bounded) == ["ended-key"]
    assert faults(claim(at=NOON - hour), rules=bounded) == []
    assert faults(claim(at=NOON + 2 * hour), rules=bounded) == ["unsigned"], "a forger would date it so"
    # Whoever holds an ended key can date a signature back: the record's own time tells.
    late = replace(bounded, clock=NOON + hour)
    assert faults(claim(by=signed), rules=late) == ["ended-key"]
    # And an unsigned commit dated before the key began is late as well, once the record has passed that time.
    assert faults(claim(at=NOON - hour), rules=replace(bounded, clock=NOON)) == ["unsigned"]


EVERY = {
    "refs/heads/main": Purpose.TEXT,
    "refs/heads/secretariat": Purpose.REGISTER,
    "refs/heads/adopted": Purpose.ADOPTED,
    "refs/heads/consolidated/pm2": Purpose.ISSUE,
    "refs/heads/proposals/nrv/1": Purpose.PROPOSAL,
    "refs/heads/positions/nrv": Purpose.POSITIONS,
    "refs/heads/undone/nrv/1/0123456789ab": Purpose.UNDONE,
    "refs/heads/unrecorded/proposals/nrv/1/0123456789ab": Purpose.ASIDE,
    "refs/tags/rev/Rev.0": Purpose.REVISION,
}
NOWHERE = (
    "refs/heads/proposals/nrv",
    "refs/heads/proposals/nrv/01",
    "refs/heads/proposals/nrv/1/2",
    "refs/heads/proposals/NRV/1",
    "refs/heads/proposals/../1",
    "refs/heads/consolidated/pm2/x",
    "refs/heads/feature",
    "refs/notes/commits",
    "refs/replace/" + A,
    "refs/meta/config",
    "refs/tags/v1",
    "HEAD",
)


def test_every_ref_of_a_draft_has_a_purpose_and_no_other_has() -> None:
    assert {ref: place_of(ref).purpose for ref in EVERY} == EVERY  # type: ignore[union-attr]
    assert [place_of(ref) for ref in NOWHERE] == [None] * len(NOWHERE)


@pytest.mark.parametrize("ref", [*EVERY, *NOWHERE])
def test_a_delegation_writes_only_in_its_own_places(ref: str) -> None:
    signed = claim(by=key("nrv"))
    own = ref in ("refs/heads/proposals/nrv/1", "refs/heads/positions/nrv")
    assert (faults(signed, ref=ref) == []) == own
    assert faults(claim(GALDORA), by="gld", ref=ref, rules=OPEN) != []


def test_nobody_deletes_or_rewrites() -> None:
    signed = claim(by=key("nrv"))
    gone = Move(ref=MINE, before=A)
    assert [f.fault for f in move_faults(gone, "nrv", KEYED)] == [Fault.DELETED]
    assert [f.fault for f in move_faults(gone, OFFICE_HOLDER, KEYED)] == [Fault.DELETED]
    back = Move(ref=MINE, before=A, after=B, follows=False, claims=(signed,))
    assert [f.fault for f in move_faults(back, "nrv", KEYED)] == [Fault.REWRITTEN]
    assert [f.fault for f in move_faults(back, OFFICE_HOLDER, KEYED)] == [Fault.REWRITTEN]
    # What an act undid keeps a branch of its own.
    assert move_faults(back, OFFICE_HOLDER, KEYED, kept={A}) == ()
    assert [f.fault for f in move_faults(back, "nrv", KEYED, kept={A})] == [Fault.REWRITTEN]


def test_a_delegation_that_nobody_registered_has_no_place() -> None:
    assert faults(claim(), by="zzz", ref="refs/heads/proposals/zzz/1", rules=OPEN) == ["no-place"]


def test_who_pushes_for_nobody_in_the_register_is_told_that() -> None:
    (found,) = move_faults(Move(ref=MINE, after=B, claims=(claim(),)), "galina", OPEN)
    assert (found.fault, "proposals/galina" in found.means) == (Fault.ANOTHERS_PLACE, False)
    assert "you push for 'galina', and no delegation" in found.means


def act(kind: str, keyring: Keyring, by: Key | None = None) -> ActClaim:
    return ActClaim(claim(OFFICE, by=by), kind, REGISTER, keyring)


def register_faults(before: Keyring, *acts: ActClaim) -> list[str]:
    move = Move(ref="refs/heads/secretariat", before=A, after=B, acts=acts)
    return [f.fault.value for f in move_faults(move, OFFICE_HOLDER, Rules(REGISTER, before))]


def test_keys_are_changed_by_signed_acts_alone() -> None:
    none, office, other = Keyring(), key("secretariat"), key("secretariat", 1)
    one, two = Keyring((office,)), Keyring((office, key("nrv")))
    assert register_faults(none, act("propose", none)) == []
    assert register_faults(none, act("keys", one, office), act("keys", two, office)) == []
    assert register_faults(none, act("keys", one)) == ["unsigned"]
    assert register_faults(none, act("keys", one, other)) == ["unknown-key"]
    assert register_faults(one, act("keys", two)) == ["unsigned"]
    assert register_faults(one, act("keys", two, key("nrv"))) == ["unknown-key"]
    assert register_faults(two, act("keys", two.having(key("gld")), key("nrv"))) == ["anothers-key"]
    assert register_faults(one, act("propose", two, office)) == ["keys-unsigned"]
    assert register_faults(one, act("", one, office)) == ["not-an-act"]
    assert register_faults(one, act("propose", one)) == ["unsigned"]


def test_keys_are_added_or_ended_and_nothing_else() -> None:
    office = key("secretariat")
    two = Keyring((office, key("nrv")))
    ended = two.ending(two.keys[1], NOON)
    assert register_faults(two, act("keys", ended, office)) == []
    for after in (Keyring((office,)), Keyring(), Keyring((office, key("gld")))):
        assert "keys-rolled-back" in register_faults(two, act("keys", after, office))
    assert register_faults(ended, act("keys", two, office)) == ["keys-rolled-back"]
    assert register_faults(ended, act("keys", ended.ending(ended.keys[1], NOON + timedelta(1)), office)) != []


def test_keys_as_a_file() -> None:
    ring = Keyring((key("secretariat"), key("nrv", first=NOON, last=NOON + timedelta(days=1))))
    assert read_keys(write_keys(ring)) == ring
    times = 'valid-after="20260504120000Z",valid-before="20260505120000Z"'
    assert f'\nnrv@amendtrack.invalid namespaces="git",{times} ssh-ed25519 ' in write_keys(ring).decode()
    with pytest.raises(RecordDamaged):
        read_keys(b"* ssh-ed25519 AAAA\n")


def test_a_public_key_is_read_and_nothing_else() -> None:
    made = key("nrv")
    assert read_public_key(f"{made.kind} {made.blob} ana@example\n".encode(), "nrv") == made
    for bad in (
        b"-----BEGIN OPENSSH PRIVATE KEY-----\n",
        b"",
        f"{made.kind} {made.blob[:20]} ana".encode(),
        f"cert-authority {made.kind} {made.blob}".encode(),
        f"{made.kind} {made.blob}\n{made.kind} {made.blob}\n".encode(),
        b"ssh-dss AAAAB3NzaC1kc3MAAACBAJ",
        b"\xff\xfe",
    ):
        with pytest.raises(InputRefused):
            read_public_key(bad, "nrv")
    with pytest.raises(InputRefused, match="registered already"):
        Keyring((made, replace(made, holder="gld")))


def test_no_delegation_has_the_code_of_the_secretariat() -> None:
    with pytest.raises(InputRefused, match="choose another code"):
        read_register("code,name\nSecretariat,Office\n")
