"""Which unit is which: labels are names, not identities; the same edit never changes who moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations
from random import Random

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st
from laws.worlds import UNITS, World, worlds

from amendtrack.consolidation.value import consolidate
from amendtrack.redline.align.alignment import Aligner, align
from amendtrack.redline.align.anchors import anchors_of, runs_among
from amendtrack.redline.align.chain import heaviest_chain
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.redline.numbering import LabelChange
from amendtrack.redline.spans import SpanKind
from amendtrack.text.units import Layout, parse_text, split_blocks

quick = depth(100)


def told(before: str, after: str) -> dict[str, object]:
    """What became of the units, by position: pairs in place, moves, gone and new ones."""
    b, a = parse_text(before), parse_text(after)
    found = align(b, a)
    pairs = {(r.i + k, r.j + k, r.moved) for r in found.runs for k in range(r.n)}
    pairs |= {(i, j, g.moved) for g in found.groups for i in range(g.i1, g.i2) for j in range(g.j1, g.j2)}
    return {
        "kept": sorted((i, j) for i, j, moved in pairs if not moved),
        "moved": sorted((i, j) for i, j, moved in pairs if moved),
        "gone": sorted(set(range(len(b.units))) - {i for i, _, _ in pairs}),
        "new": sorted(set(range(len(a.units))) - {j for _, j, _ in pairs}),
    }


def numbered(*wordings: str, first: int = 1) -> str:
    return "\n\n".join(f"{n}. {w}" for n, w in enumerate(wordings, first)) + "\n"


def test_a_label_is_no_identity() -> None:
    a, b, c = UNITS
    assert told(numbered(a, b), numbered(c, a, b)) == {"kept": [(0, 1), (1, 2)], "moved": [], "gone": [], "new": [0]}
    assert told(numbered(a, b, c), numbered(b, c)) == {"kept": [(1, 0), (2, 1)], "moved": [], "gone": [0], "new": []}


def test_between_equal_wordings_the_label_decides() -> None:
    same = UNITS[0]
    before = f"5. {same}\n\n6. {same}\n\n7. {UNITS[1]}\n"
    for label, gone in (("5.", 1), ("6.", 0)):
        assert told(before, f"{label} {same}\n\n7. {UNITS[1]}\n")["gone"] == [gone]


def test_an_edited_unit_is_the_same_unit() -> None:
    edited = UNITS[1].replace("child", "pupil")
    assert told(numbered(*UNITS), numbered(UNITS[0], edited, UNITS[2]))["kept"] == [(0, 0), (1, 1), (2, 2)]


def test_a_move_with_an_edit_is_a_move() -> None:
    edited = UNITS[1].replace("child", "pupil")
    found = told("\n\n".join(UNITS), "\n\n".join((edited, UNITS[0], UNITS[2])))
    assert (found["gone"], found["new"]) == ([], []) and found["moved"] == [(1, 0)]


def test_an_edit_does_not_change_which_of_two_moved() -> None:
    plain = told("\n\n".join(UNITS[:2]), "\n\n".join((UNITS[1], UNITS[0])))
    edited = told("\n\n".join(UNITS[:2]), "\n\n".join((UNITS[1] + " Teach parents and teachers too.", UNITS[0])))
    assert plain["moved"] == edited["moved"] and len(plain["moved"]) == 1  # type: ignore[arg-type]


def test_every_order_of_three_units_keeps_all() -> None:
    for order in permutations(UNITS):
        found = told("\n\n".join(UNITS), "\n\n".join(order))
        assert (found["gone"], found["new"]) == ([], [])


def test_split_and_join_hold_together() -> None:
    whole, parts = " ".join(UNITS[:2]), "\n\n".join(UNITS[:2])
    assert told(whole, parts) == {"kept": [(0, 0), (0, 1)], "moved": [], "gone": [], "new": []}
    assert told(parts, whole) == {"kept": [(0, 0), (1, 0)], "moved": [], "gone": [], "new": []}


@given(worlds())
@quick
def test_matches_do_not_overlap(world: World) -> None:
    found = align(parse_text(world[0]), parse_text(world[1]))
    before = [i for r in found.runs for i in range(r.i, r.i + r.n)] + [
        i for g in found.groups for i in range(g.i1, g.i2)
    ]
    after = [j for r in found.runs for j in range(r.j, r.j + r.n)] + [
        j for g in found.groups for j in range(g.j1, g.j2)
    ]
    assert len(before) == len(set(before)) and len(after) == len(set(after))


def test_the_heaviest_chain_rises_on_both_sides() -> None:
    assert heaviest_chain([(0, 1, 1.0), (1, 0, 5.0), (2, 2, 1.0)]) == [1, 2]
    assert heaviest_chain([]) == []


def test_no_chain_is_heavier_than_the_heaviest_whichever_links_cross() -> None:
    chance = Random(1)
    for _ in range(300):
        links = [
            (k + chance.choice((0, 0, 2)), k + chance.choice((0, 0, 3)), chance.choice((1, 2, 5))) for k in range(8)
        ]
        chain = [links[k] for k in heaviest_chain(links)]
        assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(chain))
        rising: dict[int, int] = {}  # the weight of the heaviest chain that ends with each link
        for k in sorted(range(8), key=lambda k: links[k]):
            before = (rising[m] for m in rising if links[m][0] < links[k][0] and links[m][1] < links[k][1])
            rising[k] = links[k][2] + max(before, default=0)
        assert sum(link[2] for link in chain) == max(rising.values())


def test_a_split_whose_halves_repeat_what_both_need_is_one() -> None:
    base = "30. Train medical staff and provide prostheses in every affected district.\n\n31. Keep a register.\n"
    halves = (
        "30. Train medical staff in every affected district.\n\n31. Provide prostheses in every affected district.\n"
    )
    changes = compare(base, halves + "\n32. Keep a register.\n").changes
    assert [c.kind.value for c in changes] == ["split", "kept"]


def test_a_new_unit_that_only_resembles_its_neighbour_is_new() -> None:
    base = "(a) Clear all mined areas in the north by 2010 at the latest;\n\n(b) Report;\n"
    sent = (
        "(a) Clear all mined areas in the north;\n\n(b) Clear all mined areas in the south by 2010 at the latest;\n\n"
        "(c) Report;\n"
    )
    assert sorted(c.kind.value for c in compare(base, sent).changes) == ["edited", "inserted", "kept"]


@given(
    st.lists(st.sampled_from([*UNITS, "(a) Clear;\n(b) mark.", "\n", "# Goals", "| a | b |"]), max_size=9), st.randoms()
)
@quick
def test_a_text_read_already_aligns_like_its_source(blocks: list[str], random: Random) -> None:
    before = "\n\n".join(blocks)
    random.shuffle(blocks)
    after = "\n\n".join(blocks)
    read, bare = (Aligner(Prepared.of(parse_text(before)), after) for _ in range(2))
    assert read.alignment(parse_text(after, read.layout).units) == bare.alignment()
    assert (read.after_texts, read.gaps) == (bare.after_texts, bare.gaps)


PIECES = [
    *UNITS,
    "(a) Clear;\n(b) mark.",
    "1. Reports are due.",
    "# Goals",
    "short",
    "```\ncode\n\nmore\n```",
    "    in",
]
GAPS = ["\n\n"] * 8 + ["\n\n\n", "\n \n", "\n\n  \n\n", "\r\n\r\n", " \n\n", "\n\n  "]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.randoms())
@quick
def test_equal_blocks_found_by_their_characters_are_those_of_a_text_cut_into_blocks(
    blocks: list[str], random: Random
) -> None:
    def typed(pieces: list[str]) -> str:
        rare = random.random() < 0.3
        gaps = [random.choice(GAPS) if rare else "\n\n" for _ in pieces]
        return "".join(piece + gap for piece, gap in zip(pieces, gaps)) + random.choice(["", "end.", "end.\n"])

    before = Prepared.reading(typed(blocks))
    for _ in range(random.choice((0, 1, 1, 2))):
        at = random.randrange(len(blocks) + 1)
        blocks[at:at] = random.sample(PIECES, 1) if random.random() < 0.5 else blocks[at + 1 : at + 2]
    after = typed(blocks)
    aligner = Aligner(before, after)
    assert aligner.read() == parse_text(after, aligner.layout)
    if aligner.layout is before.layout and (found := anchors_of(before, after)) is not None:
        assert found.runs == runs_among(before, split_blocks(after, aligner.layout))


def test_a_block_that_is_there_twice_anchors_nothing() -> None:
    before = "\n\n".join(UNITS)
    assert [run[:2] for run in anchors_of(Prepared.reading(before), f"{before}\n\nNew.").runs] == [(0, 3)]
    assert anchors_of(Prepared.reading(before), f"{before}\n\n{UNITS[0]}") is None
    assert runs_among(Prepared.reading(before), split_blocks(f"{before}\n\n{UNITS[0]}", Layout.BLOCKS))[0].block == 1


# -- where changed operators went unnoticed -----------------------------------------------------


def test_the_white_space_after_a_new_first_unit_comes_from_where_it_stands() -> None:
    """A new unit before an equal run brings the white space that stands between the two."""
    run = f"{UNITS[0]}\n\n{UNITS[1]}\n"
    for gap in ("\n\n", "\n\n\n", "\n\n\n\n"):
        aligner = Aligner(Prepared.of(parse_text(run)), f"Entirely new words here.{gap}{run}")
        assert [r.n for r in aligner.alignment().runs] == [2]
        assert aligner.gap_after(0) == gap
        text = f"Entirely new words here.{gap}{run}"
        assert consolidate(run, {"Arda": text}).accept(["Arda"]).clean() == text


def test_the_white_space_after_a_new_unit_before_an_edited_one_comes_from_where_it_stands() -> None:
    after = f"Entirely new words here.\n\n\n{UNITS[0].replace('fields', 'woods')}\n\n{UNITS[1]}\n"
    aligner = Aligner(Prepared.of(parse_text(f"{UNITS[0]}\n\n{UNITS[1]}\n")), after)
    aligner.alignment()
    assert aligner.gap_after(0) == "\n\n\n"


def test_no_paragraph_comes_into_a_title_that_is_split() -> None:
    """The words cut from a title are those of another title, below new text: that is no title in three parts."""
    before = "## Events and the code of conduct\n\nEvents follow the policy on their page.\n\nThe end.\n"
    after = "## Events\n\nAll are led by the staff.\n\n## The code of conduct\n\nAll behave.\n\nThe end.\n"
    for one, other in ((before, after), (after, before)):
        found = align(parse_text(one), parse_text(other))
        assert {(g.i2 - g.i1, g.j2 - g.j1) for g in found.groups} == {(1, 1)}
    assert told("## Boats and nets\n\nThe end.\n", "## Boats\n\n## Nets\n\nThe end.\n")["kept"][:2] == [(0, 0), (0, 1)]  # type: ignore[index]


def test_a_split_reaches_over_all_the_new_units_beside_the_unit_that_lost_their_words() -> None:
    """One unit cut in three, whose last part is the longest: the two before it belong to it, in order."""
    parts = (
        "Clear the fields that lie close to villages and to schools.",
        "Teach every child about the risk of mines in every term of the year.",
        "Ask survivors first, publish what they answer each year in every language, and send it to all Parties.",
    )
    for order in permutations(parts):
        whole, cut = " ".join(order), "\n\n".join(order)
        assert told(whole, cut)["kept"] == [(0, 0), (0, 1), (0, 2)], order
        assert told(cut, whole)["kept"] == [(0, 0), (1, 0), (2, 0)], order


def test_candidates_are_taken_from_the_equal_stretches_in_their_order() -> None:
    """Short equal units, too short to anchor and too many to be looked up, are matched by their order alone."""
    item = "Yes."
    before = "\n\n".join([item] * 14 + ["No."] + [item] * 14)
    after = "\n\n".join([item] * 14 + [item] * 14)
    found = told(before, after)
    assert (found["gone"], found["new"], len(found["kept"])) == ([14], [], 28)  # type: ignore[arg-type]


SECTIONS = [
    (
        "Article 1",
        "Article 2 Ropes",
        "Article 3 Mills",
        "1. Wells are dug.",
        "1. A rope costs two.",
        "2. A guard stands there.",
    ),
    (
        "Artículo 1",
        "Artículo 2",
        "Artículo 3",
        "1. Los pozos son de todos.",
        "1. La cuerda es larga.",
        "2. El guarda es de aquí.",
    ),
    ("Статья 1", "Статья 2", "Статья 3", "1. Колодцы общие.", "1. Веревка стоит дорого.", "2. Сторож стоит у ворот."),
    ("第一条", "第二条", "第三条", "1. 水井公有。", "1. 绳子要长。", "2. 守卫要有灯。"),
    ("# Wells", "# Ropes", "# Mills", "- Wells are dug.", "- A rope costs two.", "- A guard stands there."),
    ("Rule 1", "Rule 2", "Rule 3", "(a) Wells are dug.", "(a) A rope costs two.", "(b) A guard stands there."),
]


def test_an_article_that_goes_takes_its_own_paragraphs_and_what_is_new_before_it_stands_there() -> None:
    """A paragraph of one article is not what another article's became, whatever its number or its small words."""
    for first, second, third, kept, gone, new in SECTIONS:
        last = kept + " Mills grind for all neighbours who ask."
        before = "\n\n".join([first, kept, second, gone, third, last]) + "\n"
        after = "\n\n".join([first, kept, new, third, last]) + "\n"
        redline = compare(before, after)
        shown = [
            (c.kind, (redline.before.printed(redline.before.units[c.i1]) if c.j1 == c.j2 else after_of(redline, c.j1)))
            for c in redline.changes
            if c.kind is not ChangeKind.KEPT
        ]
        wanted = [(ChangeKind.INSERTED, new), (ChangeKind.DELETED, second), (ChangeKind.DELETED, gone)]
        assert shown == wanted, first


