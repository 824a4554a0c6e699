"""Two columns: the draft's text at the left, whole and alone; every reading at the right."""

from __future__ import annotations

import re

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import Style
from amendtrack.render.consolidation_lines import consolidation_lines
from amendtrack.render.draft_and_readings import draft_and_readings
from amendtrack.render.look import Columns, Look
from amendtrack.render.set_unit import Ink

BASE = "5. Clear all mined areas.\n\n6. Fund travel, and report.\n\n7. Meet.\n"
WORDINGS = st.lists(
    st.sampled_from("Clear all known mined areas. | Fund travel | and | report. | Meet. | 8. Share".split())
)
TEXTS = st.one_of(
    WORDINGS.map(lambda words: "5. Clear " + " ".join(words).replace(" | ", "\n\n") + "\n\n7. Meet.\n"),
    st.sampled_from(
        [
            BASE.replace("all ", ""),
            BASE.replace("6. Fund travel, and report.\n\n", ""),
            BASE + "\n8. Share.\n",
            "7. Meet.\n\n5. Clear all mined areas.\n\n6. Fund travel, and report.\n",
            BASE.replace(", and report", ".\n\n7. Report"),
        ]
    ),
)


@depth(60)
@given(st.lists(TEXTS, max_size=4))
def test_the_draft_stands_whole_at_the_left(texts: list[str]) -> None:
    con = consolidate(BASE, dict(zip(["Arda", "Brum", "Corv", "Dun"], texts, strict=False)))
    found = draft_and_readings(con, Style.ATTRIBUTED)
    own = "".join(s.text for row in found for cell in row.unit.cells for s in cell if s.ink in (Ink.DRAFT, Ink.OPPOSED))
    assert "".join(own.split()) == "".join(BASE.split())


@depth(60)
@given(st.lists(TEXTS, max_size=4), st.integers(120, 200))
def test_every_delegation_with_a_reading_is_named_at_the_right(texts: list[str], width: int) -> None:
    con = consolidate(BASE, dict(zip(["Arda", "Brum", "Corv", "Dun"], texts, strict=False)))
    lines = [line.plain for line in consolidation_lines(con, Look(width, columns=Columns.TWO))]
    right = "\n".join(line.partition("│")[2] for line in lines)
    for slot in con.open_slots:
        assert slot.address in right
        assert all(re.search(rf"\b{name}\b", right) for name in slot.parties)
    assert max(map(len, lines)) <= width


def test_no_delegation_is_named_where_the_rule_says_so() -> None:
    con = consolidate(BASE, {"Arda": BASE.replace("all", "known"), "Brum": BASE.replace("all", "most")})
    lines = consolidation_lines(con, Look(120, columns=Columns.TWO), Style.UNATTRIBUTED)
    shown = "\n".join(line.plain for line in lines)
    assert "known" in shown and "most" in shown and "Arda" not in shown and "Brum" not in shown
