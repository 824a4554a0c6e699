"""Nothing that is said about a text ever enters it unasked, however much it resembles the text."""

from __future__ import annotations

import pytest
from depth import some

from amendtrack.intake.doubts import Extent, Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import Delegation, Register
from amendtrack.text.units import parse_text

NORVIA, GALDORA = Delegation("NRV", (("", "Norvia"),)), Delegation("GLD", (("", "Galdora"),))

TASKS = (  # a verb, and what it is done to
    ("Hold", "a regional meeting every two years"),
    ("Translate", "training material into all official languages"),
    ("Facilitate", "access to driving lessons for persons with disabilities"),
    ("Carry out", "road safety audits at all stages of road projects"),
    ("Remove", "roadside obstacles within five metres of the carriageway"),
    ("Promote", "the use of helmets by cyclists and motorcyclists"),
)
PLAN = "# Plan for Safer Roads\n\n" + "\n\n".join(f"Action {n}. {v} {o}." for n, (v, o) in enumerate(TASKS, 1)) + "\n"

ABOUT_IT = """\
{o} is not enough.
{o} are too expensive for small States.
{o} exists already.
{o} should come first.
{o} has been agreed in another committee.
{o} seems a good idea.
{o}: how?
{o} – we have doubts.
{o} is a national matter.
{o} was tried in 2019 and failed.
{o}, yes, but who pays?
Norvia supports {o}.
Galdora opposes {o}.
our capital would like {o}.
we already have {o}.
Why {o}?
Thank you for {o}.
What does {o} mean?
after all, {o}.
In our country {o} is law.
No more {o}.
"""
BEHIND_IT = """\
{v} {o} is a great deal.
{v} {o} sounds better than last year.
{v} {o}, which is difficult.
{v} {o}, good idea.
{v} {o}, as we do in Norvia.
{v} {o} (Norvia: this cannot be enforced).
{v} {o}. [NRV]
{v} {o}. Agreed.
{v} {o}. Very important.
{v} {o}. We support this.
{v} {o}. This was agreed in 2019.
{v} {o}. It has worked elsewhere.
{v} {o}. The industry opposes it.
{v} {o}. Such a step is costly.
{v} {o}. Nous sommes d'accord.
{v} {o}. C'est trop.
{v} {o}. De acuerdo.
{v} {o}. Согласны.
{v} {o}. 同意。
{v} {o}!
{v} {o}?
{v} {o}? Too vague.
{v} {o} >> too strong
{v} {o} - good.
{v} {o}, thanks.
{v} {o}, see our statement.
{v} {o}, pending instructions.
{v} {o}, no objection.
{v} {o}: keep.
{v} {o}, muy bien.
{v} {o} because it matters.
{v} {o} if you like.
Norvia: {v} {o}.
We {v} {o}.
Why {v} {o}.
"""


def read(text: str, base: str = PLAN, extent: Extent = Extent.WHOLE) -> Reading:
    sent = Sent(text, extent=extent, senders=(NORVIA,))
    register = Register((NORVIA, GALDORA))
    return read_proposal("NRV-1", sent, revision="Rev.0", revisions={"Rev.0": base}, register=register)


def is_asked(reading: Reading, base: str = PLAN) -> bool:
    """Whether a person is asked, or no word of the text changes."""
    return bool(reading.findings) or reading.text == base or bool(reading.problems)


def said_alike(text: str, other: str) -> bool:
    """Whether two texts differ in blank lines only."""
    return text.split() == other.split()


def said(frame: str, n: int) -> str:
    verb, matter = TASKS[n]
    return frame.format(v=verb, o=matter)


@pytest.mark.parametrize("frame", some([*ABOUT_IT.splitlines(), *BEHIND_IT.splitlines()], 4))
def test_a_remark_in_the_words_of_a_paragraph_is_never_its_new_wording(frame: str) -> None:
    for n in some(range(len(TASKS)), 6):
        words = said(frame, n)
        for shown in (words, words[0].upper() + words[1:]):
            for place in (f"Action {n + 1}: ", f"Action {n + 1}. "):
                assert is_asked(read(place + shown)), place + shown
                assert is_asked(read(place + shown + "\n", extent=Extent.EXCERPT)), place + shown
                assert is_asked(read(f"Dear all,\n\n{place}{shown}\n\nBest regards\nAna\n")), place + shown


@pytest.mark.parametrize("frame", some([*ABOUT_IT.splitlines(), *BEHIND_IT.splitlines()], 4))
def test_a_remark_is_found_in_a_whole_text(frame: str) -> None:
    for n in some(range(len(TASKS)), 3):
        verb, matter = TASKS[n]
        words = said(frame, n)
        assert is_asked(read(PLAN.replace(f"{verb} {matter}.", words[0].upper() + words[1:]))), words


REWORDED = """\
{v} {o}, in rotation.
{v} {o} and publish the results.
{v} {o}. Publish the results within a month.
{v} {o}. All results shall be published.
{v} {o} before 2028.
Consider {o}.
Invite States to support {o}.
By 2028, {v} {o}.
"""


@pytest.mark.parametrize("frame", REWORDED.splitlines())
def test_a_paragraph_reworded_as_the_text_prints_it_is_new_wording(frame: str) -> None:
    for n in range(len(TASKS)):
        verb, matter = TASKS[n]
        words = said(frame, n)
        found = read(f"Action {n + 1}. {words}\n")
        assert not found.findings, words
        assert found.text == PLAN.replace(f"Action {n + 1}. {verb} {matter}.", f"Action {n + 1}. {words}")