def after_of(redline: Redline, j: int) -> str:
    return redline.after.printed(redline.after.units[j])


def test_a_paragraph_rewritten_under_its_number_stays_that_paragraph() -> None:
    before = "Article 1\n\n1. Wells are dug.\n\nArticle 2\n\n1. A rope costs two.\n\n2. Knots are checked.\n"
    after = before.replace("Article 2", "Article 2 bis").replace("A rope costs two", "Boats land at noon daily")
    kinds = [c.kind for c in compare(before, after).changes]
    assert ChangeKind.DELETED not in kinds and ChangeKind.INSERTED not in kinds


def test_rewritten_units_are_matched_by_their_words_not_by_their_places() -> None:
    ports = "Arda Brum Corv Galdora Hestria Kestria Norvia Ostmark".split()
    units = [f"The port of {p} keeps a log of boats from {p} that land in {p} at night." for p in ports]
    edited = [u.replace("keeps a log", "holds a list").replace("at night", "by day") for u in units]
    fresh = ["Wells are dug where the ground is dry.", "A rope costs two coins in any market."]
    in_place = [(k, k) for k in range(len(units))]
    assert told("\n\n".join(units), "\n\n".join(edited))["kept"] == in_place
    shifted = told("\n\n".join(units), "\n\n".join([*edited[2:], *fresh]))
    assert shifted["kept"] == [(k + 2, k) for k in range(6)] and shifted["new"] == [6, 7]


