"""Units whose labels only the table of label forms knows are found where a message names them."""

from __future__ import annotations

import pytest

from amendtrack.intake.doubts import Sent
from amendtrack.intake.proposal import read_proposal
from amendtrack.record.registers import Register

BODIES = ("Boats pay a fee.", "Nets are dry.", "Fees are due in May.")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("§ {n}", "In § 3, replace “May” with “June”."),
        ("¶ {n}", "In paragraph 3, replace “May” with “June”."),
        ("[{n}]", "In paragraph 3, replace “May” with “June”."),
        ("Sec. {n}.", "In section 3, replace “May” with “June”."),
        ("Artikel {n}", "In Article 3, replace “May” with “June”."),
        ("Artículo {n}.º", "En el artículo 3, sustituir «May» por «June»."),
        ("ARTICULO {n}.-", "En el artículo 3, sustituir «May» por «June»."),
        ("第 {n} 条", "将第3条中的“May”改为“June”。"),
        ("{n}A.", "In paragraph 3A, replace “May” with “June”."),
        ("Clause {n}", "In clause 3, replace “May” with “June”."),
    ],
)
def test_an_instruction_finds_a_unit_by_its_label(form: str, message: str) -> None:
    base = "".join(f"{form.format(n=n)} {body}\n\n" for n, body in enumerate(BODIES, 1))
    found = read_proposal("NRV-1", Sent(message), revision="Rev.0", revisions={"Rev.0": base}, register=Register())
    assert found.text.rstrip() == base.replace("May", "June").rstrip(), found.problems
