"""Messages that say what shall change: what is read in them, carried out exactly, or listed with its places."""

from __future__ import annotations

from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.errors import InputRefused
from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.carrying import Carried
from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.record.remarks import Kind
from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text

BASE = """# Draft plan

## Goals

4. Complete clearance [as soon as possible] [by 2014 at the latest].

5. States Parties will clear all mined areas. They will report annually on progress, and help each other.

6. States Parties will destroy stockpiled mines without delay:

(a) survey all areas;

(b) mark them;

(c) destroy them.

7. States Parties will hold an informal meeting each June.

8. Provide assistance to States, and assistance to victims.

9. Train medical staff and provide “prosthetic” devices (arms/legs).

10. Mobilize resources.

11. Share lessons with all States, as noted in paragraph 6 above.

Action #14: Identify the precise perimeters and locations of all mined areas by 2012.[^1]

Article 3 Compliance

1. Each State shall report.

2. Each Party shall help.

[^1]: See the final report.
"""

P7 = "7. States Parties will hold an informal meeting each June.\n\n"
P10_11 = "10. Mobilize resources.\n\n11. Share lessons with all States, as noted in paragraph 6 above.\n\n"
NEW = "each June.\n\n7 bis. Help survivors.\n"
SECOND = " They will report annually on progress, and help each other."
CARRIED_OUT = [
    # a closing stop that was quoted with the words stays where the sentence needs it
    ('para 8: delete ", and assistance to victims."', "States, and assistance to victims.", "States."),
    ('para 10: replace "resources." by "funds"', "resources.", "funds."),
    ('para 7: delete "each June."', "meeting each June.", "meeting."),
    ('para 5: delete "They will report annually on progress, and help each other."', SECOND, ""),
    ('para 9: replace "(arms/legs)." by "of any kind"', "(arms/legs).", "of any kind."),
    # wording that opens with a label is a unit, whether the label is known or not
    ('Article 3: add at the end "3. All shall help."', "shall help.\n", "shall help.\n\n3. All shall help.\n"),
    ('para 6: add at the end "(d) report."', "(c) destroy them.\n", "(c) destroy them.\n\n(d) report.\n"),
    ('after para 6 (a) insert "(ba) count them;"', "all areas;\n", "all areas;\n\n(ba) count them;\n"),
    # replace
    ('para 5: replace "annually" by "each year"', "annually on", "each year on"),
    ('Paragraph 5: replace "annually" with "each year".', "annually on", "each year on"),
    ("In para. 5, replace ‘annually’ by ‘each year’", "annually on", "each year on"),
    ("§ 5 - replace „annually“ with „each year“", "annually on", "each year on"),
    ('PARA 5: REPLACE "annually" BY "each year"', "annually on", "each year on"),
    ('5: replace "annually" by "each year"', "annually on", "each year on"),
    ('In paragraph 5, second sentence, replace "They" by "All"', "They will", "All will"),
    ('Replace, in paragraph 5, "annually" by "each year"', "annually on", "each year on"),
    ('Replace "annually" by "each year" in paragraph 5', "annually on", "each year on"),
    ('In para 5 change "annually" to "each year"', "annually on", "each year on"),
    ('In para 5, "annually" should read "each year"', "annually on", "each year on"),
    ('In para 5, the word "annually" should be replaced by "each year"', "annually on", "each year on"),
    ('Substitute "each year" for "annually" in paragraph 5', "annually on", "each year on"),
    ('Para 5: delete "annually" and insert "each year"', "annually on", "each year on"),
    ('Para 5: for "annually" read "each year"', "annually on", "each year on"),
    ('Para 5: insert "each year" instead of "annually"', "annually on", "each year on"),
    ("Para 5: “annually” → “each year”", "annually on", "each year on"),
    ('Norvia proposes to replace "annually" by "each year" in para 5', "annually on", "each year on"),
    ('We would like to replace "annually" by "each year" in para 5', "annually on", "each year on"),
    ('1. In para 5, replace "annually" by "each year"', "annually on", "each year on"),
    ('- in para 5, replace "annually"\n  by "each year"', "annually on", "each year on"),
    ('Paragraph 5\n\nReplace "annually" by "each year"', "annually on", "each year on"),
    ('Para 5\nreplace:\n"annually"\nby:\n"each year"', "annually on", "each year on"),
    ('para 5: replace "mined areas. They ... progress" by "areas each year"',
     "mined areas. They will report annually on progress", "areas each year"),
    ('para 9: replace "\'prosthetic\'  devices" by "limbs"', "“prosthetic” devices", "limbs"),
    ('para 9: replace "legs" by "hands"', "arms/legs", "arms/hands"),
    ('para 5: replace "Annually" by "yearly"', "annually", "yearly"),
    ('para 5: replace ", and help each other" by "and share"', "progress, and help each other.", "progress and share."),
    ('para 5: replace "and help each other." by "and share."', "and help each other.", "and share."),
    ('para 5: replace "annualy" by "yearly"', "annually", "yearly"),
    ('replace "annually" by "yearly"', "annually", "yearly"),
    ('Action #14: replace "precise" by "exact"', "precise", "exact"),
    ('Action 14: replace "precise" by "exact"', "precise", "exact"),
    ('Article 3, paragraph 1: replace "State" by "Party"', "Each State shall", "Each Party shall"),
    ('Paragraph 2 of Article 3: replace "Party" by "State"', "Each Party shall", "Each State shall"),
    ('para 6 (b): replace "mark" by "fence"', "(b) mark", "(b) fence"),
    ('para 6, sub-paragraph (b): replace "mark" by "fence"', "(b) mark", "(b) fence"),
    ('6(b): replace "mark" by "fence"', "(b) mark", "(b) fence"),
    ('Paragraph 6\n(b): replace "mark" by "fence"', "(b) mark", "(b) fence"),
    ('footnote 1: replace "final" by "last"', "the final", "the last"),
    ('[^1]: replace "final" by "last"', "the final", "the last"),
    ('heading "Goals": replace "Goals" by "Aims"', "## Goals", "## Aims"),
    ('In the chapeau of paragraph 6, replace "stockpiled" by "all"', "stockpiled mines", "all mines"),
    ('Au paragraphe 5, remplacer « annually » par « each year »', "annually on", "each year on"),
    ("Au paragraphe 5, remplacer les mots “annually” par “each year”.", "annually on", "each year on"),
    ('Au lieu de "annually", lire "each year"', "annually on", "each year on"),
    ('Paragraphe 6, alinéa b) : remplacer "mark" par "fence"', "(b) mark", "(b) fence"),
    ('En el párrafo 5, sustitúyase "annually" por "each year"', "annually on", "each year on"),
    ('En el parrafo 5, reemplazar la palabra "annually" por "each year"', "annually on", "each year on"),
    ('Donde dice "annually", debe decir "each year"', "annually on", "each year on"),
    ('Párrafo 5: cambiar "annually" por "each year"', "annually on", "each year on"),
    # delete words
    ('para 6: delete "without delay"', " without delay", ""),
    ('delete the words "without delay" in para 6', " without delay", ""),
    ('"without delay" should be deleted', " without delay", ""),
    ('para 5: delete ", and help each other"', ", and help each other", ""),
    ('para 5: delete "and help each other"', ", and help each other", ""),
    ('para 5: delete the second sentence', SECOND, ""),
    ('para 9: delete "arms/"', "arms/legs", "legs"),
    ('para 9: delete "medical"', " medical", ""),
    ('para 7: strike out "informal"', "an informal", "an"),
    ("Au paragraphe 6, supprimer « without delay »", " without delay", ""),
    ("Supprimer la deuxième phrase du paragraphe 5", SECOND, ""),
    ('En el párrafo 6, suprimir "without delay"', " without delay", ""),
    ('Elimínese "without delay"', " without delay", ""),
    # insert
    ('para 5: after "annually" insert "and in full"', "annually on", "annually and in full on"),
    ('para 5: insert "in full" before "on progress"', "annually on", "annually in full on"),
    ('para 7: after "June" add ", in Geneva"', "June.", "June, in Geneva."),
    ('para 7: add at the end "and July"', "June.", "June and July."),
    ('para 7: add "They will report." at the end', "June.", "June. They will report."),
    ('At the end of paragraph 7, add: "They will report."', "June.", "June. They will report."),
    ('para 7: at the beginning insert "All"', "7. States", "7. All States"),
    ("Au paragraphe 7, après « June », insérer « and July »", "June.", "June and July."),
    ("Paragraphe 7 : ajouter à la fin « and July »", "June.", "June and July."),
    ('En el párrafo 7, después de "June" insértese "and July"', "June.", "June and July."),
    ('Párrafo 7: añádase al final "and July"', "June.", "June and July."),
    # units
    ("delete para 7", P7, ""),
    ("Para 7: delete.", P7, ""),
    ("Paragraph 7 should be deleted", P7, ""),
    ("7. Delete", P7, ""),
    ("Supprimer le paragraphe 7", P7, ""),
    ("Suprímase el párrafo 7.", P7, ""),
    ("delete para 6 (b)", "(b) mark them;\n\n", ""),
    ("delete paras 10 to 11", P10_11, ""),
    ("Delete paragraphs 10 and 11", P10_11, ""),
    ('add new para 7 bis: "Help survivors."', "each June.\n", NEW),
    ("add new para 7 bis: Help survivors.", "each June.\n", NEW),
    ("add new para 7 bis:\n\n7 bis. Help survivors.", "each June.\n", NEW),
    ('after para 7 insert: "Help survivors."', "each June.\n", NEW),
    ('Insert a new paragraph after paragraph 7: "Help survivors."', "each June.\n", NEW),
    ('add new (d) to para 6: "report."', "destroy them.\n", "destroy them.\n\n(d) report.\n"),
    ("add new para 6 bis:\nStates will:\n(a) help;\n(b) share.", "destroy them.\n",
     "destroy them.\n\n6 bis. States will:\n(a) help;\n(b) share.\n"),
    ("Ajouter un nouveau paragraphe 7 bis : « Aider. »", "each June.\n", "each June.\n\n7 bis. Aider.\n"),
    ('Añadir un nuevo párrafo 7 bis: "Ayudar."', "each June.\n", "each June.\n\n7 bis. Ayudar.\n"),
    ('para 10 should read: "Find money."', "Mobilize resources.", "Find money."),
    ('replace para 10 by: "10. Find money."', "Mobilize resources.", "Find money."),
    ("Paragraph 10 should read as follows:\n\nFind money.", "Mobilize resources.", "Find money."),
    ("Le paragraphe 10 devrait se lire comme suit : « Trouver. »", "Mobilize resources.", "Trouver."),
    ('El párrafo 10 debería decir: "Buscar."', "Mobilize resources.", "Buscar."),
    ('the title should read "Final plan"', "# Draft plan", "# Final plan"),
    ("merge 10 and 11", "resources.\n\n11. Share", "resources. Share"),
    ("Fusionner les paragraphes 10 et 11", "resources.\n\n11. Share", "resources. Share"),
    ("Fusionar los párrafos 10 y 11", "resources.\n\n11. Share", "resources. Share"),
    ("split 5 after the first sentence", "areas. They", "areas.\n\n5 bis. They"),
    ('split para 5 before "They will"', "areas. They", "areas.\n\n5 bis. They"),
    ("Scinder le paragraphe 5 après la première phrase", "areas. They", "areas.\n\n5 bis. They"),
    ("Dividir el párrafo 5 después de la primera oración", "areas. They", "areas.\n\n5 bis. They"),
    ("Delete paras 10, 11", P10_11, ""),
    ("Paragraphs 10 – 11: delete", P10_11, ""),
    ("delete 6 (a), (b)", "(a) survey all areas;\n\n(b) mark them;\n\n", ""),
    ("Paragraph 5 - last sentence: delete", SECOND, ""),
    ("In Article 3, delete paragraph 1", "1. Each State shall report.\n\n", ""),
    ("Delete Article 3", "Article 3 Compliance\n\n1. Each State shall report.\n\n2. Each Party shall help.\n\n", ""),
    ('add a new sentence after the first sentence of para 5: "Help."', "areas. They", "areas. Help. They"),
    ('para 7 bis (new): "Help survivors."', "each June.\n", NEW),
    ('In para 6, add new (d): "report."', "destroy them.\n", "destroy them.\n\n(d) report.\n"),
    ("para 4: lift all brackets", "[as soon as possible] [by 2014 at the latest]",
     "as soon as possible by 2014 at the latest"),
    ("footnote 1: delete", "2012.[^1]", "2012."),
    # brackets
    ('lift the brackets around "as soon as possible"', "[as soon as possible]", "as soon as possible"),
    ('para 4: remove the brackets around "[by 2014 at the latest]"',
     "[by 2014 at the latest]", "by 2014 at the latest"),
    ("Lever les crochets autour de « as soon as possible »", "[as soon as possible]", "as soon as possible"),
    ('Levantar los corchetes que rodean "as soon as possible"', "[as soon as possible]", "as soon as possible"),
    ('put "each June" in square brackets', "each June", "[each June]"),
]  # fmt: skip


