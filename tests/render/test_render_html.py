"""HTML shows text literally, needs nothing from elsewhere and runs nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.comparison import compare
from amendtrack.render.descriptions import Coverage
from amendtrack.render.html import consolidation_html, page, redline_html

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    '[link=x"onmouseover="alert(1)]',
    "</style><style>@import url(//evil)",
    "&lt;b&gt; \x1b[2J \u202e",
]


class Judge(HTMLParser):
    """Collects what a browser would see: elements, their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def _judged(fragment: str) -> Judge:
    judge = Judge()
    judge.feed(fragment)
    return judge


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(text: str) -> None:
    redline = compare(f"5. Clear {text} areas.\n\n6. Old.", f"5. Clear known {text} areas.\n\n7. {text}")
    con = consolidate(f"5. Clear {text} areas.", {text: f"5. Clear {text} areas {text}."})
    for fragment in (redline_html(redline), consolidation_html(con), consolidation_html(con.accept([text]))):
        judge = _judged(fragment)
        assert judge.elements <= {"div", "style", "p", "ins", "del", "b", "ol", "ul", "li", "bdi"}
        assert judge.attributes <= {"class", "dir"}
        assert "\x1b" not in fragment and "\u202e" not in fragment
        assert "http" not in fragment and "url(" not in fragment.partition("</style>")[0]


def test_insertions_and_deletions_are_elements_and_kinds_are_words() -> None:
    shown = redline_html(compare("5. Report without delay.\n", "5. Report as soon as possible.\n"))
    assert '<del>without delay</del><ins class="gap">as soon as possible</ins>' in shown
    assert "EDITED 5" in shown and 'dir="auto"' in shown


def test_brackets_of_the_text_survive() -> None:
    shown = _judged(redline_html(compare("[shall] adopt", "[may] adopt"))).text
    assert "[" in shown and "shall" in shown and "may" in shown


def test_a_page_forbids_everything_from_elsewhere() -> None:
    made = page("A </title><script>", redline_html(compare("a", "b")))
    assert "default-src 'none'; style-src 'unsafe-inline'" in made
    assert "script" not in _judged(made).elements


def test_a_notebook_shows_the_fragment() -> None:
    redline = compare("a", "b")
    assert redline._repr_html_() == redline_html(redline)


def test_a_fragment_has_no_markdown() -> None:
    base = "*Urges* all[^1]\n\n| a | b |\n| --- | --- |\n| c | d |\n\n[^1]: See 4/7.\n"
    after = base.replace("*Urges* all", "*Invites* them").replace("| c | d |", "| c | e |").replace("4/7", "4/8")
    for fragment in (redline_html(compare(base, after)), consolidation_html(consolidate(base, {"Arda": after}))):
        body = fragment.partition("</style>")[2]
        assert "*" not in body and "|" not in body and "^" not in body and "---" not in body
        assert "<i>Urges</i>" in body and "<sup>1</sup>" in body and '<td dir="auto">' in body


def test_words_put_in_look_the_same_beside_words_struck_out_as_alone() -> None:
    before = "1. Clear all areas.\n\n" + "".join(f"{n}. Meet in year {n}.\n\n" for n in range(2, 9))
    shown = redline_html(compare(before, before.replace("all", "known")), Coverage.CHANGES)
    units = {name for found in re.findall(r'<(?:div|p) class="([^"]*)"', shown) for name in found.split()}
    assert '<ins class="gap">' in shown and "unchanged" in units and "gap" not in units
