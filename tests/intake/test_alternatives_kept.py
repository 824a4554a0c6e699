"""Keeping one of the bracketed alternatives of the draft rewords the paragraph; it is no comment on it."""

from __future__ import annotations

import pytest

from amendtrack.intake.rewording import Offered, Voice, remark_in_rewording
from amendtrack.text.units import parse_text

PARAGRAPHS = (
    ("[Each Party should] [The Parties shall] inspect ferries once a year.", "The Parties shall inspect ferries."),
    ("[Chaque Partie devrait inspecter] [Les Parties inspectent] les bacs.", "Les Parties inspectent les bacs."),
    ("[Cada Parte debería inspeccionar] [Las Partes inspeccionan] los barcos.", "Las Partes inspeccionan los barcos."),
    ("[Сторонам следует проверять] [Стороны проверяют] паромы.", "Стороны проверяют паромы."),
    ("[ينبغي لكل طرف أن يفتش] [تفتش الأطراف] العبارات.", "تفتش الأطراف العبارات."),
    ("[各缔约方应当] [缔约方须]每年检查渡轮。", "缔约方须每年检查渡轮。"),
)


@pytest.mark.parametrize(("before", "after"), PARAGRAPHS)
def test_one_alternative_kept_is_a_rewording(before: str, after: str) -> None:
    voice = Voice.of(parse_text(f"1. {before}\n"), ["Norvia"])
    assert remark_in_rewording(before, after, voice, Offered.PRINTED) == ""


@pytest.mark.parametrize(
    "after", ["We prefer the second one.", "The second is better, says Norvia.", "Norvia cannot accept either."]
)
def test_what_is_said_about_the_alternatives_is_no_rewording(after: str) -> None:
    before = PARAGRAPHS[0][0]
    voice = Voice.of(parse_text(f"1. {before}\n"), ["Norvia"])
    assert remark_in_rewording(before, after, voice, Offered.PRINTED)