@pytest.mark.parametrize("place", ["Action 1: ", "Action 1. "])
def test_behind_a_place_new_wording_keeps_the_opening_and_the_end(place: str) -> None:
    for words in (
        "Hold a regional meeting every year.",
        "Hold a regional meeting every year",
        "Hold a regional forum every two years.",
    ):
        found = read(place + words)
        assert not found.findings and len(found.amendments) == 1, words
        assert found.text.endswith(parse_text(PLAN).source[-40:])
        assert f"Action 1. {words.rstrip('.')}." in found.text


FOREIGN = """\
Section VII
Amendment 1
- 2 -
Page 2 of 9
* * *
---
(…)
[Norvia]
NRV
CRP.3
Justification
Explanation: a ban cannot be enforced.
Rationale:
Exposé des motifs
Motivo: no se puede aplicar.
Обоснование
理由：难以执行。
التبرير
Footnote: Norvia will explain this.
[^1]: See our statement.
A ban cannot be enforced.
The rest remains unchanged.
No change
Current text
End of document
Fines for advertisers
Action 3
Action 3: see our comment
1. See our statement.
(a) see above;
## Our reasons
Norvia's version
"""


@pytest.mark.parametrize("line", some(FOREIGN.splitlines(), 4))
def test_a_foreign_line_beside_a_text_never_becomes_a_paragraph(line: str) -> None:
    old, new = "Action 3. Facilitate access", "Action 3. Improve access"
    unit = next(part for part in PLAN.split("\n\n") if part.startswith(old)).replace(old, new)
    whole = PLAN.replace(old, new)
    texts = (f"{line}\n\n{unit}\n", f"{unit}\n\n{line}\n", f"{line}\n\n{whole}", f"{whole}\n{line}\n")
    for text in (*texts, whole.replace(unit, f"{unit}\n\n{line}"), whole.replace(unit, f"{line}\n\n{unit}")):
        for extent in Extent:
            found = read(text, extent=extent)
            assert found.findings or said_alike(found.text, whole), text


INSTEAD = """\
[deleted]
(deleted)
Deleted.
[no change]
(unchanged)
No change
- idem -
[supprimé]
(sans changement)
[suprimido]
(без изменений)
[删除]
[محذوفة]
...
—
OK
[see Action 3]
[Deleted: covered by Action 3]
N.C.
"""


@pytest.mark.parametrize("words", INSTEAD.splitlines())
def test_words_in_the_place_of_a_paragraph_are_never_its_words(words: str) -> None:
    unit = next(part for part in PLAN.split("\n\n") if part.startswith("Action 4."))
    found = read(PLAN.replace(unit, f"Action 4. {words}"))
    assert found.findings or found.text == PLAN, str(found)


BEHIND = "[NRV] | (Norvia) | (new) | (see above) | * | † | (was: access) | [agreed] | – NRV | <-- changed | [Ana: ok?]"


@pytest.mark.parametrize("words", BEHIND.split(" | "))
def test_what_stands_behind_the_end_of_a_paragraph_is_not_part_of_it(words: str) -> None:
    unit = next(part for part in PLAN.split("\n\n") if part.startswith("Action 3."))
    found = read(PLAN.replace(unit, f"{unit.replace('Facilitate', 'Improve')} {words}"))
    assert found.findings


MARKED = (
    "-{0}- +{1}+ {2}",
    "--{0}-- ++{1}++ {2}",
    "{{-{0}-}}{{+{1}+}} {2}",
    "[-{0}-] {{+{1}+}} {2}",
    "[-{0}-][+{1}+] {2}",
    "<{0}> <<{1}>> {2}",
    "~{0}~ +{1}+ {2}",
    "(delete: {0}) (add: {1}) {2}",
    "[delete {0}] [insert {1}] {2}",
    "(supprimer : {0}) (ajouter : {1}) {2}",
    "[{0} → {1}] {2}",
    "{{{0} -> {1}}} {2}",
)
UNREADABLE = (
    "={0}= #{1}# {2}",
    "/{0}/ \\{1}\\ {2}",
    "{0}/{1} {2}",
    '"{0}" "{1}" {2}',
    "@@{0}@@ {1} {2}",
    "|{0}| |{1}| {2}",
    "{0} ({1}) {2}",
    "{1} (was: {0}) {2}",
    "del: {0} ins: {1} {2}",
    "-{0}- +{1}+ every {2}",
    "<{0}> <<{1}>> every {2}",
)


@pytest.mark.parametrize("marks", [*MARKED, *UNREADABLE])
def test_marks_by_hand_never_become_words(marks: str) -> None:
    unit = "Action 3. Facilitate access to driving lessons for persons with disabilities."
    base = PLAN
    marked = f"Action 3. {marks.format('Facilitate', 'Improve', unit.removeprefix('Action 3. Facilitate '))}"
    for text in (f"{marked}\n", base.replace(unit, marked)):
        found = read(text)
        read_well = found.text == base.replace("Facilitate", "Improve")
        assert (read_well and not found.findings) if marks in MARKED else is_asked(found), text


TREATY = """\
1. Decisions of the Board shall be taken by consensus.

2. Closure shall not exceed thirty days.

3. Each Party shall:

(a) keep a register of its granaries;

(b) inspect each granary twice a year.
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Decisions of the Board shall be taken by", "The Board shall take its decisions by"),
        ("thirty days.", "thirty days. It may be extended once."),
        ("thirty days.", "thirty days, unless the Board decides otherwise."),
        ("granaries;", "granaries, available at https://example.org/register;"),
        ("twice a year.", "twice a year; and\n\n(c) train its inspectors."),
        ("Closure shall", "Such closure shall"),
        ("3. Each", "2 bis. Parties shall be informed without delay.\n\n3. Each"),
    ],
)
def test_a_treaty_may_be_reworded_as_treaties_are(old: str, new: str) -> None:
    found = read(TREATY.replace(old, new), TREATY)
    assert (found.findings, found.text) == ((), TREATY.replace(old, new))