def test_a_title_and_a_paragraph_under_one_number_are_two_units() -> None:
    titles = ("**Information**", "**Renseignements :**", "__Сведения__", "**资料**", "**Información.**")
    news = (
        "Mills may grind for neighbours.",
        "Les moulins tournent.",
        "Мельницы мелют.",
        "磨坊可以开工。",
        "El molino gira.",
    )
    for title, new in zip(titles, news, strict=True):
        before, after = (f"6. Boats keep a log.\n\n7. {own}\n\n8. Nets are dry.\n" for own in (title, new))
        for texts in ((before, after), (after, before)):
            kinds = [c.kind for c in compare(*texts).changes]
            assert kinds == [ChangeKind.KEPT, ChangeKind.DELETED, ChangeKind.INSERTED, ChangeKind.KEPT], title
        assert [c.kind for c in compare(before, before.replace(title, title.strip("*_"))).changes] == [
            ChangeKind.KEPT
        ] * 3
    other = before.replace("Información", "Reglas")
    assert [c.kind for c in compare(before, other).changes] == [ChangeKind.KEPT, ChangeKind.EDITED, ChangeKind.KEPT]


HEADS = (
    "Article {}",
    "Article {}. General",
    "## Rule {}.",
    "Section {}:",
    "Статья {}",
    "المادة {}",
    "Artículo {}. Reglas",
)
ARTICLES = (
    ("1. Wells are dug where the ground is dry.", "2. A guard counts all the ropes."),
    ("1. Mills grind for neighbours in the dry months.",),
    ("1. Boats keep a log of every night at sea.", "2. Nets are mended on land.", "3. Nobody fishes at noon."),
    ("1. Fees fall due in June, and are paid by all.",),
)


