"""New units stay under the heading that they came with, in their proposer's order; rival articles are read whole."""

from __future__ import annotations

import pytest

from amendtrack import consolidate
from amendtrack.consolidation.slots.kinds import ConflictKind
from amendtrack.render import brackets, read_brackets
from amendtrack.render.marks import unmarked
from amendtrack.text.units import parse_text

COUNCIL = (
    "Article 9\n\n1. The Council meets once a year.\n\n2. Its decisions are taken by consensus.\n\n"
    "Article 10\n\n1. The seat is in Corv.\n"
)
CONSEIL = "## Article 3\n\n1. Le Conseil se réunit une fois par an.\n\n## Article 4\n\n1. Le siège est à Corv.\n"
理事会 = "第三条\n\n（一）理事会每年开会一次。\n\n第四条\n\n（一）会址设在科尔夫。\n"
GUIDE = "# Guide\n\n## Wells\n\nDig the wells in spring.\n\n## Boats\n\nPaint the boats.\n"

# A base, where the next article begins, two rival new articles, and a unit added to the article before.
ARTICLES = (
    (
        (COUNCIL, "Article 10"),
        "Article 9 bis\n\n1. A fund is set up.\n\n2. It is kept by the office.\n\n3. It is audited each year.\n\n",
        "Article 9 bis\n\n1. A reserve is set up.\n\n2. It is kept by the banks.\n\n",
        "3. Observers may attend.\n\n",
    ),
    (
        (CONSEIL, "## Article 4"),
        "## Article 3 bis\n\n1. Un fonds est créé.\n\n2. Il est géré par le bureau.\n\n",
        "## Article 3 bis\n\n1. Un fonds est créé.\n\n2. Il est géré par la banque.\n\n",
        "2. Il élit son président.\n\n",
    ),
    (
        (理事会, "第四条"),
        "第三条之二\n\n（一）设立基金。\n\n（二）基金由秘书处管理。\n\n",
        "第三条之二\n\n（一）设立储备金。\n\n（二）储备金由银行管理。\n\n",
        "（二）理事会选举主席。\n\n",
    ),
    (
        (GUIDE, "## Boats"),
        "## Pumps\n\nOil each pump in spring.\n\n- mend\n\n",
        "## Pumps\n\nOil each pump in autumn.\n\n- clean\n\n",
        "Cover them in winter.\n\n",
    ),
)


def test_what_is_added_to_an_article_stands_in_it_before_a_new_one() -> None:
    for (base, following), article, _, more in ARTICLES:
        before = base.index(following, 1)
        one, other = (base[:before] + new + base[before:] for new in (article, more))
        con = consolidate(base, {"Arda": one, "Brum": other})
        assert not any(s.contested for s in con.slots)
        assert con.accept(["Arda", "Brum"]).clean() == base[:before] + more + article + base[before:]


def test_rival_new_articles_are_read_whole() -> None:
    for (base, following), article, rival, more in ARTICLES:
        before = base.index(following, 1)
        sent = dict(
            zip(("Arda", "Brum", "Corv"), (base[:before] + new + base[before:] for new in (article, rival, more)))
        )
        con = consolidate(base, sent)
        (slot,) = (s for s in con.slots if s.contested)
        assert slot.kind is ConflictKind.ALTERNATIVE
        assert {v.wording.strip() for v in slot.variants} == {article.strip(), rival.strip()}
        assert str(read_brackets(brackets(con), con.delegations).base) == base
        for variant in slot.variants:
            made = con.choose(slot, variant).accept(["Corv"]).clean()
            assert made == base[:before] + more + variant.wording.strip() + "\n\n" + base[before:]


def test_new_articles_on_different_subjects_go_together() -> None:
    fund = "## Article 3 bis (fonds)\n\n1. Un fonds est créé.\n\n2. Il est géré par le bureau.\n\n"
    boats = "## Article 3 bis (bateaux)\n\n1. Les bateaux sont inscrits.\n\n2. Il est géré par le bureau.\n\n"
    sent = [CONSEIL.replace("## Article 4", new + "## Article 4") for new in (fund, boats)]
    con = consolidate(CONSEIL, dict(zip(("Arda", "Brum"), sent)))
    both = boats + fund.replace("3 bis", "3 ter")
    assert con.accept(["Arda", "Brum"]).clean() == CONSEIL.replace("## Article 4", both + "## Article 4")


