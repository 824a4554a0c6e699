"""Places that rules of procedure have: a rule's paragraphs."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text


@pytest.mark.parametrize("title", ["Rule 6", "## Rule 6", "## Rule 6 – Voting", "## Regulation 6"])
def test_rules_of_procedure_have_paragraphs(title: str) -> None:
    draft = f"# Rules\n\n{title}\n\n1. The chair votes.\n\n2. The chair counts.\n"
    base = parse_text(draft)
    word = title.strip("# ").split()[0]
    for place in (f"{word} 6(2)", f"{word} 6, paragraph 2", f"Paragraph 2 of {word.lower()} 6"):
        found = carry_out(read_message(f'{place}: replace "chair" by "clerk".', base), base, {})
        assert (found.text, found.problems) == (draft.replace("chair counts", "clerk counts"), ())
