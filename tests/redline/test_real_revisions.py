"""What misled a reader in the revisions of real rules, as small texts of our own."""

from __future__ import annotations

import pytest
from redlines import marked

from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.redline.spans import SpanKind
from amendtrack.render.descriptions import Stretch, StretchKind, blocks_of, titled_once


def kinds(before: str, after: str) -> list[str]:
    return [change.kind.value for change in compare(before, after).changes if change.substantive]


CODE = [
    # Another depth is marked with the first word of the line.
    ('    "sender": "Arda",', '  "sender": "Arda",', '[-    "-]{+  "+}sender": "Arda",'),
    ("run survey", "    run report", "[-run-]{+    run+} [-survey-]{+report+}"),
    ("run  survey", "run survey", "run[-  survey-]{+ survey+}"),
    ("run survey ", "run survey", "run [-survey -]{+survey+}"),
    ("run 'survey' now", "run ’survey’ at once now", None),
]


@pytest.mark.parametrize(("was", "now", "wanted"), CODE)
def test_a_line_of_code_is_marked_where_it_differs(was: str, now: str, wanted: str | None) -> None:
    frame = "# Surveys\n\n```\nopen\n{}\nclose\n```\n"
    redline = compare(frame.format(was), frame.format(now))
    gone = "".join(s.text for s in redline.spans() if s.kind in (SpanKind.EQUAL, SpanKind.DELETE))
    new = "".join(s.text for s in redline.spans() if s.kind in (SpanKind.EQUAL, SpanKind.INSERT))
    assert (gone, new) == (frame.format(was), frame.format(now))
    assert wanted is None or marked(frame.format(was), frame.format(now)) == frame.format(wanted).replace("\n", "/")


def listed(names: str) -> str:
    items = "".join(f"- {name}\n" for name in names.split(", "))
    return f"# Members\n\n{items}\n# Fees\n\nFees are paid in May.\n"


def test_a_name_that_stands_elsewhere_now_is_not_replaced_by_another() -> None:
    before, after = listed("Norvia, Goldin, South Arda, Brum"), listed("Norvia, Brum, South Arda, Velt")
    assert kinds(before, after) == ["deleted", "inserted", "deleted", "inserted"]


def test_a_name_that_is_gone_from_its_place_is_replaced_by_a_new_one_there() -> None:
    before, after = listed("Norvia, Goldin, South Arda, Brum"), listed("Norvia, Velt, South Arda, Brum")
    assert kinds(before, after) == ["edited"]


def test_of_short_items_that_are_sorted_anew_none_becomes_another() -> None:
    sites = "area/survey north, survey/dogs north, area/dex east, area/semver old, area/houdini, area/git old"
    names = sites.split(", ")
    redline = compare(listed(sites), listed(", ".join(sorted(names))))
    assert {change.kind.value for change in redline.changes if change.substantive} == {"kept"}
    assert any(change.move for change in redline.changes)


PARTED = (
    "The Secretariat makes copies of all the reports that it receives from the Parties.{}"
    "No changes are made in the reports that the Parties have sent to it.\n\nFees are paid in May.\n"
)


@pytest.mark.parametrize("title", ["## Changes of reports", "**Changes of reports**"])
def test_a_paragraph_that_a_new_title_parts_is_split(title: str) -> None:
    whole, parted = (
        f"# Reports\n\n{PARTED.format(' ')}",
        f"# Reports\n\n{PARTED.format(f'{chr(10)}{chr(10)}{title}{chr(10)}{chr(10)}')}",
    )
    assert kinds(whole, parted) == ["split"] and kinds(parted, whole) == ["joined"]
    shown = marked(whole, parted)
    assert shown.count("{+") == 1 and "[-" not in shown.replace("[- -]", ""), shown