def put_to(message: str, base: str = BASE, **earlier: str) -> Carried:
    return carry_out(read_message(message), parse_text(base), {k: parse_text(v) for k, v in earlier.items()})


@pytest.mark.parametrize(("message", "before", "after"), CARRIED_OUT)
def test_a_clear_instruction_gives_exactly_what_it_says(message: str, before: str, after: str) -> None:
    expected = BASE.replace(before, after)
    if message.startswith("footnote"):
        expected = expected.replace("\n\n[^1]: See the final report.", "")
    carried = put_to(message)
    assert (carried.text, carried.problems, carried.remarks) == (expected, (), ())
    assert BASE.count(before) == 1


MOVED = BASE.replace("10. Mobilize resources.\n\n", "").replace(
    "each June.\n", "each June.\n\n10. Mobilize resources.\n"
)


@pytest.mark.parametrize(
    "message",
    ["move para 10 to after 7", "move 10 to before 8", "Déplacer le paragraphe 10 après le paragraphe 7",
     "Mover el párrafo 10 después del párrafo 7", "Paragraph 10 to be moved after paragraph 7"],
)  # fmt: skip
def test_a_unit_moves_with_its_label(message: str) -> None:
    assert put_to(message).text == MOVED


def test_throughout_takes_every_place() -> None:
    carried = put_to('throughout: replace "States Parties" by "Parties"')
    assert carried.text == BASE.replace("States Parties", "Parties") and not carried.problems
    carried = put_to("Dans tout le texte, remplacer « States Parties » par « Parties »")
    assert carried.text == BASE.replace("States Parties", "Parties")