def articles(head: str, order: Sequence[int]) -> str:
    return "\n\n".join(part for n, k in enumerate(order, 1) for part in (head.format(n), *ARTICLES[k])) + "\n"


def test_a_heading_goes_where_its_text_goes() -> None:
    """Headings that say the same are told apart by what stands under them, whatever their numbers."""
    for head in HEADS:
        for order in ([1, 0, 2, 3], [0, 1, 3, 2], [3, 0, 1, 2], [1, 2, 3, 0], [0, 2, 1, 3], [2, 3, 0, 1]):
            redline = compare(articles(head, range(4)), articles(head, order))
            kinds = {c.kind for c in redline.changes}
            assert not {ChangeKind.INSERTED, ChangeKind.DELETED} & kinds, (head, order)
            homes = {c.i1 + k: c.j1 + k for c in redline.changes for k in range(c.i2 - c.i1)}
            heads = [0, 3, 5, 9]
            assert all(homes[k] + 1 == homes[k + 1] for k in heads), (head, order)


PARTS = (
    *("Article 1", "Article 2", "# General", "# Ropes", "Article 3. General", "Section 4:", "Nets."),
    *("1. Wells are dug by hand in every dry month.", "2. Ropes are long and are kept dry.", "1. Mills grind in May."),
)


@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=8), st.lists(st.sampled_from(PARTS), max_size=2), st.randoms()
)
@quick
def test_every_unit_is_accounted_for_once_whatever_its_heading(base: list[str], new: list[str], random: Random) -> None:
    changed = random.sample([*base, *new], random.randint(1, len(base) + len(new)))
    if random.random() < 0.5:
        changed = [part for part in base if part in changed] + new
    redline = compare("\n\n".join(base), "\n\n".join(changed))
    units = [k for c in redline.changes for k in range(c.i1, c.i2)]
    units_after = [k for c in redline.changes for k in range(c.j1, c.j2)]
    assert sorted(units) == list(range(len(base))) and sorted(units_after) == list(range(len(changed)))


