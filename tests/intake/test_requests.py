"""Requests as delegations word them: polite, in other words than the forms', several new paragraphs, slips inside."""

from __future__ import annotations

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

ROADS = parse_text(
    "# Convention on Mountain Roads\n\n1. Each Party shall keep its roads safe and open.\n\n"
    "2. No toll shall exceed two coins.\n\n3. Wardens shall:\n\n(a) inspect roads;\n\n(b) warn travellers.\n\n"
    "4. Accounts shall be audited.[^1]\n\n[^1]: As of 2026.\n"
)
BOIS = parse_text(
    "# Accord sur les bois\n\n1. Les États protègent les bois.\n\n2. Le Comité a douze experts. Ils sont publics.\n"
)
FAROS = parse_text(
    "# Acuerdo sobre los faros\n\n1. Los faros se revisan cada mes.\n\n2. La Comisión tiene ocho expertos.\n"
)
LES = parse_text("1. Лесники носят знак.\n\n2. Комитет состоит из двенадцати экспертов.\n")
SENLIN = parse_text("1. 护林员应佩戴徽章。\n\n2. 委员会由十二名专家组成。\n")
GHABA = parse_text("1. يرتدي الحراس شارة.\n\n2. تتألف اللجنة من عشرة خبراء.\n")

CARRIED_OUT = {
    ROADS: [
        ("We would be grateful if paragraph 2 could be deleted.", "2. No toll shall exceed two coins.\n\n", ""),
        ('Could we please replace "two" by "three" in paragraph 2?', "two coins", "three coins"),
        ('We would appreciate it if "two" in paragraph 2 were replaced by "three".', "two coins", "three coins"),
        ('We would prefer that paragraph 2 read: "No toll shall exceed one coin."', "two coins", "one coin"),
        ('May we suggest replacing "two" with "three" in paragraph 2.', "two coins", "three coins"),
        ('Simplify paragraph 2 to read: "No toll shall exceed one coin."', "two coins", "one coin"),
        ('Para 2: change "two coins" to read "three coins".', "two coins", "three coins"),
        ('Para 2: "two" to become "three".', "two coins", "three coins"),
        ('Para 2: reinstate "silver" before "coins".', "two coins", "two silver coins"),
        ('Para 1: after "safe" delete "and open".', "safe and open", "safe"),
        ('Para 3: delete "roads" after "inspect".', "inspect roads", "inspect"),
        ('Replace the title of the Convention by "Convention on Roads".', "Mountain Roads", "Roads"),
        ("Paragraph 4: delete the footnote.", "[^1]\n\n[^1]: As of 2026.", ""),
        (
            "Delete paragraphs 1 to 2 (inclusive).",
            "1. Each Party shall keep its roads safe and open.\n\n2. No toll shall exceed two coins.\n\n",
            "",
        ),
        (
            'Delete para 2 and replace it by a new para 2: "Tolls are fair."',
            "No toll shall exceed two coins.",
            "Tolls are fair.",
        ),
        (
            'After para 1 insert: "1 bis. Roads are marked." and "1 ter. Marks are white."',
            "open.\n",
            "open.\n\n1 bis. Roads are marked.\n\n1 ter. Marks are white.\n",
        ),
        (
            'After para 1 insert two new paragraphs:\n\n"1 bis. Roads are marked."\n\n"1 ter. Marks are white."',
            "open.\n",
            "open.\n\n1 bis. Roads are marked.\n\n1 ter. Marks are white.\n",
        ),
        ('Para 3: the following point is inserted: "(aa) repair signs;"', "roads;\n", "roads;\n\n(aa) repair signs;\n"),
        ('Could we ask you to replace "two" by "three" in para 2? Many thanks!', "two coins", "three coins"),
        ('Small thing: in para 2 "two" should become "three".', "two coins", "three coins"),
        ('Para 2: "two" to be changed to "three"', "two coins", "three coins"),
        ('Para 2: replace "two" by "three" (editorial).', "two coins", "three coins"),
        ('Para 2: replace "two" by "three or four".', "two coins", "three or four coins"),
        ('Para 1: replace "open" by "open (except in winter)".', "and open", "and open (except in winter)"),
        (
            'Paragraph 3: the following point is added:\n‘(c) write "open" on gates.’',
            "travellers.\n",
            'travellers.\n\n(c) write "open" on gates.\n',
        ),
        ('Para 2: leave out the words from "two" to "coins" and insert "three coins."', "two coins", "three coins"),
        ('Para 1: strike "safe" and all that follows and insert "clean."', "safe and open", "clean"),
        (
            'Paragraphs 1 and 2 are replaced by the following: "1. Roads are safe. 2. Tolls are fair."',
            "1. Each Party shall keep its roads safe and open.\n\n2. No toll shall exceed two coins.",
            "1. Roads are safe.\n\n2. Tolls are fair.",
        ),
        ("Paragraph 3: delete subparagraph (a) and renumber accordingly.", "(a) inspect roads;\n\n", ""),
        (
            'We propose that paragraph 1 be deleted and that in paragraph 2 "two" be replaced by "three".',
            "1. Each Party shall keep its roads safe and open.\n\n2. No toll shall exceed two",
            "2. No toll shall exceed three",
        ),
        ('Para 2 should read "Tolls are fair."', "No toll shall exceed two coins.", "Tolls are fair."),
        ('Para 2: "two" ought to be "three".', "two coins", "three coins"),
        ("Paragraph 2: delete. Because it is too costly.", "2. No toll shall exceed two coins.\n\n", ""),
        ("Paragraph 2: delete. Thank you.", "2. No toll shall exceed two coins.\n\n", ""),
        ('Para 1: replace "open" by "open (including at night)".', "and open", "and open (including at night)"),
        ("Para 2: two coins -> three coins", "two coins", "three coins"),
        ("Replace two coins by three coins in para 2.", "two coins", "three coins"),
        ("Para 4\n\nFor audited read published", "audited", "published"),
        ("Para 3 (b): change travellers to visitors.", "travellers", "visitors"),
        ('In para 2, the following sentence is added: "It is paid once."', "coins.", "coins. It is paid once."),
        ('Norvia: para 2 – replace "two" by "three"', "two coins", "three coins"),
        ('[Norvia] Para 2: replace "two" by "three".', "two coins", "three coins"),
        (
            'Para 2 is amended by striking "two" and inserting "three", and by adding at the end: "It is paid once."',
            "two coins.",
            "three coins. It is paid once.",
        ),
    ],
    BOIS: [
        ("Nous souhaiterions que « douze » au paragraphe 2 soit remplacé par « dix ».", "douze", "dix"),
        ("Pourriez-vous remplacer « douze » par « dix » au paragraphe 2 ?", "douze", "dix"),
        (
            "Nous vous serions reconnaissants de bien vouloir supprimer le paragraphe 1.",
            "1. Les États protègent les bois.\n\n",
            "",
        ),
        ("Paragraphe 2 : modifier « douze » pour lire « dix ».", "douze", "dix"),
        ("Le titre de l'Accord se lit : « Accord sur les forêts ».", "sur les bois\n", "sur les forêts\n"),
        ("Paragraphe 2 : remplacer douze experts par dix experts.", "douze", "dix"),
        ("Paragraphe 2 : après « sont », supprimer « publics ».", "sont publics", "sont"),
    ],
    FAROS: [
        ("Agradeceríamos que se suprimiera el párrafo 1.", "1. Los faros se revisan cada mes.\n\n", ""),
        ('Propongo que se sustituya "ocho" por "nueve" en el párrafo 2.', "ocho", "nueve"),
        ('¿Podrían sustituir "ocho" por "nueve" en el párrafo 2?', "ocho", "nueve"),
        ('Párrafo 2: "ocho" pasa a ser "nueve".', "ocho", "nueve"),
    ],
    LES: [
        ("Были бы признательны, если бы пункт 1 был исключен.", "1. Лесники носят знак.\n\n", ""),
        ("Пункт 2: после слова «состоит» исключить слово «из».", "состоит из", "состоит"),
    ],
    SENLIN: [
        ("恳请将第2段中的“十二名”改为“十名”。", "十二名", "十名"),
        ("第2段：“十二名”→“12名”", "十二名", "12名"),
        ("第2段：十二名→十名", "十二名", "十名"),
        ("第2段修改如下：“委员会由十名专家组成。”", "十二名", "十名"),
    ],
    GHABA: [
        ("نرجو منكم حذف الفقرة 1.", "1. يرتدي الحراس شارة.\n\n", ""),
        ('تحذف من الفقرة 2 كلمة "عشرة".', " عشرة", ""),
    ],
}
ASKED_BACK = {
    ROADS: [
        "Should we delete paragraph 2?",
        "We could accept deleting paragraph 2.",
        "We would prefer paragraph 2 to be deleted if others agree.",
        "Delete para 2 and replace it by a new para 4: “Tolls are fair.”",
        "Replace the title of the Protocol by “Protocol on Roads”.",
        "Paragraph 1: delete the footnote.",
        'Para 2: replace "two" by "three, no, sorry, four".',
        *(
            f'Para 2: replace "two" by "{new}".'
            for new in (
                *("three (or was it four? will check)", "three, no, four", "three – or maybe four", "???", "three?"),
                *("three, wait, four", "three. No, four", "three - or rather four", "three, make that four"),
                *("three (please check)", "three – our preference", "three (I will confirm)", "three, please verify"),
                *("three [Norvia: flexible]", "three (tbc)", "three (or four)", "three (I think)", "____"),
            )
        ),
        *(
            f"Paragraph 2: delete.{taken_back}"
            for taken_back in (
                *(" Not sure yet.", " Finally kept.", "\nStill thinking about it.", " Hmm."),
                *(" Ignore.", "\n\nThe line above was meant for another file.", "\n\nThis was sent by mistake."),
                *(" P.S. Forget what I wrote about paragraph 2.", "\nCancelled.", "\n\nOnly a test."),
            )
        ),
        "Delete paragraph 2? We are not sure.",
        *('Para 2 should read "three coins".', 'Replace para 1 by "open by night".', 'Para 3 (a) to read "bridges"'),
        *(
            f"Para 2: replace two coins by {new}"
            for new in ("something less", "a lower sum", "the sum in paragraph 3", "fewer", "? coins", "one coin or so")
        ),
        *("Replace two coins by three coins", "Para 2: four coins -> three coins", "Para 2: coins should be defined"),
        *("Para 2: do not replace two coins by three coins", "Para 2: delete this", "Para 1: delete roads"),
        "Para 2: two coins -> no toll above three coins",
        'Para 3: the following point is inserted: "(cc) repair signs;"',
        'Para 2: delete "No" after "toll".',
    ],
    BOIS: [
        "Paragraphe 2 : remplacer « douze » par « dix, non, pardon, onze ».",
        "Paragraphe 2 : remplacer « douze » par « dix. Non, onze ».",
        "Faut-il supprimer le paragraphe 1 ?",
    ],
    FAROS: ['Párrafo 2: sustitúyase "ocho" por "nueve, perdón, diez".', "¿Debería suprimirse el párrafo 1?"],
    LES: ["Пункт 2: заменить «двенадцати» на «десяти, простите, одиннадцати»."],
    SENLIN: ["第2段：将“十二名”改为“十名，不对，十一名”。"],
}


def test_a_request_is_carried_out_however_it_is_worded() -> None:
    for draft, rows in CARRIED_OUT.items():
        for said, before, after in rows:
            found = carry_out(read_message(said, draft, ["NRV", "Norvia"]), draft, {})
            assert (found.text, found.problems) == (draft.source.replace(before, after, 1), ()), said


def test_a_question_a_slip_and_half_a_request_are_asked_back() -> None:
    for draft, rows in ASKED_BACK.items():
        for said in rows:
            found = carry_out(read_message(said, draft), draft, {})
            assert found.text == draft.source and not found.done, said


def test_of_a_sentence_with_two_requests_both_are_carried_out_or_none() -> None:
    said = 'Delete paragraph 1 and replace "four" by "five" in paragraph 2.'
    found = carry_out(read_message(said, ROADS), ROADS, {})
    assert (found.text, len(found.problems)) == (ROADS.source, 2)
