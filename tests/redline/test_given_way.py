"""An article that gives way to another under its number keeps no word; one that is amended keeps what it can."""

from __future__ import annotations

import pytest

from amendtrack import compare, consolidate
from amendtrack.redline.change import ChangeKind

OLD = """Article 2 Reports

1. Each State Party shall report every year on the stockpiles that it holds.

2. The depositary forwards the reports to all delegations without delay.

3. A report may be corrected by the State Party that sent it.
"""
NEW = """Article 2 Victims

1. Each State Party shall care for survivors and for their families.

2. A fund pays for prostheses, without delay and wherever a survivor lives.
"""
AROUND = "Article 1 Lists\n\n1. The Centre keeps a list.\n\n{}\nArticle 3 Chair\n\n1. The Meeting has a chair.\n"


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """The stretches that are kept or changed, without noise and blanks."""
    spans = compare(AROUND.format(before), AROUND.format(after)).spans()
    return [(str(s.kind), s.text.strip()) for s in spans if not s.noise and s.text.strip()]


def test_nothing_is_kept_of_an_article_in_which_nothing_is_alike():
    found = marked(OLD, NEW)
    kept = " ".join(text for kind, text in found if kind == "equal").split()
    assert not {"shall", "delay", "State"} & set(kept)
    assert ("insert", "Each State Party shall care for survivors and for their families.") in found


def test_one_paragraph_that_is_alike_shows_that_the_article_was_amended():
    amended = NEW.replace(
        "care for survivors and for their families", "report every year on the survivors that it helps"
    )
    kept = [text for kind, text in marked(OLD, amended) if kind == "equal"]
    assert any("Each State Party shall report every year on the" in text for text in kept)


@pytest.mark.parametrize("title", ["Reports", "Victims"])
def test_a_single_paragraph_is_replaced_whole_only_with_its_title(title):
    one = "Article 2 Reports\n\n1. Each State Party shall report on its stockpiles by 30 April.\n"
    other = f"Article 2 {title}\n\n1. Each State Party shall care for survivors and for their families.\n"
    kept = [text for kind, text in marked(one, other) if kind == "equal"]
    assert any("Each State Party shall" in text for text in kept) is (title == "Reports")


def test_each_paragraph_is_still_a_reading_of_its_number():
    redline = compare(AROUND.format(OLD), AROUND.format(NEW))
    edited = [(c.i1, c.j1) for c in redline.changes if c.kind is ChangeKind.EDITED]
    assert edited == [(2, 2), (3, 3), (4, 4)]
    con = consolidate(AROUND.format(OLD), {"Norvia": AROUND.format(NEW)})
    assert con.accept(["Norvia"]).clean() == AROUND.format(NEW)
