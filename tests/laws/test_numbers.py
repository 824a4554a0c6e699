"""No two units of a clean text bear one number, whoever put what in and however the text is numbered."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.text.labels import addresses
from amendtrack.text.units import parse_text

FORMS = (
    "{n}.|({n})|{n})|§ {n}|{n} §|{n}. §|¶ {n}|[{n}]|{n}°|Artigo {n}.º|Artículo {n}.-|Art. {n}. -|Sec. {n}.|Điều {n}."
    "|OP{n}.|Madde {n} –|Rule {n}|第 {n} 条|제{n}조|{n} straipsnis.|Статья {n}.|ماده {n} -|Standard {n}:|7.{n}|A.{n}"
    "|R{n}.|Article L12-{n}|Section 2({n})|Table {n}:|ANEXO Nº {n}:|{n}、|المادة {n}:"
).split("|")
BASE = ("Every club keeps a log of its boats.", "The nets are dried by day.", "Fees are due in May.")
NEW = ("Guests may fish from the pier.", "Pupils sing at noon.", "A lamp burns all night.")


def written(form: str, bodies: tuple[str, ...]) -> str:
    return "".join(form.format(n=n) + f" {body}\n\n" for n, body in enumerate(bodies, 1))


def once_each(source: str) -> bool:
    """Whether no address had to be told from another like it."""
    return not any("(2nd)" in address or "(3rd)" in address for address in addresses(parse_text(source)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("at", [1, 2, 3])
def test_two_that_put_in_at_one_place_get_two_numbers(form: str, at: int) -> None:
    base = written(form, BASE)
    sent = {
        "Arda": written(form, (*BASE[:at], *NEW[:2], *BASE[at:])),
        "Brum": written(form, (*BASE[:at], NEW[2], *BASE[at:])),
    }
    made = consolidate(base, sent).accept(["Arda", "Brum"]).clean()
    assert once_each(base)
    assert once_each(made), made
    assert len([unit for unit in parse_text(made).units if unit.label]) == 6


HEADINGS = ("Article {n}", "# Part {n}", "Rule {n}", "§ {n}", "CHAPTER {n}", "第{n}条", "## Council {n}")
SECTION = "{head}\n\n1. There is a board.\n\n2. It has five members.\n\n3. It meets in {month}.\n\n"


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("many", [1, 2])
def test_under_a_new_heading_numbers_are_free(heading: str, many: int) -> None:
    heads = [heading.format(n=n) for n in (9, 10)]
    first = f"{heads[0]}\n\n" + "".join(f"{n}. {body}\n\n" for n, body in enumerate(BASE[:many], 1))
    last = f"{heads[1]}\n\n1. The office is in Arda.\n"
    new = heading.format(n="9 bis") if "第" not in heading else "第9条之二"
    sent = {"Arda": first + SECTION.format(head=new, month="June") + last}
    made = consolidate(first + last, sent).accept(["Arda"]).clean()
    labels = [unit.label for unit in parse_text(made).units if unit.label[:1].isdecimal()]
    assert labels == [f"{n}." for n in (*range(1, many + 1), 1, 2, 3, 1)], made


def test_a_text_that_has_2a_goes_on_with_letters() -> None:
    base = "1. Boats.\n\n2. Nets.\n\n2A. Guests.\n\n3. Fees.\n"
    sent = {name: base.replace("3. Fees", f"4. {new}\n\n3. Fees") for name, new in zip(("Arda", "Brum"), NEW)}
    made = consolidate(base, sent).accept(["Arda", "Brum"]).clean()
    assert [unit.label for unit in parse_text(made).units] == ["1.", "2.", "2A.", "2B.", "2C.", "3."]