PROBLEMS = [
    # words that stand for others, and wording of which nobody can say where it ends
    ('para 7: replace "each June" by "..."', "are a placeholder", 0),
    ('para 7: replace "each June" by "[]"', "are a placeholder", 0),
    ('para 7: replace "each June" by "TBD"', "are a placeholder", 0),
    ('para 7: replace "each June" by "[text to follow]"', "are a placeholder", 0),
    ('para 7: replace "each June" by "each “May"', "never closed", 0),
    ('para 10 should read: "Mobilize funds. 11. Share them."', "another paragraph", 0),
    ("para 10 should read: 'Mobilize funds at the States' request.'", "where the new wording ends", 1),
    ('para 5: replace "annually on progress," by "monthly"', "“,” would be lost", 1),
    ('para 7: add at the end "(5) The meeting is public."', "begin with a label", 1),
    ('Article 3: add at the end "9. Each State shall help."', "begin with a label", 1),
    ('para 5: add at the beginning "4A. Again,"', "begin with a label", 1),
    ('para 8: replace "assistance" by "support"', "more than once", 2),
    ('replace "States Parties" by "Parties"', "more than once", 3),
    ('para 8: replace "stockpiled" by "all"', "not in para 8, but elsewhere", 1),
    ('para 8: replace "nothing of the sort" by "x"', "is not in para 8", 0),
    ('para 5: replace "They will report each month on progress" by "x"', "is not in para 5", 1),
    ('para 17: delete "x"', "there is no para 17", 0),
    ('para 14: delete "precise"', "there is no para 14", 1),
    ("delete para 17", "there is no para 17", 0),
    ('para 5: after "progress" add "soon,"', "would end up side by side", 1),
    ("para 6 should read: “One thing.”", "has items", 4),
    ('para 6: add at the end "x"', "has items", 4),
    ('add new para 7: "x"', "already exists", 1),
    ('para 4: lift the brackets', "more than one pair", 2),
    ('para 7: lift the brackets around "June"', "no brackets around", 1),
    ("delete", "which paragraph", 0),
    ("retain original", "which paragraph", 0),
    ("merge 5 and 7", "are not next to each other", 2),
    ('para 5: add at the end "Help them"', "a new sentence, or words", 1),
    ('para 5: replace "They ... progress" by "All ... progress"', "ellipsis", 0),
    ('do not delete "annually"', "only plain instructions", 0),
    ('para 5: if others agree, delete "annually"', "only plain instructions", 1),
    ('para 5: swap "annually" with "yearly"', "not understood as an instruction", 1),
    ("para 5: delete the last two words", "put the words concerned", 1),
    ('para 5: delete "annually', "never closed", 0),
    ('para 5: replace "annually" by ""', "not understood", 1),
    ("para 10 should read:", "new wording is missing", 1),
    ("add new para 7 bis: Help.\n\nWe like this very much indeed.", "where the new wording ends", 0),
    ("Some delegations propose to delete para 7", "not understood", 0),
    ("Norvia proposes to delete para 7\nGaldora proposes to delete para 9", "more than one delegation", 0),
    ("para 8: swap with 9", "not understood as an instruction", 1),
    ("Move the second sentence of para 5 to para 7", "not understood", 0),
    ('para 5: replace "mined" with "all mined"', "would appear twice", 1),
    ('delete everything after "will clear"', "of the sentence, or of the paragraph", 1),
    ('para 5: delete "annually", unless others object', "only plain instructions", 1),
    ("Para 10: the whole region should be told of what was found here", "a comment or new wording", 1),
]  # fmt: skip


