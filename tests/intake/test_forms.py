"""Every form of every language, by its own sentence: carried out on the draft of its file, it gives what it says."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.forms import InstructionForm, Language, languages
from amendtrack.intake.instructions.instruction import Action
from amendtrack.intake.message_spans import joins
from amendtrack.text.units import parse_text

ROWS = [(language, row) for language in languages() for row in language.rows]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def given(language: Language, row: InstructionForm) -> str:
    """The draft with the edits of the row: ``old => new``, several joined by ``&&``, ``¶`` between paragraphs."""
    text = language.draft
    for edit in row.gives.split(" && "):
        old, _, new = (part.strip().replace("¶", "\n\n") for part in edit.partition("=>"))
        assert text.count(old) == 1, f"{old!r} does not stand once in the draft"
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{lang.code}: {row.sentence}" for lang, row in ROWS])
def test_a_form_does_what_its_row_says(language: Language, row: InstructionForm) -> None:
    base = parse_text(language.draft)
    message = read_message(row.sentence, base)
    carried = carry_out(message, base, {})
    assert Action(row.act.removesuffix(" every"))
    assert joins(message.text, message.spans)
    match row.gives:
        case "ASK":
            assert carried.text == language.draft and carried.problems
        case "RETAIN":
            assert carried.text == language.draft and carried.retains and not carried.problems
        case _:
            assert (lines(carried.text), carried.problems) == (lines(given(language, row)), ())


@pytest.mark.parametrize("language", languages(), ids=[language.code for language in languages()])
def test_a_word_belongs_to_one_class(language: Language) -> None:
    """A phrase in two classes would be read as the first one, whatever the other is for."""
    seen: dict[str, str] = {}
    twice = [
        f"{phrase}: {seen[phrase]}, {name}"
        for name in language.spoken
        for phrase in dict.fromkeys(language.classes[name])
        if seen.setdefault(phrase, name) != name
    ]
    assert not twice


def test_a_form_uses_only_classes_of_its_language() -> None:
    for language, row in ROWS:
        names = {name for word in row.order.split() for name in word.rstrip("?").split("/")}
        small = {name for name in names if name.islower() and name != "arrow"}
        assert small <= set(language.classes), (row.order, small - set(language.classes))
