"""No two units of a clean text bear one number, whoever put what in and however the text is numbered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.redline import compare
from amendtrack.redline.amendment import amendments
from amendtrack.render.brackets import brackets
from amendtrack.text.addresses import addresses
from amendtrack.text.label_forms import LabelForm, label_table
from amendtrack.text.labels import Label, next_suffix, ordinal, read_label, successor, write_label
from amendtrack.text.numerals import write_number
from amendtrack.text.units import format_text, parse_text

Bodies = tuple[str, ...]

BASE = ("Every club keeps a log of its boats.", "The nets are dried by day.", "Fees are due in May.")
NEW = ("Guests may fish from the pier.", "Pupils sing at noon.", "A lamp burns all night.")
SIX = (*BASE, "Pupils may sail.", "The pier is open to all.", "Anchors are painted red.")
TITLES = ("Scope", "Terms", "Fees", "Boats", "Piers", "Lamps")
ARABIC = ("تجفف الشباك نهارا.", "تستحق الرسوم.", "يغني التلاميذ.", "الرصيف مفتوح.", "يضاء مصباح.", "تسجل القوارب.")
ROWS = tuple(form for form in label_table().forms if form.shape not in ("alone", "lone", "bis"))
"""All forms of label; what has no number is none, and no text is numbered ``1 bis``, ``2 bis`` throughout."""
MARKS: dict[str, Callable[[str], str]] = {
    "plain": lambda line: line,
    "heading": lambda line: f"## {line}",
    "indented": lambda line: f"    {line}",
    "bold": lambda line: f"**{line}**",
}


def bodies_for(form: LabelForm) -> tuple[Bodies, Bodies]:
    """Six wordings that such a label may stand before, and two more."""
    if form.shape in ("bare", "roman"):
        return TITLES, ("Guests", "Widows")
    if any("\u0600" <= sign <= "\u06ff" for sign in form.line):
        return ARABIC, ("للضيوف أن يصطادوا.", "تدفع الأرامل النصف.")
    return SIX, NEW[::2]


def numbered(form: LabelForm, many: int) -> list[str]:
    """The first labels of a text that is numbered like this."""
    label = read_label(form.label)
    assert label is not None
    numbers = (write_number(place._replace(number=1), label.number) for place in ordinal(label))
    made = [replace(label, number=next(filter(None, numbers)), suffix="")]
    while len(made) < many:
        made.append(following(made[-1]))
    return [write_label(label) for label in made]


def following(label: Label) -> Label:
    after = successor(label)
    assert after is not None
    return after


def written(form: LabelForm, labels: list[str], bodies: Bodies, mark: str = "plain") -> str:
    """A text with these labels; between label and wording stands what stands there in the form's own example."""
    after = form.line[len(form.label) :][:1]
    gap = after if after.isspace() or not after else ""
    gap = " " if not after or (form.label[-1].isalnum() and not form.label[-1].isnumeric() and not gap) else gap
    gaps = (gap or " " * label.endswith("ante") for label in labels)
    lines = [label + gap + body for label, gap, body in zip(labels, gaps, bodies, strict=True)]
    return "# Plan of the lake\n\n" + "".join(MARKS[mark](line) + "\n\n" for line in lines)


def labels_of(source: str) -> list[str]:
    return [unit.label for unit in parse_text(source).units if unit.label]


def once_each(source: str) -> bool:
    """Whether no address had to be told from another like it."""
    return not any("(2nd)" in address or "(3rd)" in address for address in addresses(parse_text(source)))


@pytest.mark.parametrize("mark", MARKS)
def test_a_text_in_any_form_is_read_by_its_labels(mark: str) -> None:
    for form in ROWS:
        if mark != "plain" and (form.shape == "note" or form.label[0] == "-"):
            continue
        labels, (bodies, _) = numbered(form, 6), bodies_for(form)
        source = written(form, labels, bodies, mark)
        assert labels_of(source) == labels
        assert once_each(source), addresses(parse_text(source))
        assert format_text(parse_text(source)) == source


@pytest.mark.parametrize("at", [1, 6])
def test_one_put_in_is_one_amendment_in_any_form(at: int) -> None:
    """What is numbered on after it follows."""
    for form in ROWS:
        labels, (bodies, new) = numbered(form, 7), bodies_for(form)
        after = written(form, labels, (*bodies[:at], new[0], *bodies[at:]))
        found = amendments(compare(written(form, labels[:6], bodies), after))
        assert len(found) == 1, (form.label, found)
        assert "new" in str(found[0])


@pytest.mark.parametrize("at", [0, *(pytest.param(at, marks=pytest.mark.long) for at in (1, 3, 6))])
def test_two_that_put_in_at_one_place_get_two_numbers_in_any_form(at: int) -> None:
    for form in ROWS:
        labels, (bodies, new) = numbered(form, 7), bodies_for(form)
        own = read_label(labels[max(at - 1, 0)])
        assert own is not None
        other = replace(own, suffix="ante") if not at else next_suffix(own)
        base = written(form, labels[:6], bodies)
        for asked in (labels, [*labels[:at], write_label(other), *labels[at:6]]):
            texts = [written(form, asked, (*bodies[:at], body, *bodies[at:])) for body in new]
            made = consolidate(base, dict(zip(("Arda", "Brum"), texts))).accept(["Arda", "Brum"]).clean()
            assert len(set(labels_of(made))) == 8, made
            assert once_each(made), made


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