@pytest.mark.parametrize(("message", "why", "places"), PROBLEMS)
def test_what_is_not_clear_is_listed_with_its_places(message: str, why: str, places: int) -> None:
    carried = put_to(message)
    assert carried.text == BASE and not carried.done
    assert why in carried.problems[0].why
    assert len(carried.problems[0].candidates) == places


def test_two_that_collide_are_both_problems() -> None:
    carried = put_to('Para 5: replace "annually" by "yearly"\nPara 5: delete "report annually"\nPara 10: delete')
    assert carried.done == ("Para 10: delete",)
    assert len(carried.problems) == 2 and all("together with" in p.why for p in carried.problems)
    carried = put_to('retain para 5; para 5: delete "annually"')
    assert carried.text == BASE and len(carried.problems) == 2 and not carried.retains


def test_the_same_instruction_twice_is_one() -> None:
    carried = put_to('Para 5: replace "annually" by "yearly"\nIn paragraph 5, replace "annually" by "yearly".')
    assert carried.text == BASE.replace("annually", "yearly") and not carried.problems


def test_retaining_changes_nothing_and_is_told() -> None:
    carried = put_to("Retain para 9. Paragraph 10: retain original text. Maintenir le paragraphe 11")
    assert (carried.text, carried.retains, carried.problems) == (BASE, ("9", "10", "11"), ())


