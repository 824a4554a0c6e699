"""The paragraphs of a resolution are PP1, PP2, OP1, OP2, in every language and whether numbers are printed or not."""

import pytest

from amendtrack import Position, Stance, consolidate, parse_text
from amendtrack.consolidation.addressing import circulation
from amendtrack.text.addresses import addresses, addresses_as_printed
from amendtrack.text.places import place_named
from amendtrack.text.resolution import preamble_of, resolution_names

RESOLUTIONS = {
    "en": ("The Assembly,", "*Recalling* its report,", "Deeply concerned at the cold,", "*Decides* to meet;"),
    "fr": ("L’Assemblée,", "*Rappelant* son rapport,", "Profondément préoccupée par le froid,", "*Décide* de siéger ;"),
    "es": ("La Asamblea,", "Recordando su informe,", "Profundamente preocupada por el frío,", "*Decide* reunirse;"),
    "ru": ("Ассамблея,", "ссылаясь на доклад,", "будучи глубоко обеспокоена,", "постановляет собраться;"),
    "zh": ("大会，", "回顾其报告，", "铭记小港口的需要，", "决定开会；"),
    "ar": ("إن الجمعية،", "إذ تشير إلى تقريرها،", "وإذ تضع في اعتبارها الموانئ،", "تقرر أن تجتمع؛"),
}


@pytest.mark.parametrize("language", RESOLUTIONS)
@pytest.mark.parametrize("number", ["", "1. "])
def test_paragraphs_are_counted_whether_numbers_are_printed_or_not(language: str, number: str) -> None:
    opening, first, second, decides = RESOLUTIONS[language]
    text = parse_text("\n\n".join([opening, first, second, number + decides]) + "\n")
    assert addresses(text) == ("paragraph 1", "PP1", "PP2", "OP1")


def test_items_and_what_stands_after_them_are_named_after_their_paragraph() -> None:
    printed = "The Assembly,\n\n*Recalling* its report,\n\n1. Decides:\n\n(a) to meet;\n\nMore.\n\n2 bis. Ends.\n"
    assert addresses(parse_text(printed))[1:] == ("PP1", "OP1", "OP1 (a)", "after OP1 (a)", "OP2 bis")
    bare = "The Assembly,\n\n*Recalling* its report,\n\nDecides:\n\n(a) to meet;\n\nEnds.\n\n# Annex\n\n(a) Rules.\n"
    assert addresses(parse_text(bare))[1:] == ("PP1", "OP1", "OP1 (a)", "OP2", "heading “Annex”", "“Annex” (a)")


def test_a_preamble_goes_on_to_the_first_paragraph_that_is_none() -> None:
    treaty = (
        "# Preamble\n\nThe Parties to this Agreement,\n\n*Being* neighbours,\n\nIn pursuit of peace,\n\n"
        "[*Recognizing* the value of lakes]\n\nFirst and last, [with boats],\n\nHave agreed as follows:\n\n"
        "Article 1\n\n1. Lakes are shared.\n"
    )
    names = addresses(parse_text(treaty))
    assert names[2:7] == ("PP1", "PP2", "PP3", "PP4", "“Preamble”, paragraph 6")
    assert names[-1] == "Article 1, 1"


@pytest.mark.parametrize(
    "source",
    [
        "1. States shall meet.\n\n2. Recalling its report, the council met.\n",
        "Nothing here is new.\n\n1. States shall meet.\n",
        "Recalling its report the council met.\n\nIt ate.\n",
        "Dear Chair,\n\nWe thank you.\n",
        "",
    ],
)
def test_other_texts_keep_their_names(source: str) -> None:
    text = parse_text(source)
    assert preamble_of(text) == ()
    assert addresses(text) == addresses_as_printed(text)


def test_typed_places_find_them() -> None:
    known = ("paragraph 1", "PP1", "PP2", "OP1", "OP1 (a)", "OP2 bis")
    typed = {"pp2": "PP2", "PP 2": "PP2", "preambular paragraph 2": "PP2", "operative paragraph 1": "OP1", "OP1": "OP1"}
    typed |= {"op1(a)": "OP1 (a)", "2 bis": "OP2 bis", "para 2bis": "OP2 bis"}
    assert {place: place_named(place, known) for place in typed} == typed


BASE = "The Assembly,\n\n*Recalling* its report,\n\n*Mindful* of the cold,\n\n1. Decides to meet;\n\n2. Ends.\n"


def test_a_position_is_found_by_either_name() -> None:
    after = BASE.replace("of the cold", "of the heat").replace("to meet", "to eat")
    for place in ("OP1", "1", "PP2", "paragraph 3"):
        con = consolidate(BASE, {"Norvia": after}, [Position("Brum", Stance.RETAIN, place)])
        assert {slot.unit for slot in con.slots if any("Brum" in v.backers for v in slot.variants) or slot.contested}
        assert not [c for c in con.conflicts if c.kind.name == "NOT_FOUND"]


def test_a_revision_issued_with_other_addresses_keeps_them() -> None:
    after = BASE.replace("of the cold", "of the heat").replace("to meet", "to eat")
    now = consolidate(BASE, {"Norvia": after})
    assert [slot.address for slot in now.slots] == ["PP2#1", "OP1#1"]
    issued = [("paragraph 3#1", "words 56-60"), ("1#1", "words 75-79")]
    then = consolidate(BASE, {"Norvia": after}, circulated=issued)
    assert [slot.address.rpartition("#")[0] for slot in then.slots] == ["paragraph 3", "1"]
    again = consolidate(BASE, {"Norvia": after}, circulated=circulation(now.slots))
    assert [slot.address for slot in again.slots] == ["PP2#1", "OP1#1"]


def test_a_footnote_marker_behind_its_comma_takes_no_paragraph_out_of_the_preamble() -> None:
    text = "The Assembly,\n\n*Recalling* its report,[^1]\n\n*Noting* storms,\n\n1. *Decides* it.\n\n[^1]: LA/4.\n"
    assert resolution_names(parse_text(text)) == {1: "PP1", 2: "PP2"}


def test_the_articles_of_a_treaty_are_no_operative_paragraphs() -> None:
    preamble = "The Parties,\n\n*Recalling* the Charter,\n\nhave agreed as follows:\n\n"
    for article in ("## Article {n}", "Art. {n} Boats", "## 第{n}条", "§ {n}"):
        body = "".join(f"{article.format(n=n)}\n\nBoats carry lamps.\n\n" for n in (1, 2))
        names = addresses(parse_text(preamble + body))
        assert "PP1" in names and not any(name.startswith("OP") for name in names), names


def test_a_forgotten_comma_and_the_meeting_that_adopted_it_count_for_nothing() -> None:
    printed = (
        "*The Assembly*,\n\n*Recalling* its report (on boats)\n\n*Noting* the cold,\n\n*Decides* to meet.\n\n"
        "*9th plenary meeting*\n\n*9 December 2030*\n"
    )
    names = ("paragraph 1", "PP1", "PP2", "OP1", "after OP1", "paragraph 2 after OP1")
    assert addresses(parse_text(printed)) == names
    titled = "*Boating in winter*\n\n*Recalling* its report,\n\n*Decides* to meet.\n"
    assert addresses(parse_text(titled)) == ("paragraph 1", "PP1", "OP1")