def test_a_paragraph_moves_past_a_heading_rather_than_the_heading_past_it() -> None:
    long = "1. The Council meets once a year in the port of Brum, and decides on fees, ropes and covers for all wells."
    for one, two in (
        ("Article 1", "Article 2"),
        ("# Wells", "# Ropes"),
        ("Статья 1", "Статья 2"),
        ("第一条", "第二条"),
    ):
        above = [one, "1. Wells are dug.", long, two, "1. Ropes are long.", "2. Nets are dry."]
        below = [one, "1. Wells are dug.", two, long, "1. Ropes are long.", "2. Nets are dry."]
        emptied = [one, two, long, "1. Wells are dug."], [one, long, two, "1. Wells are dug."]
        for before, after in ((above, below), (below, above), emptied, emptied[::-1]):
            redline = compare("\n\n".join(before), "\n\n".join(after))
            moved = [redline.before.printed(redline.before.units[c.i1]) for c in redline.changes if c.move is not None]
            assert moved == [long], (one, before)


def test_a_heading_does_not_move_without_its_text() -> None:
    for heading in ("Article {}. A plan of work for all members", "## {}. Un plan de travail pour tous les membres"):
        parts = [
            (heading.format(1), "1. Wells are dug."),
            ("Article 2", "1. Ropes are long."),
            ("Article 3", "1. Nets dry."),
        ]
        new = (heading.format(3), "1. Oxen may drink from any pond in the dry months.")
        before, after = ("\n\n".join(p for part in text for p in part) for text in (parts, [*parts[1:], new]))
        kinds = [c.kind for c in compare(before, after).changes if c.substantive]
        assert kinds == [ChangeKind.DELETED, ChangeKind.DELETED, ChangeKind.INSERTED, ChangeKind.INSERTED]


def test_near_duplicates_that_are_all_edited_keep_their_names_when_one_moves() -> None:
    ports = "Arda Brum Corv Galdora Hestria Kestria Norvia Ostmark".split()
    months = "March April May July August October November December".split()
    forms = (
        ("The port of {} keeps a log of boats that land at night until {}.", "keeps a log", "holds a list", "June"),
        (
            "Le port de {} tient un registre des navires de la nuit en {}.",
            "tient un registre",
            "dresse une liste",
            "juin",
        ),
        ("Порт {} ведёт журнал судов, которые приходят ночью, в {}.", "ведёт журнал", "держит список", "июне"),
    )
    for form, old, new, month in forms:
        base = [form.format(port, month) for port in ports]
        for edited in (
            [unit.replace(old, new) for unit in base],
            [unit.replace(month, other) for unit, other in zip(base, months, strict=True)],
        ):
            for origin, target in ((1, 5), (6, 0), (2, 3)):
                order = list(range(8))
                order.insert(target, order.pop(origin))
                redline = compare(numbered(*base), numbered(*(edited[k] for k in order)))
                homes = {c.i1: c.j1 for c in redline.changes}
                assert [homes[k] for k in order] == list(range(8)), (form, origin)
                assert sum(c.move is not None for c in redline.changes) == 1


def test_a_near_duplicate_moves_though_the_paragraphs_that_it_names_have_new_numbers() -> None:
    forms = (
        "{} keeps a log of boats that land at night, as paragraph {} says.",
        "{} tient un registre des navires de la nuit, selon le paragraphe {}.",
        "{} ведёт журнал судов, которые приходят ночью, согласно пункту {}.",
        "{} تمسك سجل القوارب التي ترسو ليلا وفقا للفقرة {}.",
        "{}保存夜间靠岸船只的登记册，依照第{}段。",
    )
    ports = "Arda Brum Corv Galdora Hestria Kestria".split()
    for form in forms:
        base = numbered(*(form.format(port, 1 + (k + 3) % 6) for k, port in enumerate(ports)))
        for origin, target in ((0, 4), (5, 1)):
            order = list(range(6))
            order.insert(target, order.pop(origin))
            place = {k: n for n, k in enumerate(order, 2)}  # a new paragraph stands before all
            moved = (form.format(ports[k], place[(k + 3) % 6]) for k in order)
            redline = compare(base, numbered("Boats are dry.", *moved))
            shown = [c for c in redline.changes if c.kind is not ChangeKind.KEPT or c.move is not None]
            assert [(c.kind, c.j1) for c in shown if c.move is None] == [(ChangeKind.INSERTED, 0)], form
            assert {c.i1 for c in shown if c.move is not None} == {origin}, form