DECIMALS = (
    ("{n}.", "{n}.{m}", "1 bis.", "1 bis.{m}", "1 ter.{m}"),
    ("{n}.", "{n}.{m}", "2.", "2.{m}", "1 bis.{m}"),
    ("Article {n}", "{n}.{m}", "Article 1 bis", "1 bis.{m}", "1 ter.{m}"),
    ("Article {n}", "{n}.{m}.", "Article 2", "2.{m}.", "1 bis.{m}."),
    ("{n}.", "{n}.{m}", "1A.", "1A.{m}", "1B.{m}"),
)


@pytest.mark.parametrize(("head", "item", "new", "own", "given"), DECIMALS)
def test_decimals_follow_the_number_that_their_new_section_is_given(
    head: str, item: str, new: str, own: str, given: str
) -> None:
    def section(number: str, item: str, title: str, *bodies: str) -> str:
        return f"{number} {title}\n\n" + "".join(f"{item.format(m=m)} {b}\n\n" for m, b in enumerate(bodies, 1))

    def of_base(n: int, number: int) -> str:
        return section(head.format(n=number), item.replace("{n}", str(number)), f"Part {n}", *BASE[n - 1 :])

    last = of_base(2, 3 if "2" in new else 2)
    sent = {
        name: of_base(1, 1) + section(new, own, title, body) + last
        for name, title, body in zip(("Arda", "Brum"), ("Guests", "Pupils"), NEW)
    }
    made = consolidate(of_base(1, 1) + of_base(2, 2), sent).accept(["Arda", "Brum"]).clean()
    assert once_each(made), made
    assert given.format(m=1) in labels_of(made), made


@pytest.mark.parametrize("head", ["## {}. {}", "{}. {}", "## {} {}"])
@pytest.mark.parametrize("theirs", ["3.1 Maps are open to all.", "3.1 Maps are open to the council, and to all."])
@pytest.mark.parametrize("more", ["", "3.2 Copies are free."])
def test_decimals_follow_a_new_section_that_several_number_differently(head: str, theirs: str, more: str) -> None:
    """One delegation puts another section before it, and numbers both with ``bis``; the other counts on."""
    base = [head.format(1, "Survey"), "1.1 The unit surveys.", head.format(2, "Fences"), "2.1 Fences are high."]
    own = [head.format("2 bis", "Funds"), "2 bis.1 The fund is small."]
    own += [head.format("2 ter", "Maps"), "2 ter.1 Maps are open to the council."]
    other = [head.format(3, "Maps"), theirs, *filter(None, [more])]
    text, arda, brum = ("\n\n".join(units) + "\n" for units in (base, base + own, base + other))
    con = consolidate(text, {"Arda": arda, "Brum": brum})
    printed = brackets(con)
    assert "2 ter.1 Maps" in printed, printed
    assert "3.1 " not in printed and "3.2 " not in printed, printed
    assert not re.search("2 ter (Maps are|Copies)", printed), printed
    assert ("2 ter.2 Copies" in printed or "2 ter.3 Copies" in printed) == bool(more), printed


ARTICLES = (
    ("Article 1\n\n1. Ports are open.\n\n2. Ships pay.\n\nArticle 2\n\n1. Crews rest.\n\n2. Tugs wait.\n", "{}. "),
    ("## Article 1\n\n1) Les ports.\n\n2) Les navires.\n\n## Article 2\n\n1) Les marins.\n\n2) Les quais.\n", "{}) "),
    ("第一条\n\n1. 港口开放。\n\n2. 船只付费。\n\n第二条\n\n1. 船员休息。\n\n2. 拖船等候。\n", "{}. "),
    ("المادة 1\n\n1. الموانئ مفتوحة.\n\n2. السفن تدفع.\n\nالمادة 2\n\n1. الأطقم.\n\n2. القاطرات.\n", "{}. "),
)


def test_numbers_that_begin_again_in_each_article_are_given_in_each_by_itself() -> None:
    for base, form in ARTICLES:
        blocks = base.strip().split("\n\n")
        one, two = list(blocks), list(blocks)
        one[2:2] = [form.format(2) + "Arda abc."]
        two[5:5] = [form.format(2) + "Brum def."]
        sent = {"Arda": "\n\n".join(one) + "\n", "Brum": "\n\n".join(two) + "\n"}
        made = consolidate(base, sent).accept(["Arda", "Brum"]).clean()
        label = form.format("1 bis").replace(" bis)", ") bis")
        assert label + "Arda" in made and label + "Brum" in made, made


TWICE = (
    "§ 1\n\n1. Boats sail.\n\n2. Nets dry.\n\n§ 2\n\n1. Fees:\n\n    1. in May;\n\n    2. in June.\n\n2. Lamps.\n",
    "Article 1\n\n2. Boats sail.\n\n3. Nets dry.\n\nArticle 2\n\n3. Fees are due.\n\nArticle 3\n\n2. Lamps.\n",
    "# Boats\n\n1. They sail.\n\n1. They rest.\n\n2. Nets dry.\n\n1. Fees are due.\n\n# Lamps\n\n1. They burn.\n",
)


def test_a_number_that_neighbours_share_elsewhere_is_not_given_twice() -> None:
    for base in TWICE:
        at = base.index("Nets dry.") + len("Nets dry.")
        texts = [f"{base[:at]}\n\n4. {body}{base[at:]}" for body in NEW[::2]]
        made = consolidate(base, dict(zip(("Arda", "Brum"), texts))).accept(["Arda", "Brum"]).clean()
        new = {
            unit.label
            for unit in parse_text(made).units
            if any(body in str(made[unit.start : unit.end]) for body in NEW)
        }
        assert len(new) == 2, made