PORTS = "4. Ports keep lists.\n\n5. Fees are set by the port.\n\n6. Ships pay on leaving.\n"
ORDERS = (
    ("A register of all {}vessels is kept by each port.", "Each port has a harbour master.", "large "),
    ("Un registre de tous les navires {}est tenu par chaque port.", "Chaque port a un maître.", "de mer "),
    ("سجل جميع السفن {}يحفظ في كل ميناء من الموانئ.", "لكل ميناء رئيس.", "الكبيرة "),
    ("Ведётся реестр всех {}судов в каждом порту страны.", "Каждый порт имеет начальника.", "крупных "),
    ("A duty to keep {}watch falls on each port at night.", "Watch begins at dusk.", "strict "),
)


def test_a_delegation_s_own_order_is_its_order_in_print_and_in_the_clean_text() -> None:
    for shared, own, word in ORDERS:
        first = PORTS.replace("6. Ships", f"5 bis. {shared.format('')}\n\n6. Ships")
        second = PORTS.replace("6. Ships", f"5 bis. {own}\n\n5 ter. {shared.format(word)}\n\n6. Ships")
        con = consolidate(PORTS, {"Arda": first, "Corv": second})
        printed = brackets(con)
        assert printed.index(own) < printed.index(shared.format(word))
        rival = next(s for s in con.slots if s.contested)
        chosen = con.choose(rival, next(v for v in rival.variants if "Corv" in v.backers))
        assert chosen.accept(["Corv"]).clean() == second


def test_a_new_paragraph_without_its_new_heading_never_comes_under_another_new_heading() -> None:
    """Accepted alone, it ends the article above, although it was printed under its own heading, and so further down."""
    before, after = "## Wells\n\nDig the wells in spring.\n\n", "## Boats\n\nPaint the boats.\n"
    pumps, oil, sails = "## Water pumps\n\n", "Oil each pump in spring.\n\n", "## Sails\n\n"
    sent = {"Arda": before + pumps + oil + after, "Brum": before + sails + "Fold each sail.\n\n" + after}
    con = consolidate(before + after, sent)
    for new in (oil, sails):
        slot = next(s for s in con.open_slots if s.variants[0].wording.strip() == new.strip())
        con = con.choose(slot, slot.variants[0])
    printed = unmarked(brackets(con))
    assert printed.index(sails.strip()) < printed.index(pumps.strip()) < printed.index(oil.strip())
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    assert con.clean() == before + oil + sails + after


ZEBRAS = (
    "3. Zebras graze by the lock.\n\n",
    "2. Les zèbres paissent près de l’écluse.\n\n",
    "（二）斑马在闸边吃草。\n\n",
    "Zebras graze by the lock.\n\n",
)


def test_what_two_add_to_an_article_stands_in_it_before_the_new_article_of_one_of_them() -> None:
    for ((base, following), article, _, more), zebras in zip(ARTICLES, ZEBRAS):
        before = base.index(following, 1)
        sent = {"Arda": more + article, "Brum": zebras}
        con = consolidate(base, {who: base[:before] + new + base[before:] for who, new in sent.items()})
        made = con.accept(["Arda", "Brum"]).clean()
        heading, grazing = made.index(article.split("\n")[0]), made.index(zebras[2:].strip())
        assert grazing < heading < made.index(article.split("\n\n")[1])


def test_a_paragraph_whose_new_heading_is_rejected_has_a_number_of_the_article_above() -> None:
    for (base, following), article, _, more in ARTICLES[:3]:
        before = base.index(following, 1)
        sent = {"Arda": base[:before] + article + base[before:], "Brum": base[:before] + more + base[before:]}
        con = consolidate(base, sent)
        heading, first, *rest = (s for s in con.slots if s.parties == ("Arda",))
        for kept in (first, rest[0]):
            made = con.choose(kept, kept.variants[0]).keep(heading)
            printed = unmarked(brackets(made))
            while made.open_slots:
                made = made.keep(made.open_slots[0])
            clean = made.clean()
            assert str(read_brackets(printed, con.delegations).base) == clean
            labels = [u.label for u in parse_text(clean[: clean.index(following, 1)]).units if u.label]
            assert len(labels) == len(set(labels)), labels