def test_comments_have_their_place() -> None:
    carried = put_to("Para 9: streamline\nParagraph 10\n- too weak\n\nGeneral comments\nStronger language on victims.")
    assert [str(r) for r in carried.remarks] == ["9: streamline", "10: too weak", "Stronger language on victims."]
    assert not carried.problems


MAIL = """Subject: Comments of Norvia

Dear colleagues,

Norvia thanks the President and proposes the following amendments:

Paragraph 5
- replace "annually" by "each year"
- delete ", and help each other"; after "areas" insert "at once"

Para 10: delete. Para 11: streamline.

Best regards,
Anna Example
Permanent Mission of Norvia

On 3 Sept, the Secretariat wrote:
> please send
> para 7: delete
"""


def test_nothing_of_a_mail_is_passed_over() -> None:
    carried = put_to(MAIL)
    assert carried.text == BASE.replace("annually on progress, and help each other", "each year on progress").replace(
        "all mined areas. They", "all mined areas at once. They"
    ).replace("10. Mobilize resources.\n\n", "")
    assert [str(r) for r in carried.remarks] == ["11: streamline."] and not carried.problems
    told = " ".join(carried.notes) + " ".join(carried.done) + " ".join(str(r) for r in carried.remarks)
    for words in ("Subject", "Dear", "thanks", "Best regards", "On 3 Sept"):
        assert words in told


def test_a_sentence_after_the_signature_is_read_all_the_same() -> None:
    carried = put_to('Best wishes to all,\n\nPara 10: delete\n\nRegards,\nAnna\n\nPS: para 7: delete "informal"')
    assert "informal" not in carried.text or any("informal" in p.words for p in carried.problems)


def test_numbered_lines_count_or_name_a_place_but_are_never_guessed() -> None:
    twice = "5. Clear all areas.\n\n6. Help all States.\n"
    carried = put_to('5. replace "all" by "the"', twice)
    assert carried.text == twice.replace("Clear all", "Clear the")
    both = put_to("Paragraph 6\n5. Delete", twice)
    assert both.text == twice or both.problems == ()


