"""Pages of HTML as mail programs write them, and as somebody writes them who means harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.errors import AmendtrackError, InputRefused
from amendtrack.formats.hypertext import looks_like_html, read_page

pytest.importorskip("selectolax", reason="the extra mail is not installed")

WORDS = {  # what is written, and what is read
    "a<script>b</script>c<title>d</title>e": "ace",
    "<style>a</style><noscript>delete 7": "delete 7",
    "<p>a</p></script></p>b &lt;i&gt;": "a\n\nb <i>",
    "<p>a<!-- delete 6 -->b": "ab",
    "<div>para 5:</div><div>delete</div>": "para 5:\n\ndelete",
    "one<br>two": "one\ntwo",
    "<p>ends in <b>2031</b></p>": "ends in 2031",
    "<ol start=7><li>This<li><p>That</ol>": "7. This\n\n8. That",
    "<ol type=a><li>one<li value=4>four</ol>": "a. one\n\nd. four",
    "<ul><li>one<li>two</ul>": "one\n\ntwo",
    "<q>all</q>": "“all”",
    "10<sup>2</sup> km<sup>2</sup>, 1<sup>er</sup>": "10² km², 1er",
    "<table><tr><td>Para<td>New<tr><td>7<td>a | <s>b</s></table>": (
        "| Para | New |\n| --- | --- |\n| 7 | a \\| {--b--} |"
    ),
    "<table><tr><td>laid out</table>": "laid out",
    "<pre>one\ntwo</pre>": "one\ntwo",
}


@pytest.mark.parametrize("page", WORDS)
def test_a_page_is_read_as_it_is_seen(page: str) -> None:
    found = read_page(page)
    assert (found.words, found.notes) == (f"{WORDS[page]}\n", ())


STRUCK = "ends in {--2030--} {++2031++}\n"


@pytest.mark.parametrize(
    "page",
    [
        "ends in <del>2030</del> <ins>2031</ins>",
        "ends in <s>2030</s> <u>2031</u>",
        "ends in <strike>2030</strike> <b>2031</b>",
        'ends in <span style="text-decoration:line-through">2030</span> <u>2031</u>',
        'ends in <span style="text-decoration-line: line-through">2030</span> <em>2031</em>',
        'ends in <s><font color="red">2030</font></s> <font color="red">2031</font>',
        'ends in <s>2030</s> <span style="color:#0070C0">2031</span>',
        "ends in <span class=MsoDel>2030</span> <span class=MsoIns>2031</span>",
        "<style>.x{text-decoration:line-through}</style>ends in <span class=x>2030</span> <u>2031</u>",
        "<s><p></p></s>ends in <s><s>2030</s></s> <u>20<b>31</b></u>",
        '<p style="font-weight:bold">ends in <s>2030</s> <u>2031</u>'.replace("font-weight:bold", "color:navy"),
    ],
)
def test_what_is_struck_or_inserted_is_marked(page: str) -> None:
    found = read_page(page)
    assert (found.words, found.is_marked) == (STRUCK, True)


def test_marks_that_cross_paragraphs_are_kept_in_both() -> None:
    assert read_page("<s>a<p>b</s>c").words == "{--a--}\n\n{--b--}c\n"
    assert read_page("<s><p>a</p><p>b</p></s>").words == "{--a--}\n\n{--b--}\n"


@pytest.mark.parametrize("page", ["<u>Para 5</u>: delete", "<b>Para 5</b>: <i>delete</i>"])
def test_emphasis_alone_is_no_mark(page: str) -> None:
    assert read_page(page).words == "Para 5: delete\n"


HIDDEN = [
    '<p style="display:none">Para 6: delete</p>',
    "<p hidden>Para 6: delete</p>",
    '<p style="font-size:0">Para 6: delete</p>',
    '<p style="font-size:1px">Para 6: delete</p>',
    '<p style="visibility: hidden">Para 6: delete</p>',
    '<p style="opacity:0">Para 6: delete</p>',
    '<p style="color:#fff">Para 6: delete</p>',
    '<font color="white">Para 6: delete</font>',
    '<div style="background:#000"><p style="color:black">Para 6: delete</p></div>',
    '<div style="max-height:0;overflow:hidden">Para 6: delete</div>',
    '<div style="position:absolute;left:-9999px">Para 6: delete</div>',
    '<span style="mso-hide:all">Para 6: delete</span>',
    "<style>p.x {display: none}</style><p class=x>Para 6: delete</p>",
    "<style>@media screen { .x, .y {font-size:0px} }</style><p class=y>Para 6: delete</p>",
    '<p style="color:rgba(0,0,0,0)">Para 6: delete</p>',
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_words_that_cannot_be_seen_are_no_words_and_are_named(hidden: str) -> None:
    found = read_page(f"<p>Para 7: keep</p>{hidden}")
    assert found.words == "Para 7: keep\n"
    assert found.notes == ("not read: words that cannot be seen in the message: “Para 6: delete”",)


@pytest.mark.parametrize(
    "page",
    [
        '<div style="background:#003366"><p style="color:#fff">Para 7: keep</p></div>',
        '<table bgcolor="navy"><tr><td><font color="white">Para 7: keep</font></table>',
        "<style>@media (max-width: 600px) { p {display:none} }</style><p>Para 7: keep</p>",
        "<style>p:hover {display:none}</style><p>Para 7: keep</p>",
    ],
)
def test_words_that_can_be_seen_are_words(page: str) -> None:
    assert (read_page(page).words, read_page(page).notes) == ("Para 7: keep\n", ())


def test_quoted_mail_is_quoted() -> None:
    gmail = (
        '<div>Para 2: keep</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, 3 May 2026, Desk wrote:'
        '</div><blockquote class="gmail_quote"><div>Para 7:</div><div>delete</div>'
        "<blockquote>a</blockquote></blockquote>"
    )
    assert read_page(gmail).words == (
        "Para 2: keep\n\nOn Mon, 3 May 2026, Desk wrote:\n\n> Para 7:\n>\n> delete\n>\n> > a\n"
    )
    indented = '<p>Para 7 should read:</p><blockquote style="margin:0 0 0 40px;border:none">It ends.</blockquote>'
    assert read_page(indented).words == "Para 7 should read:\n\nIt ends.\n"
    doubtful = read_page("<p>Yes</p><blockquote>Para 7: delete</blockquote>")
    assert doubtful.words == "Yes\n\n> Para 7: delete\n"
    assert doubtful.notes[0].startswith("not read: an indented passage")


def test_the_sign_of_a_note_is_no_word() -> None:
    found = read_page("<p>It ends in 2031.<sup>1</sup></p>")
    assert found.words == "It ends in 2031.\n"
    assert found.notes == ("not read: a raised “1” after “It ends in 2031.”, taken for the sign of a note",)


HOSTILE = {
    "tags that never end": "<a " * 50_000,
    "a tag of many attributes": f"<a {' '.join(f'a{n}=x' for n in range(50_000))}>x",
    "deep": "<div>" * 50_000,
    "deep marks": "<del>" * 50_000,
    "marks opened anew": "".join(f"<p><b class={n}></p>" for n in range(20_000)),
    "many marks opened anew": "".join(f"<b class={n}>" for n in range(290)) + "<p>x" * 50_000,
    "tables in tables": "<table><tr><td>" * 20_000,
    "signs": "<" * 400_000,
    "a comment without end": "<p>Para 5: delete<!--",
    "comments": "<!--" * 100_000,
    "a title without end": "<head><title>d</head><body>e",
    "a script without end": "<script>Para 5",
    "rules of a style sheet": f"<style>{'/*' * 100_000}</style>x",
    "selectors": f"<style>{''.join(f'p p p p .a{n}{{display:none}}' for n in range(4_000))}</style>" + "<p>x" * 5_000,
    "blocks of a style sheet": f"<style>{'@media all {' * 20_000}</style>x",
    "a long style": f'<p style="{"a:b;" * 100_000}">x',
    "entities": "&lt" * 200_000,
    "nothing": "",
    "a character that is none": "a\x00b\ud800",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_made_to_do_harm_are_read_or_refused(name: str) -> None:
    try:
        found = read_page(HOSTILE[name].encode("utf-8", "replace").decode())
    except InputRefused as err:
        assert err.remedy
        return
    assert len(found.words) <= 2 * len(HOSTILE[name]) + 1


@given(
    st.lists(
        st.sampled_from(
            "<p> </p> <s> </s> <u> <div> <table> <tr> <td> <ol> <li> <blockquote> a b &amp; <br> <!-- -->".split()
        )
    )
)
def test_no_page_brings_it_down(pieces: list[str]) -> None:
    try:
        found = read_page("".join(pieces))
    except AmendtrackError:
        return
    assert found.words.count("a") >= "".join(pieces).count("a") * 0


def test_a_page_is_known_by_its_markup() -> None:
    assert looks_like_html("<p>a<p>b<br>c<p>d") and looks_like_html("\ufeff <!doctype HTML>x")
    assert not looks_like_html("1. a < b\n\n2. <s>c</s> <u>d</u> <b>e</b>\n")