def test_one_of_several_new_articles_with_one_heading_is_accepted_whole_and_the_others_go() -> None:
    for base, following in (article[0] for article in ARTICLES):
        before = base.index(following, 1)
        head = {"Article 10": "Article 9 bis", "## Article 4": "## Article 3 bis", "第四条": "第三条之二"}.get(
            following, "## Pumps"
        )
        units = {
            "Arda": ("Lamps burn all night.",),
            "Brum": ("Ships pay a toll by the lock.", "Zebras graze by the shore."),
            "Corv": ("Nets are dried on the shore.", "Zebras graze by the shore.", "Charts are public."),
        }
        new = {who: "\n\n".join([head, *(f"{n}. {u}" for n, u in enumerate(own, 1))]) for who, own in units.items()}
        con = consolidate(base, {who: base[:before] + text + "\n\n" + base[before:] for who, text in new.items()})
        (slot,) = con.slots
        assert slot.kind is ConflictKind.ALTERNATIVE and len(slot.variants) == 3
        for who, text in new.items():
            expected = base[:before] + text + "\n\n" + base[before:]
            assert con.accept([who]).clean() == expected
            others = [other for other in new if other != who]
            assert con.reject(others).accept([who]).clean() == expected
            left = con.reject(others)
            assert not any(s.contested for s in left.slots) and {s.parties for s in left.slots} == {(who,)}
            assert con.accept([*new]).open_slots  # nobody has decided between them


def test_an_article_that_only_adds_to_another_is_no_rival_of_it() -> None:
    for (base, following), article, _, _ in ARTICLES:
        before = base.index(following, 1)
        longer = article + ("9. " if "1. " in article else "") + "Zebras graze by the shore.\n\n"
        con = consolidate(
            base, {"Arda": base[:before] + article + base[before:], "Brum": base[:before] + longer + base[before:]}
        )
        assert not any(s.contested for s in con.slots)
        assert [s.parties for s in con.slots] == [("Arda", "Brum")] * (len(con.slots) - 1) + [("Brum",)]
        assert con.accept(["Arda"]).reject(["Brum"]).clean() == base[:before] + article + base[before:]


PASSAGES = (
    # A base, where the next heading begins, two paragraphs that end a section, and a new section with its heading.
    ((GUIDE, "## Boats"), "Cover them in winter.\n\nOpen them in May.\n\n", "## Pumps\n\nOil each pump in spring.\n\n"),
    ((CONSEIL, "## Article 4"), "Il est public.\n\nIl siège à Corv.\n\n", "## Fonds\n\nUn fonds est créé.\n\n"),
    ((理事会, "第四条"), "会议公开举行。\n\n会议记录予以公布。\n\n", "## 基金\n\n设立基金。\n\n"),
)


def test_a_passage_that_ends_a_section_comes_before_another_s_new_section_and_nobody_need_decide() -> None:
    for (base, following), more, section in PASSAGES:
        at = base.index(following, 1)
        sent = {"Arda": base[:at] + section + base[at:], "Brum": base[:at] + more + base[at:]}
        con = consolidate(base, sent)
        assert not [slot for slot in con.slots if slot.contested]
        assert con.accept(["Arda", "Brum"]).clean() == base[:at] + more + section + base[at:]


def test_which_of_two_passages_of_one_kind_comes_first_is_open() -> None:
    at = GUIDE.index("## Boats")
    for one, other in (
        ("## Pumps\n\nOil each pump.\n\n", "## Sails\n\nFold the canvas.\n\n"),
        ("Cover them in winter.\n\nOpen them in May.\n\n", "Paint every lid.\n\nReplace broken ropes.\n\n"),
    ):
        con = consolidate(GUIDE, {"Arda": GUIDE[:at] + one + GUIDE[at:], "Brum": GUIDE[:at] + other + GUIDE[at:]})
        assert {slot.kind for slot in con.slots} == {ConflictKind.PASSAGES}
        assert con.accept(["Arda", "Brum"]).open_slots


@pytest.mark.parametrize(
    "title", ["## {}", "{}\n----------", "{}\n==========", "== {}", "**{}**", "__{}__", "CHAPTER II\n{}"]
)
def test_what_comes_under_a_new_title_stays_under_it_however_the_title_is_set(title: str) -> None:
    def section(name: str, *words: str) -> str:
        return "\n\n".join((title.format(name), *words, ""))

    base = section("Wells", "Wells are dug.") + section("End", "That is all.")
    boats = section("Boats", "Boats are tarred in spring.", "The following applies:", "Each boat has a number.")
    nets = section("Nets", "Torn nets dry on the quay.", "The following applies:", "Nobody lends a net.")
    at = base.index(title.format("End"))
    con = consolidate(base, {"Norvia": base[:at] + boats + base[at:], "Galdora": base[:at] + nets + base[at:]})
    while con.open_slots:
        con = con.choose(con.open_slots[0], con.open_slots[0].variants[0])
    clean = con.clean()
    for written in (boats, nets):
        assert written.split("\n\n", 1)[1] in clean