def test_a_unit_is_not_moved_past_its_own_copy() -> None:
    same, other, new = UNITS
    before = f"4. Do:\n(a) {other}\n(b) {same}\n(c) {same}\n\n5. Rest.\n"
    after = f"4. Do:\n(a) {other}\n(b) {new}\n(c) {same}\n(d) {same}\n\n5. Rest.\n"
    for gap in ("\n", "\n\n"):
        assert told(before.replace("\n(", f"{gap}("), after.replace("\n(", f"{gap}("))["moved"] == []


NOTE = "To be discussed."


def with_notes(paragraphs: list[str], random: Random) -> list[str]:
    """The paragraphs, each reworded now and then, with the note under nearly all, and new ones in between."""
    made: list[str] = []
    for n, paragraph in enumerate(paragraphs):
        if random.random() < 0.2:
            made += [f"The ferry to island {n} sails whenever the sea is calm.", NOTE]
        reworded = random.random() < 0.3
        made.append(paragraph.replace("watch over", "take good care of") if reworded else paragraph)
        made += [NOTE] * (random.random() < 0.9)
    return made


def test_a_note_that_stands_under_every_paragraph_never_moves() -> None:
    things = "boats nets lamps ropes oars sails wells piers masts decks".split()
    paragraphs = [f"The wardens watch over the {thing} of each port and count them in May." for thing in things]
    before = [unit for paragraph in paragraphs for unit in (paragraph, NOTE)]
    for seed in range(60):
        after = with_notes(paragraphs, Random(seed))
        assert told("\n\n".join(before), "\n\n".join(after))["moved"] == [], seed


def test_a_new_paragraph_is_new_with_its_own_note_and_not_with_the_one_above() -> None:
    one, two, three = UNITS
    for note in (NOTE, "Decision of the wardens:"):
        pair = "{1}\n\n{0}" if note is NOTE else "{0}\n\n{1}"
        old = [pair.format(note, unit) for unit in (one, two)]
        before, after = "\n\n".join(old), "\n\n".join([old[0], pair.format(note, three), old[1]])
        assert told(before, after)["new"] == [2, 3]
        assert told(after, before)["gone"] == [2, 3]


def test_a_note_put_under_a_paragraph_is_not_the_one_that_the_next_has_lost() -> None:
    one, two, three = UNITS
    before = f"{one}\n\n{NOTE}\n\n{two}\n\n{NOTE}\n\n{three}\n\nLamps.\n"
    after = f"{one}\n\n{NOTE}\n\nNets.\n\n{NOTE}\n\n{two}\n\n{three}\n\nLamps.\n"
    found = told(before, after)
    assert (found["moved"], found["gone"], found["new"]) == ([], [3], [2, 3])


def test_a_paragraph_that_moves_takes_its_own_note_with_it() -> None:
    one, two, three = UNITS
    before = f"{one}\n\n{NOTE}\n\n{two}\n\n{NOTE}\n\n{three}\n\n{NOTE}\n\nLamps.\n"
    after = f"{two}\n\n{NOTE}\n\n{three}\n\n{NOTE}\n\n{one}\n\n{NOTE}\n\nLamps.\n"
    assert told(before, after)["moved"] == [(0, 4), (1, 5)]


def test_of_short_items_those_with_a_word_in_common_are_one() -> None:
    """Both keep the label; the item of the gone list that has nothing but a full stop in common is not the same."""
    before = "# Crews\n\n1. The crews are:\n\n    1. harbour pilots;\n\n    1. night wardens;\n\n"
    before += "1. All must meet these needs:\n\n    1. Must be at least 18 years of age.\n\n"
    after = "# Crews\n\n1. The crews are:\n\n    1. two (2) new harbour pilots; and\n\n"
    after += "    1. two (2) new sworn night watch wardens.\n\n"
    rest = "1. The ferry to the lighthouse island sails whenever the sea is calm.\n"
    assert told(before + rest, after + rest)["gone"] == [4, 5]


def test_a_part_that_becomes_a_paragraph_and_is_amended_is_a_split_and_the_reverse_a_join() -> None:
    first = "The wardens keep a list of the lamps on each pier."
    part = "All other ports send the list to the office in May."
    amended = (
        "All other ports and islands, except those without a pier, send the list to the office in May of each year."
    )
    rest = "The ferry sails whenever the sea is calm."
    one, two = f"{first} {part}\n\n{rest}\n", f"{first}\n\n{amended}\n\n{rest}\n"
    assert told(one, two) == {"kept": [(0, 0), (0, 1), (1, 2)], "moved": [], "gone": [], "new": []}
    assert told(two, one) == {"kept": [(0, 0), (1, 0), (2, 1)], "moved": [], "gone": [], "new": []}
    for other in ("Nets are dried in the sun of every May.", f"The office is in the harbour. {rest}"):
        assert told(one, f"{first}\n\n{other}\n\n{rest}\n")["new"] == [1]