def test_words_of_an_earlier_revision_are_followed_to_where_they_stand() -> None:
    new = BASE.replace("8. Provide", "8. Wait.\n\n9. Provide").replace("9. Train", "10. Train").replace(
        "10. Mobilize", "11. Mobilize").replace("11. Share", "12. Share")  # fmt: skip
    carried = put_to('para 9: replace "medical" by "all"', new, Rev0=BASE)
    assert carried.text == new.replace("medical", "all")
    assert "of Rev0 is 10" in carried.notes[0]


def test_words_that_have_changed_since_are_told_with_what_stands_now() -> None:
    new = BASE.replace("report annually on progress", "report each June on progress")
    carried = put_to('para 5: replace "report annually on progress" by "report"', new, Rev0=BASE)
    assert carried.text == new
    assert "is from Rev0 and has changed since" in carried.problems[0].why
    assert "each June" in carried.problems[0].candidates[0]


def test_a_slip_of_the_pen_is_told() -> None:
    carried = put_to('para 5: delete "report anually on"')
    assert carried.notes == ('para 5: delete "report anually on": “anually” read as “annually”',)
    assert put_to('para 9: delete "device"').problems, "another number is another word"


def test_an_address_is_taken_as_it_is_printed() -> None:
    base = (
        "# Aims\n\nClear all areas.\n\nHelp all victims.\n\nArticle 3 Aid\n\n1. Help all States.\n\nMore of it all.\n"
    )
    for place, line in (
        ("“Aims”, paragraph 2", "Help all victims."),
        ("Article 3, 1", "1. Help all States."),
        ("Article 3, 1, paragraph 2", "More of it all."),
    ):
        text = parse_text(base)
        assert place in addresses(text)
        carried = carry_out(read_message(f'{place}: replace "all" by "the"', text), text, {})
        assert carried.text == base.replace(line, line.replace("all", "the")), carried.problems


# -- recognising ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (BASE, Holds.TEXT),
        (BASE.replace("annually", "yearly"), Holds.TEXT),
        (BASE + "\n12. Delete paragraph 7.\n", Holds.BOTH),
        ("7. States Parties will hold a meeting each June.\n", Holds.TEXT),
        ("Paragraph 7\n\nStates Parties will hold a meeting each June.\n", Holds.TEXT),
        ("Para 7: States Parties will hold an informal meeting each June and July.\n", Holds.TEXT),
        ('para 5: replace "annually" by "yearly"\n', Holds.INSTRUCTIONS),
        (MAIL, Holds.INSTRUCTIONS),
        ("Delete para 7\n", Holds.INSTRUCTIONS),
        ("Supprimer le paragraphe 7\n", Holds.INSTRUCTIONS),
        ("Retain para 9\n", Holds.INSTRUCTIONS),
        ('para 5 should read: "States Parties will clear all mined areas and report."\n', Holds.INSTRUCTIONS),
        ("Stronger language on victims.\n", Holds.NEITHER),
        ("We replace nothing and add nothing; the delegation of Norvia is content.\n", Holds.NEITHER),
    ],
)
def test_what_a_file_holds(text: str, holds: Holds) -> None:
    assert what_it_holds(text, parse_text(BASE)) is holds


def test_a_draft_that_is_written_in_instructions_stays_a_text() -> None:
    draft = "# Protocol\n\n1. In Article 5 of the Convention, replace “mines” by “all mines”.\n\n2. Delete Article 7.\n"
    base = parse_text(draft)
    assert what_it_holds(draft.replace("all mines", "landmines"), base) is not Holds.INSTRUCTIONS
    assert (
        what_it_holds("1. In Article 5 of the Convention, replace “mines” by “landmines”.\n", base)
        is not Holds.INSTRUCTIONS
    )
    assert what_it_holds('para 1: replace "all mines" by "landmines"\n', base) is Holds.INSTRUCTIONS


# -- recorded ------------------------------------------------------------------------------------------


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft.init(tmp_path / "d", BASE, title="Plan", at="2026-03-01", durability="fast")


AT = "2026-03-02T10:00"


