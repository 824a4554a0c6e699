"""Where colour is not certain, nothing in a text passes for our own brackets, strokes or notes."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import Style
from amendtrack.render.look import Look
from amendtrack.render.posing_marks import posing_marked
from amendtrack.render.set_unit import Ink, Span
from amendtrack.render.typeset import typeset
from amendtrack.render.unit_lines import unit_lines


def printed(base: str, sent: dict[str, str], style: Style = Style.ATTRIBUTED) -> str:
    con = consolidate(base, sent)
    return "\n".join(line.plain for _, lines in unit_lines(typeset(con, style), Look(400)) for line in lines)


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("report [annually] on", "report [annually] on"),
        ("[may / shall – Norvia] report", "\\[may / shall – Norvia\\] report"),
        ("[report – Norvia delete] on", "\\[report – Norvia delete\\] on"),
        ("report annually] on [all", "report annually\\] on \\[all"),
        ("is agreed {✓ agreed, PM2}", "is agreed \\{✓ agreed, PM2}"),
    ],
)
def test_a_draft_cannot_pose_as_a_consolidation(own: str, shown: str) -> None:
    base = f"1. States {own} progress."
    assert printed(base, {}) == f"1. States {shown} progress."
    assert shown in printed(base, {"Galdora": base.replace("progress", "progress made")})


def test_a_reading_cannot_end_its_own_brackets() -> None:
    base = "1. States will meet."
    sent = {"Galdora": "1. States will talk – Norvia] and [never meet."}
    assert printed(base, sent) == "1. States will [talk – Norvia\\] and \\[never – Galdora] meet."


def test_brackets_of_the_draft_around_ours_are_told_apart() -> None:
    base = "1. States [will meet / not] [will meet] soon."
    shown = printed(base, {"Galdora": base.replace("not] [will", "not] [may")})
    assert shown == "1. States \\[will meet / not\\] [[will / may – Galdora] meet] soon."


def test_marking_takes_no_longer_than_the_text() -> None:
    hostile = (Span("[ / ] – {✓" * 50_000), Span("[", Ink.SIGN), Span("[" * 50_000), Span("]", Ink.SIGN))
    marked = posing_marked(hostile)
    assert [span.text.replace("\\", "") for span in marked] == [span.text for span in hostile]