def test_a_join_is_one_though_both_parts_are_amended() -> None:
    one = "The wardens of each port keep a list of the lamps and nets on the long pier."
    two = "The office of the large island sends the list to all other ports before the end of May."
    later = two.replace("all other ports before the end of May", "each island by the first of June")
    joined = f"{one.replace('lamps and nets', 'oars')} {later}"
    found = told(f"{one}\n\n{two}\n\nLamps.\n", f"{joined}\n\nLamps.\n")
    assert found == {"kept": [(0, 0), (1, 0), (2, 1)], "moved": [], "gone": [], "new": []}


def test_a_paragraph_that_lost_nothing_is_not_joined_with_one_that_ends_like_it() -> None:
    end = "Lists go to the harbour office."
    one = f"The wardens of every port keep a list of all the lamps, oars and nets on each pier of the harbour. {end}"
    other = f"The pilots of the large islands dry the ropes of their boats on the long wall in summer. {end}"
    assert told(f"{one}\n\n{other}\n\nLamps.\n", f"{one.replace('oars', 'sails')}\n\nLamps.\n")["gone"] == [1]


def test_an_article_with_a_new_opening_and_the_text_of_the_next_one_keeps_its_number() -> None:
    first, second, third = (f"{unit} So it is in each port." for unit in UNITS)
    opening = "The ferry to the lighthouse island sails whenever the sea is calm."
    before = f"Article 1\n\n{first}\n\nArticle 2\n\n{second}\n\n{third}\n\nArticle 3\n\nLamps.\n"
    after = f"Article 1\n\n{opening}\n\n{first}\n\n{second}\n\n{third}\n\nArticle 2\n\nNets.\n\nArticle 3\n\nLamps.\n"
    assert told(before, after) == {
        "kept": [(0, 0), (1, 2), (3, 3), (4, 4), (5, 7), (6, 8)],
        "moved": [],
        "gone": [2],
        "new": [1, 5, 6],
    }


def test_two_paragraphs_that_change_places_and_a_word_are_moved_not_rewritten() -> None:
    crews = "The crews of the harbour are asked to count all boats and to report the number before the winter."
    wardens = "The wardens of the harbour are asked to dry the nets on the long pier in the sun of every May."
    rest = [UNITS[0], UNITS[1], UNITS[2]]
    before = numbered(rest[0], crews, rest[1], wardens, rest[2])
    after = numbered(rest[0], wardens.replace("long", "new"), rest[1], crews.replace("winter", "summer"), rest[2])
    changes = compare(before, after).changes
    assert not [c for c in changes if c.kind in (ChangeKind.DELETED, ChangeKind.INSERTED)]
    assert all(len(c.splices) <= 1 and s.b2 - s.b1 < 10 for c in changes for s in c.splices)


def test_a_heading_with_a_new_title_and_number_stays_above_its_text() -> None:
    a, b, c = UNITS
    before = f"## Article 1. Boats\n\n1.1 {a}\n\n## Article 2. Nets\n\n2.1 {b}\n\n2.2 {c}\n\n## Article 3. Lamps\n"
    after = f"## Article 1. Oars\n\n1.1 {b}\n\n1.2 {c}\n\n## Article 2. Boats\n\n2.1 {a}\n\n## Article 3. Lamps\n"
    changes = compare(before, after).changes
    assert not [c for c in changes if c.kind in (ChangeKind.DELETED, ChangeKind.INSERTED)]
    assert [c.label for c in changes if c.label is LabelChange.EDITORIAL] == []
    assert any((c.i1, c.j1) == (2, 0) for c in changes)


def test_a_title_that_another_article_has_now_is_no_article_that_moved() -> None:
    """The titles of two articles are changed, and the one has now what was the other's; their texts stay."""
    texts = [f"1. {unit}\n\n2. {unit} So it is in each port." for unit in UNITS]
    for heading in ("Article {}. {}", "## {1}"):
        before, after = (
            "\n\n".join(heading.format(n, titles[n]) + f"\n\n{text}" for n, text in enumerate(texts))
            for titles in (("Lamps", "Boats at night", "Nets"), ("Lamps", "Ropes in winter", "Boats at night"))
        )
        changes = [c for c in compare(before, after).changes if c.substantive]
        assert [(c.kind, c.i1, c.j1, c.move) for c in changes] == [
            (ChangeKind.EDITED, 3, 3, None),
            (ChangeKind.EDITED, 6, 6, None),
        ]


def test_a_unit_stays_where_the_same_words_are_put_anew() -> None:
    a, b, c = UNITS
    rest = "The wardens of every harbour keep a list of the lamps."
    for end in ("", " And so on."):
        before = f"{a}\n\n{b}{end}\n\n  {c}\n\n{rest}\n\nNets.\n\nRopes.\n"
        found = told(before, f"{a}\n\n{b}\n  \n{c}\n\n{rest}\n\nNets.\n\n  {c}\n\nRopes.\n")
        assert (found["moved"], found["new"]) == ([], [5])