def test_a_wrong_or_ambiguous_target_is_a_problem_and_not_applied(draft: Draft) -> None:
    """A word that stands twice, and a sentence of the revision before: neither is guessed."""
    draft.revise(BASE.replace("report annually on progress", "report each June"), label="Rev.1", at="2026-03-01T12:00")
    mail = """In para 8 replace 'assistance' by 'support'
In para 5 replace "They will report annually on progress" by "They will report"
Para 10: delete
"""
    done = draft.propose(mail, by="Norvia", received=AT, unregistered="added")
    entry = draft.proposal(done.name)
    assert str(done) == "Recorded NOR-1 on Rev.1, by instructions: para 10: deleted; 2 passages left for manual review"
    assert entry.kind is Kind.INSTRUCTIONS and len(entry.problems) == 2
    assert [len(p.candidates) for p in entry.problems] == [2, 1]
    assert entry.problems[0].words == "In para 8 replace 'assistance' by 'support'"
    assert "report each June" in entry.problems[1].candidates[0]
    assert draft.snapshot().received(done.name) == mail.encode()


def test_a_message_of_which_nothing_is_understood_is_refused(draft: Draft) -> None:
    mail = "Para 8: replace 'assistance' by 'support'\n"
    with pytest.raises(InputRefused, match=r"more than once.*--comment.*--allow not-understood"):
        draft.propose(mail, by="Norvia", received=AT, unregistered="added")
    done = draft.propose(mail, by="Norvia", received=AT, unregistered="added", allow=["not-understood"])
    assert draft.proposal(done.name).problems


def test_a_comment_is_recorded_as_one_and_what_is_none_only_when_somebody_says_so(draft: Draft) -> None:
    with pytest.raises(InputRefused, match="--comment"):
        draft.propose("Lead negotiator\n", by="Norvia", received=AT, unregistered="added")
    assert draft.dry_run().propose("Lead negotiator\n", by="Norvia", received=AT, unregistered="added", kind="comment")
    done = draft.propose("Stronger language on victims.\n", by="Norvia", received=AT, unregistered="added")
    entry = draft.proposal(done.name)
    assert entry.kind is Kind.COMMENT and str(entry.remarks[0]) == "Stronger language on victims."


def test_a_text_with_instructions_in_it_is_doubted(draft: Draft) -> None:
    both = BASE.replace("annually", "yearly") + "\nPara 7: delete\n"
    with pytest.raises(InputRefused, match="both text of the draft and instructions"):
        draft.propose(both, by="Norvia", received=AT, unregistered="added")


def test_how_is_said_behind_the_place_and_several_ways_to_add_a_unit() -> None:
    assert "meeting every July" in put_to('Amend paragraph 7 by striking "each June" and inserting "every July".').text
    assert "help all." in put_to('para 5: leave out from "report" to "each other" and insert "help all"').text
    assert "\n\n(d) report.\n" in put_to('para 6: add at the end the following new item: "(d) report."').text
    assert put_to('para 5: add at the end a new paragraph: "Plans last."').text == BASE


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("or reservoirs", "1. It does not apply to *canals* of any kind, *ever*."),
        ("canals or", "1. It does not apply to **reservoirs** of any kind, *ever*."),
        ("to canals or reservoirs", "1. It does not apply of any kind, *ever*."),
        ("canals", "1. It does not apply to or **reservoirs** of any kind, *ever*."),
        (", ever", "1. It does not apply to *canals* or **reservoirs** of any kind."),
    ],
)
def test_emphasis_goes_with_the_words_that_it_marks(gone: str, left: str) -> None:
    base = parse_text("1. It does not apply to *canals* or **reservoirs** of any kind, *ever*.\n")
    carried = carry_out(read_message(f'Para 1: delete "{gone}"', base), base, {})
    assert (carried.text.strip(), carried.problems) == (left, ())


@pytest.mark.parametrize(
    "said",
    [
        'Article 1: replace "the Board" by "the Council".',
        'In Article 1, delete "the Board".',
        'Replace "the Board" by "the Council".',
        "Article 1 : remplacer « the Board » par « the Council ».",
    ],
)
def test_words_that_also_begin_a_sentence_there_are_asked_back(said: str) -> None:
    base = parse_text("## Article 1\n\n1. The Board meets once a year.\n\n2. Decisions of the Board are final.\n")
    carried = carry_out(read_message(said, base), base, {})
    assert carried.text in ("", base.source) and "it also occurs as “The Board”" in str(carried.problems[0])
