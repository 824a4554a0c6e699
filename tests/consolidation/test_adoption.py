"""A text for adoption: what is followed, what is removed, what is refused, and what the concordance says."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.adopted_text import Adopted, AdoptionRules, Became, Citations, Numbers
from amendtrack.consolidation.adoption import adopted
from amendtrack.consolidation.remains import Declared, remains
from amendtrack.consolidation.value import consolidate
from amendtrack.errors import NotAdoptable
from amendtrack.text.units import parse_text

RENUMBERED = AdoptionRules()


def text(*units: str) -> str:
    return "\n\n".join(units) + "\n"


def adopt(base: str, proposal: str, rules: AdoptionRules = RENUMBERED) -> Adopted:
    con = consolidate(base, {"Arda": proposal})
    return adopted(con.accept(["Arda"]) if con.proposals and con.slots else con, rules)


def left(base: str, proposal: str = "", rules: AdoptionRules = RENUMBERED) -> list[str]:
    with pytest.raises(NotAdoptable) as refusal:
        adopt(base, proposal or base, rules)
    return [f"{one.place}: {one.found}" for one in refusal.value.left]  # type: ignore[attr-defined]


PLAN = text(
    "# Plan",
    "1. Survey the lakes. {Note: pending outcome of Article 9}",
    "2. Report under paragraph 1, as paragraphs 2 to 4 say.",
    "3. Do this:",
    "(a) measure;",
    "(b) publish, see subparagraph (a).",
    "4. Share the results under paragraph 3 (b).[^1]",
    "[^1]: See paragraph 2 above, and Article 5 of the Convention.",
)


def test_numbers_citations_and_footnotes_follow_and_notes_are_removed() -> None:
    proposal = PLAN.replace("2. Report", "1 bis. Mark the shores.[^1 bis]\n\n2. Report").replace("(a) measure;\n\n", "")
    proposal = proposal.replace("(b) publish, see subparagraph (a).", "(b) publish.")
    proposal = proposal.replace("[^1]: See", "[^1 bis]: New.\n\n[^1]: See")
    made = adopt(PLAN, proposal)
    assert made.text == text(
        "# Plan",
        "1. Survey the lakes.",
        "2. Mark the shores.[^1]",
        "3. Report under paragraph 1, as paragraphs 3 to 5 say.",
        "4. Do this:",
        "(a) publish.",
        "5. Share the results under paragraph 4 (a).[^2]",
        "[^1]: New.",
        "[^2]: See paragraph 3 above, and Article 5 of the Convention.",
    )
    assert [(r.drafted, r.negotiated, r.adopted, r.became) for r in made.concordance][1:6] == [
        ("", "1 bis", "2", Became.NEW),
        ("2", "2", "3", Became.STAYED),
        ("3", "3", "4", Became.STAYED),
        ("3 (a)", "", "", Became.DELETED),
        ("3 (b)", "3 (b)", "4 (a)", Became.STAYED),
    ]
    assert [note.words for note in made.removed] == ["{Note: pending outcome of Article 9}"]


CITING = {
    "en": ("See paragraphs 2, 3 and 2 to 3.", "See paragraphs 3, 4 and 3 to 4."),
    "fr": ("Voir le paragraphe 2 et les paragraphes 2 et 3.", "Voir le paragraphe 3 et les paragraphes 3 et 4."),
    "es": ("Véanse los párrafos 2 y 3.", "Véanse los párrafos 3 y 4."),
    "ru": ("В соответствии с пунктами 2 и 3.", "В соответствии с пунктами 3 и 4."),
    "ar": ("عملا بالفقرة ٢ والفقرتين 2 و 3.", "عملا بالفقرة ٣ والفقرتين 3 و 4."),
    "zh": ("根据第二段和第3段。", "根据第三段和第4段。"),
    "in other spellings": (
        "See paras 2 & 3, para. no. 2, Para2, paragraph (2) and paragraph 2's list.",
        "See paras 3 & 4, para. no. 3, Para3, paragraph (3) and paragraph 3's list.",
    ),
    "of another text": ("See paragraph 2 of the report.", "See paragraph 2 of the report."),
    "of another article": (
        "See Article 2 and paragraph 2 of Article 5.",
        "See Article 2 and paragraph 2 of Article 5.",
    ),
}


@pytest.mark.parametrize("said", CITING)
def test_citations_follow_in_each_official_language(said: str) -> None:
    before, after = CITING[said]
    base = text("1. One.", "2. Two.", f"3. {before}")
    made = adopt(base, base.replace("2. Two.", "1 bis. New.\n\n2. Two."))
    assert made.text == text("1. One.", "2. New.", "3. Two.", f"4. {after}")


def test_a_citation_that_cannot_be_followed_is_listed_and_left_only_if_asked() -> None:
    base = text("1. One.", "2. Two.", "3. See paragraph 2.")
    gone = base.replace("2. Two.\n\n", "")
    assert left(base, gone) == ["3: a citation that cannot be followed: “paragraph 2” (2 is no longer in the text)"]
    made = adopt(base, gone, AdoptionRules(citations=Citations.LEFT))
    assert made.text == text("1. One.", "2. See paragraph 2.")
    assert [(one.place, one.words, one.why) for one in made.left] == [
        ("2", "paragraph 2", "2 is no longer in the text")
    ]


def test_new_words_that_cite_the_numbers_of_their_own_proposal_are_not_followed() -> None:
    base = text("1. Survey the lakes.", "2. Mark the shores.", "3. Share the results.")
    renumbered = text(
        "1. Begin.", "2. Survey the lakes.", "3. Mark the shores.", "4. Share the results.", "5. As in paragraph 3."
    )
    (found,) = left(base, renumbered)
    assert found.endswith("“paragraph 3” (the proposal that wrote it numbers its paragraphs otherwise)")


def test_an_item_or_article_is_followed_in_its_own_paragraph() -> None:
    base = text(
        "Article 1",
        "1. One:",
        "(a) x;",
        "(b) y.",
        "Article 2",
        "1. Under paragraph 1 (b) of Article 1.",
        "2. As in paragraph 1.",
    )
    proposal = base.replace("(a) x;", "(a) x;\n\n(a) bis z;").replace("1. Under", "1 ante. First.\n\n1. Under")
    assert adopt(base, proposal).text == text(
        "Article 1", "1. One:", "(a) x;", "(b) z;", "(c) y.", "Article 2", "1. First.",
        "2. Under paragraph 1 (c) of Article 1.", "3. As in paragraph 2.",
    )  # fmt: skip


def test_where_the_first_paragraph_of_an_article_is_deleted_its_numbers_begin_again_all_the_same() -> None:
    base = text("Article 1", "1. One.", "2. Two.", "Article 2", "1. Three.", "2. Four.", "Article 3", "1. Five.")
    assert adopt(base, base.replace("1. Three.\n\n", "")).text == text(
        "Article 1", "1. One.", "2. Two.", "Article 2", "1. Four.", "Article 3", "1. Five."
    )


REMAINS = {
    "Meet by [date].": "a placeholder: [date]",
    "Meet in [X] days.": "a placeholder: [X]",
    "Se réunir le [à compléter].": "a placeholder: [à compléter]",
    "在[待定]举行会议。": "a placeholder: [待定]",
    "Stockpiles of XX countries.": "a placeholder: XX",
    "Meet in TBC.": "a placeholder: TBC",
    "The venue is to be determined.": "a placeholder: to be determined",
    "Meet on ____ May.": "a placeholder: ____",
    "Meet [and [also] vote].": "wording in brackets: [and [also] vote]",
    "Meet. [Agreed ad ref]": "a status mark: [Agreed ad ref]",
    "Meet ] now.": "an unpaired ]",
    "Meet {as agreed} now.": "wording in braces: {as agreed}",
    "Meet ~~now~~ later.": "a mark: ~~",
    "Meet as in 5 bis.": "“5 bis” is cited",
    "Alt 1: Meet.": "an alternative: Alt 1:",
    "Option B. Meet.": "an alternative: Option B.",
    "Thank Norvia for it.": "a delegation is named: Norvia",
    "See NRV-1 on it.": "a proposal is named: NRV-1",
}


@pytest.mark.parametrize("wording", REMAINS)
def test_what_may_not_remain_is_found_and_what_is_declared_is_passed_over(wording: str) -> None:
    names = {"Norvia": "a delegation", "NRV-1": "a proposal"}
    found = remains(parse_text(f"1. {wording}"), Declared(names=names))
    assert found[0].found == REMAINS[wording]
    words = found[0].found.partition(": ")[2] or found[0].found
    if "unpaired" not in words and "cited" not in words:
        assert not remains(parse_text(f"1. {wording}"), Declared({words, "~~"}, names))
        assert "--literal" in found[0].remedy


@pytest.mark.parametrize(
    "wording",
    [
        "See the report.[^1]",
        "See [the report](https://arda.example/report).",
        r"An array \[x\].",
        "The Norvians met.",
        "The xylophone.",
        "Part XX",
    ],
)
def test_what_belongs_to_a_text_is_not_reported(wording: str) -> None:
    names = {"Norvia": "a delegation"}
    found = remains(parse_text(f"1. {wording}\n\n[^1]: Here."), Declared(names=names))
    assert [one.found for one in found] == (["a placeholder: XX"] if "XX" in wording else [])


def test_everything_that_is_left_is_listed_at_once_open_slots_too() -> None:
    base = text("1. Meet by [date].", "2. Vote [now].", "3. Report.")
    con = consolidate(base, {"Arda": base.replace("3. Report.", "3. Report soon.")})
    with pytest.raises(NotAdoptable) as refusal:
        adopted(con)
    assert [one.place for one in refusal.value.left] == ["3#1", "1", "2"]  # type: ignore[attr-defined]
    assert "3 things are left" in str(refusal.value)


def test_numbers_of_a_text_in_force_are_kept() -> None:
    base = text("Article 4", "Boats.", "Article 4 bis", "Nets, see Article 4 bis.", "Article 6", "Fees.")
    made = adopt(base, base.replace("Fees.", "Dues."), AdoptionRules(numbers=Numbers.KEPT))
    assert made.text == base.replace("Fees.", "Dues.")
    assert left(base, base.replace("Fees.", "Dues."))[0] == "Article 4: the draft’s own numbers begin at Article 4"


def test_units_joined_split_and_moved_are_named_in_the_concordance() -> None:
    one, two = (
        "Survey every lake in the north of the country each spring.",
        "Publish what was found within three months.",
    )
    base = text(f"1. {one}", f"2. {two}", "3. Share the boats.", "4. Dry the nets by day.")
    rows = adopt(base, text(f"1. {one} {two}", "3. Share the boats.", "4. Dry the nets by day.")).concordance
    assert [(r.drafted, r.adopted, r.became) for r in rows if r.became is not Became.STAYED] == [
        ("2", "1", Became.JOINED)
    ]


@pytest.mark.parametrize(
    "note",
    [
        "{Note: pending}",
        "{Chair’s note: see Rev.1}",
        "<!-- ask Corv -->",
        "{Примечание: уточнить}",
        "{注：待核}",
        "{ملاحظة: تراجع}",
    ],
)
def test_notes_go_with_their_white_space_and_are_listed(note: str) -> None:
    base = text(f"1. Meet {note}.", f"2. Vote {note} now.", note, "3. Report.")
    made = adopt(base, base)
    assert made.text == text("1. Meet.", "2. Vote now.", "3. Report.")
    assert len(made.removed) == 3


def test_a_paragraph_that_is_only_a_note_is_left_to_a_person() -> None:
    assert left(text("1. Meet.", "2. {Note: pending}"))[0] == "2: nothing is left in it but a note"


ITEMS = {
    "See paragraph 2 (a) and (c).": "See paragraph 2 (a) and (d).",
    "See subparagraphs (b) and (c) of paragraph 2.": "See subparagraphs (c) and (d) of paragraph 2.",
    "Voir l’alinéa b) du paragraphe 2.": "Voir l’alinéa c) du paragraphe 2.",
    "Véase el inciso b) del párrafo 2.": "Véase el inciso c) del párrafo 2.",
    "В подпункте b) пункта 2.": "В подпункте c) пункта 2.",
    "见第2段（b）。": "见第2段（c）。",
    "See paragraph 2, subparagraph (b), and so on.": "See paragraph 2, subparagraph (c), and so on.",
    "See paragraph 2 (b) of the report.": "See paragraph 2 (b) of the report.",
    "See paragraph 2 (b) of Article 5.": "See paragraph 2 (b) of Article 5.",
}


@pytest.mark.parametrize("said", ITEMS)
def test_items_are_followed_in_the_paragraph_that_is_named(said: str) -> None:
    base = text("1. One.", "2. Two:", "(a) x;", "(b) y;", "(c) z.", "3. Three:", "(a) u;", "(b) v.", f"4. {said}")
    made = adopt(base, base.replace("(b) y;", "(a) bis new;\n\n(b) y;"))
    assert made.text.endswith(f"4. {ITEMS[said]}\n")


DOUBTFUL = {
    "See Article 1.2.": "“Article 1.2” (it may mean a paragraph of what is now 1)",
    "See the preceding Article.": "“preceding Article” (another unit is next to it now)",
    "Voir l’article précédent.": "“article précédent” (another unit is next to it now)",
    "Согласно статье 2 Секретариат докладывает.": "“статье 2” (“Секретариат” may name another text)",
}


@pytest.mark.parametrize("said", DOUBTFUL)
def test_a_citation_that_may_mean_something_else_is_listed(said: str) -> None:
    word = "Статья" if "стать" in said else "Article"
    base = text(f"{word} 1", "1. One.", "2. Two.", f"{word} 2", f"1. {said}")
    new = base.replace("1. One.", "1. One.\n\n1 bis. More.").replace(f"{word} 2", f"{word} 1 ter\n\nNew.\n\n{word} 2")
    assert any(DOUBTFUL[said] in found for found in left(base, new))


def test_a_list_that_begins_behind_the_number_of_its_paragraph_begins_where_it_did() -> None:
    base = text("1. (a) One, which runs in;", "(b) two;", "(c) three.", "2. Four.")
    assert adopt(base, base.replace("(c) three", "(b) bis new;\n\n(c) three")).text == text(
        "1. (a) One, which runs in;", "(b) two;", "(c) new;", "(d) three.", "2. Four."
    )


def test_the_drafts_own_gaps_are_closed_or_kept_only_if_asked() -> None:
    base = text("1. One.", "3. Three, see paragraph 3.", "4. Four.")
    gap = "3: the draft’s own numbers go from 1 to 3"
    assert left(base, base.replace("Four", "Five")) == [gap]
    closed = AdoptionRules(numbers=Numbers.WITHOUT_GAPS)
    assert adopt(base, base, closed).text == text("1. One.", "2. Three, see paragraph 2.", "3. Four.")
    kept = AdoptionRules(kept=("para 3",))
    assert adopt(base, base.replace("4. Four", "3 bis. New.\n\n4. Four"), kept).text == text(
        "1. One.", "3. Three, see paragraph 3.", "4. New.", "5. Four."
    )


def test_an_item_put_before_the_first_is_the_first() -> None:
    base = text("1. One:", "(a) x;", "(b) y.")
    assert adopt(base, base.replace("(a) x;", "(a) ante new;\n\n(a) x;")).text == text(
        "1. One:", "(a) new;", "(b) x;", "(c) y."
    )


def test_numbers_begin_again_in_a_new_article() -> None:
    base = text("Article 1", "1. Survey the lakes.", "2. Mark the shores.", "Article 2", "1. Share the boats.")
    made = adopt(base, base.replace("Article 2", "Article 1 bis\n\n1. Dry the nets.\n\n2. Mend the nets.\n\nArticle 2"))
    assert made.text == text(
        "Article 1", "1. Survey the lakes.", "2. Mark the shores.",
        "Article 2", "1. Dry the nets.", "2. Mend the nets.", "Article 3", "1. Share the boats.",
    )  # fmt: skip