WELLS = "# Wells\n\nArticle 1\n\n1. Wells are dug before the dry season and shall:\n\n"
ROPES = "Article 2\n\n1. Ropes are kept dry.\n"
ITEM = "(a) protect the mine-affected shorelines subject to paragraph 4 of the rules;\n\n"


def test_an_item_and_a_paragraph_that_share_a_stock_phrase_are_two_units() -> None:
    use = "# Wells\n\nArticle 1\n\n1. Lakes shall submit contingency plans subject to paragraph 4 of the rules.\n\n"
    found = told(f"{WELLS}{ITEM}{ROPES}", f"{use}{ROPES}")
    assert (3, 2) not in found["kept"]
    assert 3 in found["gone"]


def test_an_item_whose_letter_changed_is_the_same_unit_under_its_article() -> None:
    new = "(b) protect all of the lakes subject to paragraph 4 of the rules;\n\n"
    found = told(f"{WELLS}{ITEM}{ROPES}", f"{WELLS}(a) give water;\n\n{new}{ROPES}")
    assert (3, 4) in found["kept"]


def test_an_article_whose_words_stand_on_its_own_line_is_the_same_with_a_new_number() -> None:
    before = (
        "Art. 26. The Committee and the delegates are elected as the statutes provide.\n\nArt. 27. Ropes are dry.\n"
    )
    after = (
        "Art. 26. A new rule on buckets.\n\nArt. 28. The Committee and the representatives are elected as the statutes "
        "provide, unless nobody stands for a seat, in which case the seat stays empty.\n\nArt. 29. Ropes are dry.\n"
    )
    assert (0, 1) in told(before, after)["kept"]


def test_a_paragraph_is_reworded_in_place_though_a_fenced_block_quotes_what_it_said() -> None:
    said = "The ferry leaves the island at noon on every market day"
    asked = "The keeper of the light writes down each ship that passes"
    before = f"1. {said}.\n\n2. {asked}.\n\nBells are rung in fog.\n"
    reworded = f"2. {said.replace('noon', 'dusk')}.\n\n3. {asked.replace('ship', 'boat')}.\n\n"
    quoted = f"```\n{said}.\n{asked}.\n```\n"
    found = told(before, f"1. Nobody fishes at night here.\n\n{reworded}Bells are rung in fog.\n\n{quoted}")
    assert (found["gone"], found["kept"][:2]) == ([], [(0, 1), (1, 2)])


def test_paragraphs_pass_a_heading_rather_than_it_them() -> None:
    one = ("Article 1", "1. Wells are dug in spring.", "2. Covers are kept in a box near the lake.")
    two = (
        "Article 2",
        "1. Boats carry lamps at night on the lake.",
        "2. Oars are red and kept dry in winter.",
        "3. Nets.",
    )
    before = "\n\n".join((*one, *two))
    after = "\n\n".join((*one[:2], "2. " + two[1][3:], "3. " + two[2][3:], "4. " + one[2][3:], "Article 2", "1. Nets."))
    moved = [change.i1 for change in compare(before, after).changes if change.move is not None]
    assert moved == [4, 5]


IBID = "Ibid., page 4."
NOTES = {
    "before its copies": ("Resolution 12 of the third meeting.", IBID, IBID, IBID, "Map of the north."),
    "all alike": (IBID,) * 5,
    "between others": ("Resolution 12 of the third meeting.", IBID, "Map of the north.", IBID, IBID),
}


@pytest.mark.parametrize("gone", range(5))
@pytest.mark.parametrize("notes", NOTES.values(), ids=NOTES)
def test_of_notes_with_the_same_words_the_one_is_gone_whose_mark_is(notes: tuple[str, ...], gone: int) -> None:
    said = (
        "We clear the fields.",
        "They fence depots.",
        "Teams map roads.",
        "Nurses help survivors.",
        "Guards watch wells.",
    )
    marks = {k: f"[^{n}]" for n, k in enumerate([k for k in range(5) if k != gone], 1)}
    before = [f"{words}[^{k}]" for k, words in enumerate(said, 1)] + [
        f"[^{k}]: {note}" for k, note in enumerate(notes, 1)
    ]
    after = [words + marks.get(k, "") for k, words in enumerate(said)] + [f"{marks[k]}: {notes[k]}" for k in marks]
    redline = compare("\n\n".join(before), "\n\n".join(after))
    marked = [(s.kind, s.text.strip()) for s in redline.spans() if s.kind is not SpanKind.EQUAL and not s.noise]
    whole = f"[^{gone + 1}]: {notes[gone]}"
    assert marked == [(SpanKind.DELETE, f"[^{gone + 1}]"), (SpanKind.DELETE, whole)]
