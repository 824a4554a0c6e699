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


def said(frame: str, n: int) -> str:
    verb, matter = TASKS[n]
    return frame.format(v=verb, o=matter)


@pytest.mark.parametrize("frame", [*ABOUT_IT.splitlines(), *BEHIND_IT.splitlines()])
def test_a_remark_in_the_words_of_a_paragraph_is_never_its_new_wording(frame: str) -> None:
    for n in some(range(len(TASKS)), 6):
        words = said(frame, n)
        for shown in (words, words[0].upper() + words[1:]):
            for place in (f"Action {n + 1}: ", f"Action {n + 1}. "):
                assert is_asked(read(place + shown)), place + shown
                assert is_asked(read(place + shown + "\n", extent=Extent.EXCERPT)), place + shown
                assert is_asked(read(f"Dear all,\n\n{place}{shown}\n\nBest regards\nAna\n")), place + shown


@pytest.mark.parametrize("frame", [*ABOUT_IT.splitlines(), *BEHIND_IT.splitlines()])
def test_a_remark_is_found_in_a_whole_text(frame: str) -> None:
    for n in range(len(TASKS)):
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
