"""A table of contents is not the articles that it lists."""

from __future__ import annotations

from amendtrack.consolidation.addressing import addresses_on
from amendtrack.text.addresses import addresses, addresses_with_contents
from amendtrack.text.contents import contents_of
from amendtrack.text.units import parse_text

TITLES = ("Boats", "Nets", "Fees", "Guests")
FORMS = (
    ("Article {n} {title}", "Article {n} {title}"),
    ("Article {n}. {title} ........ {page}", "## Article {n}. {title}"),
    ("- § {n} {title}", "## § {n} {title}"),
    ("{n}. {title}\t{page}", "# {n}. {title}"),
    ("Artículo {n}. {title}", "**Artículo {n}. {title}**"),
    ("第{n}条 {title}", "第{n}条 {title}"),
    ("المادة {n}: {title} {page}", "المادة {n}: {title}"),
    ("§ {n}\n\n{title}", "§ {n}\n\n{title}"),
)


def _written(line: str, head: str, after: str = "All clubs vote on it once a year.") -> str:
    listed = [line.format(n=n, title=title, page=2 * n) for n, title in enumerate(TITLES, 1)]
    bodies = [f"{head.format(n=n, title=title)}\n\n{after}" for n, title in enumerate(TITLES, 1)]
    return "\n\n".join(["# Lake Convention", "Contents", *listed, *bodies]) + "\n"


def test_the_lines_of_a_table_of_contents_are_named_as_such() -> None:
    for line, head in FORMS:
        text = parse_text(_written(line, head))
        names = addresses(text)
        assert not any("(2nd)" in name for name in names if "paragraph" not in name), names
        assert sum(name.startswith("contents, ") for name in names) == len(contents_of(text)) >= 4, names


def test_what_only_resembles_a_table_of_contents_is_none() -> None:
    twice = "Schedule {n}\n\n(a) boats\n\n(b) nets\n\n(c) fees\n\n"
    other = "## Club {n}\n\n1. {a} pay.\n\n2. {b} dry by day.\n\n3. {c} are due.\n\n"
    for source in (
        twice.format(n="I") + twice.format(n="II"),
        other.format(n="A", a="Boats", b="Nets", c="Fees") + other.format(n="B", a="Boats", b="Nets", c="Fees"),
        "1. Boats\n\n2. Nets\n\n3. Fees\n\n# More\n\n1. Ropes\n\nText.\n\n2. Lamps\n\nText.\n\n3. Piers\n\nText.\n",
        "Article 1 Boats\n\nThey pay.\n\nArticle 2 Nets\n\nThey dry.\n\nArticle 1 Boats\n\nThey pay more.\n",
        "",
    ):
        assert not contents_of(parse_text(source)), source


def test_a_text_issued_under_the_names_of_before_keeps_them() -> None:
    text = parse_text(_written(*FORMS[0]))
    before = addresses_with_contents(text)
    assert "Article 3 (2nd)" in before
    assert addresses_on(text, [("Article 3 (2nd)#1", "words 1-2")]) == before
    assert addresses_on(text, []) == addresses(text)


def test_an_annex_may_have_a_table_of_contents_of_its_own() -> None:
    act = "1. Scope\n2. Fees\n3. Reports\n\n1. Scope\n\nWells.\n\n2. Fees\n\nFixed.\n\n3. Reports\n\nPublic.\n\n"
    annex = "# Annex\n\nA. Forms\nB. Maps\nC. Lists\n\nA. Forms\n\nPrinted.\n\nB. Maps\n\nDrawn.\n\nC. Lists\n\nKept.\n"
    names = addresses(parse_text(act + annex))
    assert [name for name in names if name.startswith("contents")] == [
        *(f"contents, {n}" for n in (1, 2, 3)),
        *(f"contents, {n}" for n in "ABC"),
    ]
    assert not any("2nd" in name for name in names)


def test_what_a_heading_calls_contents_is_that_whatever_its_lines_say() -> None:
    listed = "## Inhalt\n\n- Erster Teil\n\n- § 1 Boote\n\n- § 2 (leer)\n\n- Anlage 1: Lampen\n\n- Anlage 2: (leer)\n\n"
    bodies = "## Erster Teil Flotte\n\n### § 1 Boote\n\nSie.\n\n### § 2 Netze\n\n## Anlage 1\n\nRot.\n\n## Anlage 2\n"
    names = addresses(parse_text(listed + bodies))
    assert [name for name in names if not name.startswith("contents, ")] == [
        "heading “Inhalt”",
        "Erster Teil",
        "§ 1",
        "§ 1, paragraph 1",
        "§ 2",
        "Anlage 1",
        "Anlage 1, paragraph 1",
        "Anlage 2",
    ]
    assert not contents_of(parse_text(listed))  # it lists nothing that is there