def test_what_a_later_section_took_over_is_no_part_of_a_split() -> None:
    whole = f"# Reports\n\n{PARTED.format(' ')}"
    kept, lost = PARTED.format("\n\n").split("\n\n")[:2]
    after = f"# Reports\n\n{kept}\n\n# Boats\n\nBoats carry lamps.\n\n{lost}\n\nFees are paid in May.\n"
    assert "split" not in kinds(whole, after)


def test_a_fence_that_is_closed_no_longer_leaves_its_lines() -> None:
    before = "# Surveys\n\n```sh\nrun survey\nrun report\n```\n\nFees are paid in May.\n"
    assert kinds(before, before.replace("report\n```", "report")) == ["deleted"]
    assert kinds(before, before.replace("```sh", "```bash")) == ["edited"]


def test_a_remark_among_the_facts_at_the_head_is_no_title() -> None:
    rest = f"# Welcome\n\n{'All Parties are welcome at the meeting, ' * 3}\n"
    before, after = f"---\norder: 4\n---\n{rest}", f"---\n# Licence: free\norder: 4\n---\n{rest}"
    assert [found.place for found in amendments(compare(before, after))] == ["front matter"]


def titles(before: str, after: str) -> list[str]:
    return [block.title for block in titled_once(blocks_of(compare(before, after))) if block.title]


TABLE = "| Area | Size |\n|---|---|\n| North | 20 |\n| South | 30 |\n\n"


def test_a_whole_table_is_told_once() -> None:
    before, after = "# Areas\n\nThese are left.\n\n", "Fees are paid in May.\n"
    assert titles(before + TABLE + after, before + after) == ["DELETED “Areas”, rows 1 to 3"]
    assert titles(before + after, before + TABLE + after) == ["NEW “Areas”, rows 1 to 3"]


def test_bullets_that_follow_one_another_are_told_once() -> None:
    before = listed("Norvia, Brum, Velt")
    assert titles(before, listed("Norvia, Goldin, Tiran, Brum, Velt")) == ["NEW “Members”, bullets 2 and 3"]
    assert titles(before, listed("Norvia, Goldin, Brum, Tiran, Velt")) == [
        "NEW “Members”, bullet 2",
        "NEW “Members”, bullet 4",
    ]
    assert titles(before, listed("Norvia")) == ["DELETED “Members”, bullets 2 and 3"]


@pytest.mark.parametrize(
    ("was", "now", "wanted"),
    [
        ("## 1. Reports", "## Reports", "{-1.-} Reports"),
        ("### Reports", "### 2.1 Reports", "{+2.1+} Reports"),
        ("## 1. Reports", "### Reports", "{-## 1.-}{+###+} Reports"),
        ("1. Reports are kept.", "- Reports are kept.", "{-1.-}{+-+} Reports are kept."),
    ],
)
def test_a_number_that_is_given_up_leaves_the_level_of_its_title(was: str, now: str, wanted: str) -> None:
    rest = "\n\nEach Party sends its reports to the Secretariat in May.\n"
    [block] = [block for block in blocks_of(compare(was + rest, now + rest)) if block.title]
    assert "".join(map(_with_signs, block.stretches)).lstrip("# ") == wanted


def _with_signs(stretch: Stretch) -> str:
    opening, closing = {StretchKind.STRUCK: ("{-", "-}"), StretchKind.PUT_IN: ("{+", "+}")}.get(stretch.mark, ("", ""))
    return opening + stretch.text + closing


def test_an_item_that_becomes_a_paragraph_has_moved_past_the_items_below_it() -> None:
    list_of = "2. States provide for the following matters:\n(a) marking of mined areas;\n"
    school, aid = "isk education in every school of the region", "aid to survivors and to their families"
    before = f"{list_of}(b) r{school};\n(c) {aid}.\n\n3. Donors report each year.\n"
    after = f"{list_of}(b) {aid}.\n\n3. R{school}.\n\n4. Donors report each year.\n"
    moved = [change for change in compare(before, after).changes if change.move is not None]
    assert [(change.i1, change.j1) for change in moved] == [(2, 3)]
