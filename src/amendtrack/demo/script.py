"""What happened: the drafts that were circulated, and what each invented delegation sent, and when.

Every country here is invented, and so is every position: none was ever taken by a real State.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from amendtrack.demo.drafting import (
    Step,
    add,
    after,
    move,
    only,
    renumber_actions,
    replace,
    retyped,
    strike,
    strike_words,
    written,
)

TIMEZONE = "Europe/Zurich"
CIRCULATED = "2009-07-17T10:00"
ISSUED = "2009-09-02T23:30"
MEETING = "PM2"
RECORDER = "Ana, secretariat"


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """One draft of the story: the name of its folder and text, its title, symbol and language."""

    name: str
    file: str
    title: str
    symbol: str
    language: str = "en"


DRAFTS = (
    StoryDraft("action-plan", "action-plan.md", "Draft Cartagena Action Plan 2010-2014", "PRACTICE/CONF/WP.2"),
    StoryDraft("review", "review.md", "Draft Review 2005-2009", "PRACTICE/CONF/WP.1"),
    StoryDraft("decisions", "decisions.en.md", "Draft Decisions on Future Meetings", "PRACTICE/CONF/WP.3"),
    StoryDraft("decisions-fr", "decisions.fr.md", "Projet de décisions", "PRACTICE/CONF/WP.3", "fr"),
    StoryDraft("decisions-zh", "decisions.zh.md", "决定草案", "PRACTICE/CONF/WP.3", "zh"),
)


@dataclass(frozen=True, slots=True)
class StorySubmission:
    """One file that a delegation sent: to which draft, when, how, and what it did to the text."""

    draft: str
    delegation: str
    received: str
    steps: tuple[Step, ...]
    channel: str = "mail"
    title: str = ""
    cosponsors: tuple[str, ...] = ()
    excerpt: bool = False
    additional: bool = False
    replaces: str = ""
    amends: str = ""

    @property
    def filename(self) -> str:
        """The name of the file as sent."""
        return f"{self.delegation}-{self.received[:16].replace(':', '')}.md"

    def text(self, base: str) -> str:
        """The file's text."""
        return written(base, *self.steps)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A delegation withdraws the proposal with that number."""

    proposal: str
    at: str


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """A party sponsors an observer's suggestion."""

    proposal: str
    sponsor: str
    at: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The secretariat finds that a file was recorded under the wrong name."""

    proposal: str
    to: str
    at: str


Later = Withdrawal | Sponsorship | Correction

_DATA = "Ensure that national data on mine victims are collected"

_ACTION_PLAN = (
    StorySubmission(
        "action-plan",
        "NRV",
        "2009-08-10T09:15",
        (
            replace("the precise perimeters and locations", "the perimeters"),
            add(_DATA, ", disaggregated by sex and age,"),
            after("Action #15:", "Action #15 bis: Report on the gender balance of clearance teams."),
            add("good practice", ' under the heading "Mine-free in practice"'),
            add("See the final report of the Ninth Meeting", ", paragraph 27"),
        ),
        title="Written comments of Norvia",
    ),
    StorySubmission(
        "action-plan",
        "COV",
        "2009-08-11T16:40",
        (
            replace(_DATA, _DATA.replace(" ", "\u00a0") + ", disaggregated by sex  and age,"),
            add("good practice", " under the heading “Mine-free in practice”"),
            strike_words(", and explain a refusal"),
        ),
        channel="paper",
    ),
    StorySubmission(
        "action-plan",
        "NAC",
        "2009-08-12T11:00",
        (
            replace("Present without delay a plan", "Present a plan"),
            replace(
                "locations of all mined areas under",
                "location of every area known or suspected to contain mines under",
            ),
            replace("[as soon as possible] [by 2014 at the latest]", "by 2014 at the latest"),
        ),
        title="Comments on behalf of the members of the Northern Accord",
    ),
    StorySubmission(
        "action-plan",
        "FRL",
        "2009-08-13T08:05",
        (
            replace("Report annually on progress", "Report each year by 30 April on progress"),
            move("Action #21:", behind="Action #27:"),
            replace("[as soon as possible] [by 2014 at the latest]", "as soon as possible"),
        ),
    ),
    StorySubmission(
        "action-plan",
        "GLD",
        "2009-08-14T17:30",
        (
            replace("in planning. Fund their travel.", "in planning.\n\nAction #21 bis: Fund their travel."),
            add("in particular to children", ", to herders"),
        ),
    ),
    StorySubmission(
        "action-plan",
        "HST",
        "2009-08-14T18:02",
        (replace("Encourage survivors to take part", "Encourage victims to take part"),),
    ),
    StorySubmission(
        "action-plan",
        "DNM",
        "2009-08-17T10:20",
        (strike("9."), replace("at a time.[^3]", "at a time."), strike("[^3]:")),
    ),
    StorySubmission(
        "action-plan",
        "ESV",
        "2009-08-17T12:45",
        (
            replace("an informal meeting each June", "an informal meeting every second year"),
            replace("| 40 million | 45 million |", "| 40 million | 60 million |"),
            add("Fund their travel", " and their stay"),
        ),
    ),
    StorySubmission(
        "action-plan",
        "MRV",
        "2009-08-18T14:00",
        (
            move("Action #17:", behind="Action #18:"),
            replace("[financial] assistance", "[financial and technical] assistance"),
        ),
        cosponsors=("GLD",),
    ),
    StorySubmission(
        "action-plan",
        "ALD",
        "2009-08-18T15:10",
        (
            move("Action #17:", behind="Action #18:"),
            replace("a budget and yearly milestones", "a costed budget and yearly milestones"),
        ),
    ),
    StorySubmission(
        "action-plan",
        "ILM",
        "2009-08-19T09:00",
        (
            replace("between neighbours.\n\nAction #35: Share", "between neighbours. Share"),
            strike("Action #3:"),
        ),
    ),
    StorySubmission(
        "action-plan",
        "KST",
        "2009-08-20T19:55",
        (
            after("Action #15:", "Action #15 bis: Share lessons learned within each region."),
            replace(
                "Give the Implementation Support Unit the means that it needs for its work.",
                "Fund the Implementation Support Unit from yearly contributions of all States Parties.",
            ),
        ),
    ),
    StorySubmission(
        "action-plan",
        "LTN",
        "2009-08-21T23:50",
        (
            after(
                "Action #4:",
                "Action #4 bis: Translate the Convention into the languages of the States that wish to join.",
            ),
            replace("the means that it needs for its work", "adequate means for its work"),
            renumber_actions,
            retyped,
        ),
        title="Lutania: our version of the plan",
    ),
    StorySubmission(
        "action-plan",
        "BLV",
        "2009-08-24T08:30",
        (add(_DATA, ", disaggregated by sex and age,"), only("Action #22:")),
        excerpt=True,
    ),
    StorySubmission(
        "action-plan",
        "NRV",
        "2009-08-25T10:10",
        (add("the needs of women, girls, boys and men", " of all ages and abilities"),),
        additional=True,
        title="Norvia: a further point",
    ),
    StorySubmission(
        "action-plan",
        "HST",
        "2009-08-26T07:45",
        (
            replace("Encourage survivors to take part", "Encourage victims to take part"),
            strike_words(", and review that number every year"),
        ),
        replaces="HST-1",
    ),
    StorySubmission(
        "action-plan",
        "OCW",
        "2009-08-26T09:00",
        (add("Name one ministry", " and one person in it"),),
        title="Clearance Watch: a suggestion",
    ),
    StorySubmission(
        "action-plan",
        "OCW",
        "2009-08-26T09:05",
        (add("keep the marking in good order", ", and tell those who live nearby"),),
        additional=True,
    ),
    StorySubmission(
        "action-plan", "COV", "2009-08-26T11:30", (strike("Action #9:"),), additional=True, channel="paper"
    ),
    StorySubmission(
        "action-plan",
        "GLD",
        "2009-08-27T10:00",
        (replace("the gender balance of clearance teams", "the balance of gender and age in clearance teams"),),
        additional=True,
        amends="NRV-1",
    ),
    StorySubmission(
        "action-plan",
        "KST",
        "2009-08-27T15:20",
        (add("Raise awareness of the rights", " and needs"),),
        additional=True,
    ),
)

_LATER: dict[str, tuple[Later, ...]] = {
    "action-plan": (
        Sponsorship("OCW-1", "ESV", "2009-08-28T09:00"),
        Correction("KST-2", "ILM", "2009-08-28T09:40"),
        Withdrawal("COV-2", "2009-09-01T16:20"),
    ),
}
"""What happened to proposals after they were recorded, by draft."""

_OTHERS = (
    StorySubmission(
        "review",
        "NRV",
        "2009-08-10T09:16",
        (
            replace("is much harder to say", "is hard to say for want of data"),
            add("the number of people", ", by sex and age,"),
        ),
    ),
    StorySubmission(
        "review",
        "DNM",
        "2009-08-17T10:21",
        (replace("It is a matter of concern that four States Parties", "Four States Parties"), strike("16.")),
    ),
    StorySubmission(
        "review",
        "FRL",
        "2009-08-18T08:00",
        (replace("It is a matter of concern", "It is a matter of deep concern"), move("15.", behind="13.")),
    ),
    StorySubmission(
        "decisions",
        "KST",
        "2009-08-20T20:10",
        (
            replace(
                "each June for five days, and that their number should be kept under review",
                "each June for four days",
            ),
            replace("by 2011", "by 2012"),
        ),
    ),
    StorySubmission(
        "decisions",
        "NRV",
        "2009-08-21T09:00",
        (
            replace("should be kept under review", "shall be kept under review"),
            add("to present a report", ", after consultation,"),
        ),
    ),
    StorySubmission(
        "decisions-fr",
        "BLV",
        "2009-08-20T11:00",
        (replace("réexaminé dès que possible", "réexaminé sans délai"), lambda text: text.replace("’", "'")),
    ),
    StorySubmission(
        "decisions-fr",
        "MRV",
        "2009-08-21T11:30",
        (
            replace("pendant cinq jours", "pendant quatre jours"),
            replace("devrait être réexaminé", "doit être réexaminé"),
        ),
    ),
    StorySubmission("decisions-zh", "NRV", "2009-08-20T13:00", (replace("并应尽快审查", "并应于2012年前审查"),)),
    StorySubmission(
        "decisions-zh",
        "ILM",
        "2009-08-21T13:00",
        (replace("为期五天", "为期四天"), replace("并应尽快审查", "并应立即审查")),
    ),
)


def submissions(draft: str) -> tuple[StorySubmission, ...]:
    """What was sent on a draft, in the order of receipt."""
    return tuple(s for s in (*_ACTION_PLAN, *_OTHERS) if s.draft == draft)


def later(draft: str) -> tuple[Later, ...]:
    """What happened to a draft's proposals after the last file arrived, in order."""
    return _LATER.get(draft, ())


def base_text(draft: StoryDraft) -> str:
    """The text of a draft as it was circulated."""
    return _read(draft.file)


def register_table() -> str:
    """The register of delegations as a CSV table."""
    return _read("delegations.csv")


def _read(name: str) -> str:
    return (files("amendtrack.demo") / "texts" / name).read_text(encoding="utf-8")
