"""A text typed again without the draft's typography asks only for the words that differ, or a person is asked."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from amendtrack.intake.doubts import Reading, Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import Register

PLAN = """\
# Plan for Safer Roads 2026–2031

## I. Management

Action 1. Map all unlit crossings on trunk roads by 2028.

Action 2. Adopt a national strategy with measurable targets.

Action 3. Appoint a lead agency with an adequate budget.

## II. Speed

Action 4. Review the "speed limits" near schools and hospitals.

Action 5. Ban advertising of alcohol along motorways.

Action 6. Train traffic police in data collection.
"""
RESOLUTION = """\
# Safeguarding seed collections

The Conference of Growers,

*Recalling* its resolution 4/2 on the exchange of seeds,

*Noting with concern* the loss of local varieties in high valleys,

1. *Welcomes* the progress made by members in opening seed stores;

2. *Calls upon* members:

(a) To draw up inventories of the varieties grown;

(b) To provide adequate funding for seed stores;

3. *Also invites* members and observers to share good practices;

4. *Decides* to remain seized of the matter.
"""
ACCORD = """\
# Соглашение о защите пчёл

Статья 1. Предмет

1. Настоящее Соглашение регулирует защиту пчёл в приграничных районах.

2. Оно не распространяется на научные пасеки.

Статья 2. Обязанности Сторон

1. Стороны обмениваются сведениями о применении ядохимикатов.

2. Применение ядохимикатов в период цветения запрещается.
"""
DRAFTS = {
    "plan": (PLAN, "Ban advertising", "Restrict advertising"),
    "resolution": (RESOLUTION, "members and observers", "members"),
    "accord": (ACCORD, "научные пасеки", "опытные пасеки"),
}
Typing = Callable[[str], str]


def swapped(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Typing:
    return lambda text: re.sub(pattern, put, text, flags=re.MULTILINE)


LABEL = r"^((?:Action )?\d+)\. "
TYPINGS: dict[str, Typing] = {
    "headings without signs": swapped("^#+ ", ""),
    "a title without its sign": swapped("^# ", ""),
    "headings in capitals": swapped("^(#+ )(.*)$", lambda m: m[1] + m[2].upper()),
    "headings in capitals without signs": swapped("^#+ (.*)$", lambda m: m[1].upper()),
    "headings underlined": swapped("^#+ (.*)$", lambda m: f"{m[1]}\n{'=' * len(m[1])}"),
    "headings in bold": swapped("^#+ (.*)$", r"**\1**"),
    "headings with colons": swapped("^#+ (.*)$", r"\1:"),
    "labels in capitals": swapped("^(Action|Статья)", lambda m: m[0].upper()),
    "labels in small letters": swapped("^(Action|Статья)", lambda m: m[0].lower()),
    "numbers alone": swapped(r"^Action (\d+)", r"\1"),
    "numbers and brackets": swapped(LABEL, r"\1) "),
    "labels with colons": swapped(LABEL, r"\1: "),
    "labels with dashes": swapped(LABEL, r"\1 – "),
    "labels without stops": swapped(LABEL, r"\1 "),
    "labels in bold": swapped(LABEL, r"**\1.** "),
    "labels and tabs": swapped(LABEL, "\\1.\t"),
    "labels behind bullets": swapped(LABEL, r"- \1. "),
    "labels with a word more": swapped("^Action ", "Action No. "),
    "labels escaped": swapped(LABEL, r"\1\\. "),
    "no labels": swapped(LABEL, ""),
    "no italics": swapped(r"\*", ""),
    "other italics": swapped(r"\*", "_"),
    "lines wrapped": lambda text: "\n\n".join(textwrap.fill(part, 50) for part in text.split("\n\n")) + "\n",
    "lines indented": swapped(r"^(?=\S)", "    "),
    "no blank lines": swapped("\n\n", "\n"),
    "line ends of another system": swapped("\n", "\r\n"),
    "blanks at the ends": swapped("$", "  "),
    "curly quotation marks": swapped('"(.*?)"', r"“\1”"),
    "hyphens for dashes": swapped("–", "-"),
    "no stops": swapped("[.;]$", ""),
    "everything in capitals": str.upper,
    "headings named": swapped(r"^## (\w+)\.", r"## Section \1."),
}  # fmt: skip


def read(text: str, base: str) -> Reading:
    sent = Sent(text)
    return read_proposal("NRV-1", sent, revision="Rev.0", revisions={"Rev.0": base}, register=Register())


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("typing", TYPINGS)
def test_only_the_word_that_was_changed_is_an_amendment(typing: str, name: str) -> None:
    base, old, new = DRAFTS[name]
    found = read(TYPINGS[typing](base.replace(old, new)), base)
    assert found.findings or found.problems or len(found.amendments) == 1, str(found)


READ = ("headings without signs", "a title without its sign", "headings in capitals", "headings underlined",
        "headings with colons", "labels and tabs", "labels in bold", "no italics", "lines wrapped", "lines indented",
        "no stops", "line ends of another system", "blanks at the ends", "curly quotation marks",
        "hyphens for dashes", "headings in capitals without signs")  # fmt: skip


@pytest.mark.parametrize("name", ["plan", "resolution"])
@pytest.mark.parametrize("typing", READ)
def test_a_text_typed_again_is_read(typing: str, name: str) -> None:
    base, old, new = DRAFTS[name]
    found = read(TYPINGS[typing](base.replace(old, new)), base)
    assert not found.findings, found.findings
    assert len(found.amendments) == 1


@pytest.mark.parametrize(
    "typing", ["labels in capitals", "numbers alone", "numbers and brackets", "labels with colons"]
)
def test_labels_typed_otherwise_stay_as_the_draft_prints_them(typing: str) -> None:
    base, old, new = DRAFTS["plan"]
    found = read(TYPINGS[typing](base.replace(old, new)), base)
    assert (found.findings, found.text) == ((), base.replace(old, new))


@pytest.mark.parametrize("typing", TYPINGS)
def test_a_text_typed_again_without_a_change_asks_for_nothing(typing: str) -> None:
    for base, _, _ in DRAFTS.values():
        found = read(TYPINGS[typing](base), base)
        assert found.findings or not found.amendments, str(found)
