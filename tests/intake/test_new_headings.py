"""A new article is printed as the draft prints its own, however its heading was typed."""

from __future__ import annotations

import pytest

from amendtrack.intake.new_headings import with_new_headings
from amendtrack.intake.retyping import as_printed
from amendtrack.redline.comparison import compare
from amendtrack.text.units import parse_text

WAYS = (
    "## {0}\n\n### {1}",
    "##### {0}\n\n{1}",
    "{0}\n\n{1}",
    "**{0}**\n\n**{1}**",
    "{0}\n---------\n\n{1}",
    "{2}\n\n{1}",
)


def draft(signs: str, word: str, titles: str) -> str:
    articles = (
        ("Words", "A ferry carries passengers for payment."),
        ("Lights", "Lights are visible from two miles away."),
    )
    return "# Treaty\n\n" + "\n".join(
        f"{signs}{word} {k}\n\n{titles}{title}\n\n1. {words}\n" for k, (title, words) in enumerate(articles, 1)
    )


@pytest.mark.parametrize(("signs", "titles"), [("## ", "### "), ("#### ", "##### "), ("### ", "#### ")])
@pytest.mark.parametrize("word", ["Article", "Artículo", "Статья", "المادة"])
def test_a_new_article_and_its_title_look_like_the_others(signs: str, titles: str, word: str) -> None:
    base = draft(signs, word, titles)
    for way in WAYS:
        heading = f"{word} 3"
        typed = way.format(heading, "Ropes and bells", heading.upper())
        made = as_printed(parse_text(f"{base}\n{typed}\n\n1. Masters ring the bell in thick fog.\n"), parse_text(base))
        wanted = f"{base}\n{signs}{heading}\n\n{titles}Ropes and bells\n\n1. Masters ring the bell in thick fog.\n"
        assert made.source == wanted, way


@pytest.mark.parametrize(
    "new",
    [
        "## Annex 1\n\nMasters ring the bell in thick fog.\n",  # the draft has none
        "#### Article 3\n\nMasters ring the bell in thick fog.\n",  # a sentence, not a title
        "3. Masters ring the bell in thick fog.\n",
        "Article 5 of the Convention applies to ferries too.\n",
    ],
)
def test_what_the_draft_does_not_print_in_one_way_stays_as_typed(new: str) -> None:
    base = draft("#### ", "Article", "##### ")
    after = parse_text(f"{base}\n{new}")
    assert with_new_headings(after, parse_text(base), compare(base, after)).source == after.source
    mixed = parse_text(base.replace("#### Article 2", "## Article 2"))
    more = parse_text(f"{mixed.source}\nArticle 3\n\n1. Masters ring the bell in thick fog.\n")
    assert with_new_headings(more, mixed, compare(mixed, more)) is more
