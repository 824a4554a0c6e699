"""How people ask for changes among themselves: swapped words, a new paragraph of the preamble, a sign as the place."""

from __future__ import annotations

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

RESOLUTION = """The Assembly,

Recalling its decision,

Noting the needs of islands,

1. Parties act for commercial gain within twelve months.

2. *Calls* upon schools, ports and towns to act.
"""
PREAMBLE_GROWS = (("of islands,", "of islands,\n\nWelcoming the reports,"),)
ASKED: tuple[tuple[str, str], ...] = ()
Edits = tuple[tuple[str, str], ...]


def carried(message: str, draft: str) -> tuple[str, int]:
    base = parse_text(draft)
    found = carry_out(read_message(message, base), base, {})
    return found.text, len(found.problems)


def check(draft: str, cases: dict[str, Edits]) -> None:
    """Each message makes its edits, or is asked back if it has none."""
    for message, edits in cases.items():
        text = draft
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        assert carried(message, draft) == (text, 0 if edits else 1), message


def test_words_are_swapped_for_others_that_are_not_there_yet() -> None:
    business = (("commercial", "business"),)
    six = (("twelve", "six"),)
    check(
        RESOLUTION,
        {
            'In 1 pls swap "commercial" for "business".': business,
            'Swap out "commercial" for "business" in para 1.': business,
            'Para 1: switch "commercial" to "business"': business,
            "In para 1, make it six months instead of twelve months.": six,
            'Para 1: go from "twelve months" to "six months"': six,
            'In OP2, swap "schools" with "ports".': ASKED,
            'In OP2, swap "schools" for "towns".': ASKED,
            'In OP2, swap "schools" and "ports".': ASKED,
            'In OP2, make it "cities" instead of "villages".': ASKED,
        },
    )


def test_a_new_paragraph_goes_to_the_end_of_the_preamble() -> None:
    check(
        RESOLUTION,
        {
            "Add at the end of the preamble a new PP reading:\nWelcoming the reports,": PREAMBLE_GROWS,
            'Add a new PP at the end of the preamble: "Welcoming the reports,"': PREAMBLE_GROWS,
            'At the end of the preamble, add the following PP: "Welcoming the reports,"': PREAMBLE_GROWS,
            "Ajouter à la fin du préambule un nouvel alinéa ainsi libellé : « Welcoming the reports, »": PREAMBLE_GROWS,
            'Añádase al final del preámbulo un nuevo párrafo: "Welcoming the reports,"': PREAMBLE_GROWS,
            'Insert "and" at the end of the preamble.': ASKED,
            'Add a new PP at the end of the preamble: "PP3. Welcoming the reports,"': ASKED,
        },
    )


FEES = """# Fees

1. Parties, where possible, build ports, schools and roads.

2. Parties will:

(a) work in stations; and

(b) work on farms, big or small;

(c) close.

3. *Calls* upon all to act, within available resources:

(a) at home;

(b) abroad.

4. Fees are:

| Thing | Year | Cost |
|---|---|---|
| Filters | 2029 | 30 |
| Pumps | 2029 | 2029 |

5. Help is free. It is quick.
"""


def test_a_sign_that_stands_once_is_a_place() -> None:
    private = (("big or small;", "big or small, public or private;"),)
    check(
        FEES,
        {
            'In para 2(b), before the semicolon, insert ", public or private".': private,
            'In para 2(b), insert ", public or private" before the final semicolon.': private,
            "Au paragraphe 2 b), avant le point-virgule, insérer « , public or private ».": private,
            "En el párrafo 2 b), antes del punto y coma, insértese «, public or private».": private,
            "В пункте 2 b) перед точкой с запятой включить слова «, public or private».": private,
            'In para 2(c), before the full stop, insert "early".': (("close.", "close early."),),
            'In para 1, before the last comma, insert "and piers".': (("ports, schools", "ports and piers, schools"),),
            'In para 1, before the comma, insert "and piers".': ASKED,
            'In para 5, before the full stop, insert "and good".': ASKED,
            'In para 2(c), before the semicolon, insert "early".': ASKED,
            'In para 2, after the point, insert "early".': ASKED,
        },
    )


def test_words_go_with_their_comma() -> None:
    gone = ((", within available resources", ""),)
    check(
        FEES,
        {
            'Could you please take out "within available resources" in the chapeau of para 3, '
            "together with the comma before it?": gone,
            'Delete "within available resources" and the preceding comma in para 3.': gone,
            'Para 3: delete "within available resources", along with the comma before it.': gone,
            "Au paragraphe 3, supprimer « within available resources » ainsi que la virgule qui précède.": gone,
            "Párrafo 3: suprimir «within available resources» y la coma que le precede.": gone,
            'Para 1: delete "ports" and the comma after it.': (("ports, schools", "schools"),),
            'Para 3: delete "within available resources" and the comma after it.': ASKED,
            'Para 1: delete "schools" and the comma after it.': ASKED,
        },
    )


def test_a_number_without_quotation_marks_that_stands_once_in_a_row() -> None:
    year = (("Filters | 2029", "Filters | 2030"),)
    check(
        FEES,
        {
            'In the table in OP4, row "Filters", 2029 should read 2030.': year,
            'In the table in OP4, row "Filters", change 2029 to 2030.': year,
            'OP4, row "Filters": 2029 -> 2030': year,
            'In the table in OP4, row "Pumps", 2029 should read 2030.': ASKED,
            'In the table in OP4, row "Filters", 2028 should read 2030.': ASKED,
            'In the table in OP4, row "Filters", the year should read 2030.': ASKED,
        },
    )


def test_words_at_the_end_of_an_item_go_before_its_closing_words() -> None:
    platforms = (("stations; and", "stations or on platforms; and"),)
    check(
        FEES,
        {
            'Para 2(a), at the end insert "or on platforms".': platforms,
            'Para 2(a): add at the end "or on platforms;".': platforms,
            "Paragraphe 2 a) : ajouter à la fin « or on platforms ».": platforms,
            'Para 2(b), at the end insert "or on water".': (("big or small;", "big or small or on water;"),),
            'Para 2(a), at the end insert "Parties report."': ASKED,
            'Para 2(a), at the end insert "or on platforms; and".': ASKED,
        },
    )


def test_a_paragraph_ends_after_words_and_the_rest_goes() -> None:
    check(
        FEES,
        {
            'Para 1: end the paragraph after "ports" and drop the rest.': ((", schools and roads.", "."),),
            'Para 1: drop the rest and end the sentence after "ports".': ((", schools and roads.", "."),),
            'Para 3: end the paragraph after "act" and drop the rest.': ASKED,
            'Para 5: end the paragraph after "Help" and drop the rest.': ASKED,
            'Para 1: end the paragraph after "ports".': ASKED,
        },
    )


def test_clear_requests_in_the_words_of_every_day_are_carried_out() -> None:
    business = (("commercial", "business"),)
    gone = (("\n2. *Calls* upon schools, ports and towns to act.\n", ""),)
    check(
        RESOLUTION,
        {
            'Can we change "commercial" to "business" in para 1?': business,
            'In para 1 could we have "business" instead of "commercial"?': business,
            'In paragraph 1 we propose to turn "commercial" into "business".': business,
            'We would like "commercial" in para 1 to read "business".': business,
            'For para 1, we propose to replace "commercial" with "business".': business,
            'Fix para 1: "commercial" to "business".': business,
            'OP1: use "business", not "commercial".': business,
            'Para 1, line 1: make "commercial" "business".': business,
            'Para 1: "commercial", not "business".': ASKED,
            'Para 1: insert "business", not "commercial".': ASKED,
            'We use "business" instead of "commercial" in our laws.': ASKED,
            "Scrap para 2.": gone,
            "Let's get rid of para 2.": gone,
            "Para 2 can go.": gone,
            'Suggest replacing "ports" by "farms" in para 2.': (("ports", "farms"),),
            'Para 2: propose replacing "ports" by "farms".': (("ports", "farms"),),
            "I'd delete para 2.": gone,
            "Let's not delete para 2.": ASKED,
            "Could we not scrap para 2?": ASKED,
            "We would delete para 2 if Galdora agrees.": ASKED,
            "Para 2 should go up.": ASKED,
            "Para 2 should go in part 2.": ASKED,
            "Paras 1 and 2 should go together.": ASKED,
            "Para 2 can go forward.": ASKED,
        },
    )


def test_a_line_is_not_taken_for_its_paragraph() -> None:
    check(
        RESOLUTION,
        {
            'Para 2: add "now" at the end of line 1.': ASKED,
            'Para 2, line 1: replace with "Calls upon ports to act."': ASKED,
            'Para 2, line 1: replace "ports" with "farms"': (("ports", "farms"),),
        },
    )


SHIPS = """*Welcoming* the report,

1. *Invites* ports to send timely, accurate and complete data, where possible;

2. *Urges* States to:

(a) train pilots;

(b) maintain buoys;

3. *Requests* the ports to report;

4. *Requests* the ports to meet.
"""


def test_a_comma_goes_with_the_words_it_sets_off() -> None:
    check(
        SHIPS,
        {
            'Para 1: delete "where possible".': ((", where possible;", ";"),),
            'Para 1: remove the comma after "data".': (("data, where", "data where"),),
            'Para 1: remove the comma after "accurate".': ASKED,
            'Para 1: remove the comma before "complete".': ASKED,
        },
    )


def test_new_words_at_the_beginning_keep_a_space_before_emphasis() -> None:
    check(
        SHIPS,
        {
            'Para 1: add at the beginning "Further to its mandate,".': (
                ("*Invites*", "Further to its mandate, *Invites*"),
            )
        },
    )


def test_places_are_listed_and_items_named_as_people_do() -> None:
    urges = (("*Requests* the ports to report", "*Urges* the ports to report"), ("4. *Requests*", "4. *Urges*"))
    check(
        SHIPS,
        {
            '2b: replace "buoys" with "lights"': (("buoys", "lights"),),
            'OP2b: "buoys" > "lights"': (("buoys", "lights"),),
            'Replace "Requests" with "Urges" in OP3, OP4.': urges,
            'Replace "Requests" with "Urges" in both OP3 and OP4.': urges,
            'Replace "ports" with "harbours" in OP1, OP3 and OP4.': (
                ("Invites* ports", "Invites* harbours"),
                ("the ports to report", "the harbours to report"),
                ("the ports to meet", "the harbours to meet"),
            ),
            "Delete both OP3 and OP4.": (
                ("\n3. *Requests* the ports to report;\n", ""),
                ("\n4. *Requests* the ports to meet.\n", ""),
            ),
        },
    )


def test_a_heading_before_a_request_says_nothing_and_everything_has_two_ends() -> None:
    swapped = (("1. Parties", "1. Each party"), ("ports", "farms"))
    check(
        RESOLUTION,
        {
            'Two things: in para 1 replace "Parties" by "Each party", and in para 2 "ports" by "farms".': (swapped),
            'Our proposal: replace "ports" with "farms" in para 2.': (("ports", "farms"),),
            'Your proposal: replace "ports" with "farms" in para 2.': ASKED,
            'Possible change: replace "ports" with "farms" in para 2.': ASKED,
            'Para 2: delete everything from "schools" to "and".': (("schools, ports and towns", "towns"),),
            'Para 2: everything from "schools" to "towns" should read "all".': (("schools, ports and towns", "all"),),
            'New PP at the beginning of the preamble: "Guided by its rules,"': (
                ("Recalling", "Guided by its rules,\n\nRecalling"),
            ),
            'Add a new paragraph at the beginning of para 2: "Guided by its rules,"': ASKED,
        },
    )


def test_a_number_after_a_place_is_an_item_of_it() -> None:
    law = "§ 2 Duties\n\n1. Trains run.\n\n2. Trains are red.\n\n§ 3 Rights\n\n1. Trains stop.\n\n2. Trains are blue.\n"
    red = (("are red", "are slow"),)
    check(
        law,
        {
            'In § 2, number 2, replace "red" by "slow".': red,
            '§ 2 no. 2: "red" -> "slow"': red,
            '§ 2, no. 3: replace "red" by "slow".': ASKED,
        },
    )


def test_a_greeting_takes_no_request_with_it_and_what_is_preferred_comes_first() -> None:
    farms = (("ports", "farms"),)
    check(
        RESOLUTION,
        {
            'Hi Ana - in para 2 please replace "ports" by "farms". Thanks, Tom': farms,
            'Hi Ana, in para 2 please replace "ports" by "farms". Thanks, Tom': farms,
            'Hi Ana please replace "ports" by "farms" in para 2. Thanks': ASKED,
            "Hi Ana please delete para 2. Thanks": ASKED,
            "Hi Ana I think para 2 can be deleted. Thanks": ASKED,
            'We would prefer "ports" to "farms" in para 2.': ASKED,
            'In para 2 we would rather have "ports" over "farms".': ASKED,
            'We would prefer "farms" instead of "ports" in para 2.': farms,
        },
    )


def test_a_request_may_be_announced_with_its_place_but_not_reported() -> None:
    farms = (("ports", "farms"),)
    check(
        RESOLUTION,
        {
            'Our only change is in para 2: replace "ports" by "farms".': farms,
            'Just one thing from our side: in para 2, replace "ports" by "farms".': farms,
            'We have one change: in para 2, "ports" should be "farms".': farms,
            'Typo in para 2: "ports" should be "farms".': farms,
            'There\'s a typo in para 2: "ports" should be "farms".': farms,
            'Para 2: typo, "ports" should be "farms"': farms,
            'Could "ports" in para 2 please be changed to "farms"?': farms,
            'Revise para 2 to say "farms" instead of "ports".': farms,
            'Para 1: raise "twelve months" to "six months".': (("twelve", "six"),),
            'There is a proposal in para 2: replace "ports" by "farms".': ASKED,
            'Their proposal in para 2: replace "ports" by "farms".': ASKED,
            'You propose to replace "ports" by "farms" in para 2.': ASKED,
            'Then we would replace "ports" by "farms" in para 2.': ASKED,
            'Para 2: use "farms" instead of "ports"?': ASKED,
            "Let's say para 2 can go.": ASKED,
            'We have a proposal from Galdora: in para 2, replace "ports" by "farms".': ASKED,
            'Could you please explain why "ports" in para 2 was changed to "farms"?': ASKED,
            'Could "ports" in para 2 be changed to "farms", or is it agreed?': ASKED,
        },
    )


TREATY = """# Treaty

## Article 2 – Fishing

1. Each Party licenses its vessels.

2. No licence lasts more than two years.

## Article 3 – Commission

1. The Commission meets each year.

2. The Commission adopts its rules.
"""


def test_what_comes_after_and_is_in_the_article_named_first() -> None:
    both = (("licenses its vessels", "licenses its boats"), ("two years", "three years"))
    its = (("licenses its vessels", "licenses vessels"), ("adopts its rules", "adopts rules"))
    check(
        TREATY,
        {
            'Article 2: in paragraph 1 for "vessels" read "boats" and in paragraph 2 for "two" read "three".': both,
            'In Article 2, paragraph 1, replace "vessels" by "boats" and in paragraph 2 replace "two" by '
            '"three".': both,
            'Article 2: (1) in paragraph 1, by striking "vessels" and inserting "boats"; and (2) in paragraph 2, by '
            'striking "two" and inserting "three".': both,
            'Article 2: (a) in paragraph 1, replace "vessels" by "boats"; (b) in paragraph 2, replace "two" by '
            '"three".': both,
            'In Articles 2(1) and 3(2), delete "its".': its,
            'Delete "its" in Article 2(1) and Article 3(2).': its,
        },
    )


def test_a_place_that_is_not_understood_is_still_the_place_of_its_line() -> None:
    check(
        RESOLUTION,
        {
            'Hope you are well. Replace "ports" by "farms".': (("ports", "farms"),),
        },
    )
    for words in ("Clause the third", "Kapitel Zwei", "Disposición adicional única", "Norvia"):
        assert carried(f'{words}. Replace "ports" by "farms".', RESOLUTION) == (RESOLUTION, 2), words


def test_a_reason_said_as_one_does_not_hold_the_request() -> None:
    gone = (("3. *Requests* the ports to report;\n\n", ""),)
    check(
        SHIPS,
        {
            "Para 3: delete. Reason: it restricts ports.": gone,
            "Delete para 3. Rationale: too many reports.": gone,
        },
    )
    for message in (
        "Delete para 3. It has been withdrawn.",
        "Para 3: delete. Reason: none, we were wrong; ignore this.",
    ):
        text, problems = carried(message, SHIPS)
        assert text == SHIPS and problems, message


HARBOURS = """*Noting* the rising number of accidents,

1. *Decides* to establish a Board of nine members;

2. *Requests* the Board to meet twice a year, and to report to the Assembly every two years;

3. *Invites* ports to provide timely, accurate data;

4. *Urges* States to:

(a) train pilots and crews;

(b) maintain buoys, lights and signals;

5. *Calls upon* owners to carry equipment for all passengers. It shall be checked.
"""
ELEVEN = (("nine members", "eleven members"),)
YEARLY = (("every two years", "every year"),)
NO_THIRD = (("3. *Invites* ports to provide timely, accurate data;\n\n", ""),)
THIRD = (("to provide timely, accurate data", "to publish their data"),)
PIERS = (("lights and signals;", "lights and signals;\n\n(c) inspect piers."),)
NO_CHECK = ((" It shall be checked.", ""),)
TESTED = ((" It shall be checked.", " It shall be checked. It shall be new."),)


def test_requests_as_they_are_spoken() -> None:
    check(
        HARBOURS,
        {
            'In paragraph 1, "nine" is wrong, please replace it with "eleven".': ELEVEN,
            'Para 1: "nine" is too low, it should be "eleven".': ELEVEN,
            'Our proposal on paragraph 1 is to replace "nine" with "eleven".': ELEVEN,
            'Please note the following change to paragraph 1: replace "nine" with "eleven".': ELEVEN,
            'The following amendment is proposed to paragraph 1: replace "nine" with "eleven".': ELEVEN,
            'Please consider replacing "nine" with "eleven" in paragraph 1.': ELEVEN,
            'Replace "nine" with "eleven" - OP 1.': ELEVEN,
            'We would prefer "every year" to "every two years" in OP2.': YEARLY,
            'Norvia would rather have "every year" than "every two years" in OP2.': YEARLY,
            'Paragraph 2: instead of "every two years", we prefer "every year".': YEARLY,
            'Paragraph 2: change "every two years" so that it reads "every year".': YEARLY,
            'Paragraph 2: "every two years" should give way to "every year".': YEARLY,
            'Paragraph 2: read "every year" for "every two years".': YEARLY,
            'Paragraph 2: "every two years" is to be deleted and "every year" inserted in its place.': YEARLY,
            "Paragraph 3 – we propose the deletion of this paragraph.": NO_THIRD,
            "Our only request is the deletion of paragraph 3.": NO_THIRD,
            "Norvia would be grateful if paragraph 3 could be deleted.": NO_THIRD,
            'New text for paragraph 3: "Invites ports to publish their data;"': THIRD,
            'Paragraph 3 (amended): "Invites ports to publish their data;"': THIRD,
            'Paragraph 4: add "(c) inspect piers."': PIERS,
            'OP4: insert a new subparagraph (b bis) reading: "inspect piers."': (
                ("lights and signals;", "lights and signals;\n\n(b bis) inspect piers."),
            ),
            "Para. 5 – we propose deletion of the second sentence.": NO_CHECK,
            'Paragraph 5: a new sentence to be added at the end: "It shall be new."': TESTED,
            'Paragraph 5, new last sentence: "It shall be new."': TESTED,
            'OP4(b): put "radio" before "signals"': (("lights and signals", "lights and radio signals"),),
            'In paragraph 4 (b), the word "lights" should be placed before "buoys".': ASKED,
            'Paragraph 4: add "inspect piers."': ASKED,
            'Paragraph 5: add "rafts and" following "carry".': (("carry equipment", "carry rafts and equipment"),),
            'Paragraph 5: delete the word "all" which precedes "passengers".': (("for all pass", "for pass"),),
            'Paragraph 1: "members" should be capitalised.': (("nine members", "nine Members"),),
            'Paragraph 1: "Board" should be in lower case.': (("a Board", "a board"),),
            "Paragraph 4 (a): replace the semicolon with a full stop.": (("and crews;", "and crews."),),
            "Paragraph 2: everything after “twice a year” to be deleted.": (
                (", and to report to the Assembly every two years", ""),
            ),
            'At the end of the preamble, add: "Mindful of pilots,"': (
                ("accidents,", "accidents,\n\nMindful of pilots,"),
            ),
        },
    )


SEVENTH = (("It shall be checked.", "It shall be checked.\n\n5 bis. Thanks the pilots."),)
WELCOMED = (("It shall be checked.", "It shall be checked.\n\n5 bis. Welcomes the pilots."),)
SIXTH = (("It shall be checked.", "It shall be checked.\n\n6. Thanks the pilots."),)
GUIDED = (("*Noting* the", "Guided by the Charter,\n\n*Noting* the"),)


def test_places_and_new_paragraphs_as_they_are_spoken() -> None:
    check(
        HARBOURS,
        {
            'In the paragraph beginning "Invites ports", replace "timely" with "early".': (("timely", "early"),),
            'In the "Noting" paragraph, delete "rising".': (("the rising number", "the number"),),
            'The paragraph that begins "Invites ports" should be deleted.': NO_THIRD,
            'The paragraph that begins "Thanks" should be deleted.': ASKED,
            "Sub-paragraph 4(b) to be deleted.": (("(b) maintain buoys, lights and signals;\n\n", ""),),
            "Paragraph 4 (b): delete entire subparagraph.": (("(b) maintain buoys, lights and signals;\n\n", ""),),
            'In paragraph 3, first line, change "Invites" to "Urges".': (("*Invites*", "*Urges*"),),
            'In paras 1-2: replace "Board" by "Council".': (("a Board", "a Council"), ("the Board", "the Council")),
            'Global: "Board" -> "Council".': (("a Board", "a Council"), ("the Board", "the Council")),
            'Paragraph 3: "Invites ports to publish timely, accurate data;"': (("provide", "publish"),),
            "OP3: Invites ports to publish timely, accurate data;": (("provide", "publish"),),
            'Paragraph 3: "Thanks the pilots;"': ASKED,
            'Paragraph 3: "Noted with thanks."': ASKED,
            'As a new paragraph 5 bis: "Thanks the pilots."': SEVENTH,
            "OP5 bis: Thanks the pilots;": (("be checked.", "be checked.\n\n5 bis. Thanks the pilots;"),),
            'A new paragraph is needed after paragraph 5: "5 bis. Thanks the pilots."': SEVENTH,
            'After paragraph 5, add the following text as a separate paragraph: "5 bis. Thanks the pilots."': SEVENTH,
            'Add a final paragraph: "Thanks the pilots."': SIXTH,
            'Add a paragraph at the end: "Thanks the pilots."': SIXTH,
            'Add this as paragraph 6: "Thanks the pilots."': SIXTH,
            'Add a new first preambular paragraph: "Guided by the Charter,"': GUIDED,
            "Paragraph 5 bis: delete the second sentence": ASKED,
            'Insert a reference to "rafts" before "passengers" in OP5.': ASKED,
            'Add the adjective "reliable" before "data" in OP3.': (("accurate data", "accurate reliable data"),),
            'In paragraph 1, replace the semi-colon at the end with ", and a Chair;".': (
                ("members;", "members, and a Chair;"),
            ),
            "OP3 – Urges instead of Invites": (("*Invites*", "*Urges*"),),
            'First, in OP1 we would replace "nine" with "eleven".': ELEVEN,
            "Our new paragraph 5 bis:\n\n5 bis. Welcomes the pilots.": WELCOMED,
            "Our new paragraph, to go after paragraph 5.\n\n5 bis. Welcomes the pilots.": WELCOMED,
            'Delete "twice" from OP2, and in OP3 "timely,".': (
                ("meet twice a", "meet a"),
                (" timely, accurate", " accurate"),
            ),
            'Regarding OP1: Norvia proposes a slight change, namely to replace "nine" by "eleven".': ELEVEN,
        },
    )


def test_a_plain_reason_behind_a_request_is_left_and_does_not_hold_the_request_back() -> None:
    gone = HARBOURS.replace("3. *Invites* ports to provide timely, accurate data;\n\n", "")
    for reason in ("It burdens small ports.", "Accidents happen in every harbour.", "Members know this well."):
        assert carried(f"Delete paragraph 3. {reason}", HARBOURS) == (gone, 1), reason


def test_a_sentence_behind_a_request_that_may_reverse_it_holds_it_back() -> None:
    for words in (
        "It is a joke.",
        "Such is where every State will meet.",
        "The ports might live with it.",
        "That was last week.",
        "The ports of Galdora disagree.",
    ):
        assert carried(f"Delete paragraph 3. {words}", HARBOURS)[0] == HARBOURS, words


def test_what_only_looks_like_a_request_changes_nothing() -> None:
    for words in (
        'We prefer "nine" to "eleven" in OP1.',
        'OP3: "Invites" is too weak, "Urges" is too strong.',
        "Let paragraph 3 stand.",
        "Paragraph 3 (amended) is fine.",
        'New text for paragraph 3 will follow: "Invites ports to publish their data;"',
        'Our text for paragraph 3 was "Invites ports to publish their data;"',
        'The following change was proposed to paragraph 1 by Galdora: replace "nine" with "ten".',
        'The following change to paragraph 1 is not supported: replace "nine" with "ten".',
        'The proposal on paragraph 1 is to replace "nine" with "ten".',
        "Our request is that nobody delete paragraph 3.",
        "Norvia would be grateful if paragraph 3 were not deleted.",
        "Norvia would be grateful if paragraph 3 could be kept.",
        "We would rather have paragraph 3 deleted than amended.",
        'Please consider whether "nine" should be replaced with "ten" in paragraph 1.',
        'Please note the following change to paragraph 1 made last week: replace "nine" with "ten".',
        "OP5 bis: we still need to find wording.",
        "OP5 bis: We support it.",
        "OP5 bis: no.",
        "OP5 bis: The text is too long.",
        "OP5 bis: Agreed in the contact group.",
        "OP5 bis: The proposal of the chair goes in the right direction.",
        "OP3: This paragraph invites ports to provide timely, accurate data.",
        "OP3: Norvia thinks that ports provide timely, accurate data.",
        "OP3: Ports already provide timely, accurate data.",
        "OP3: Invites ports to provide timely data is good language.",
        "OP3: Invites is too weak, ports should provide accurate data.",
        "OP3: Invites ports to provide timely, accurate data? Why not urge them.",
        'In the paragraph beginning "Nothing", replace "Board" with "Council".',
        'Paragraph 1: "Board" should be capitalised in the French version.',
        'Amend paragraph 2 so that it is shorter: "Requests the Board to meet."',
    ):
        assert carried(words, HARBOURS)[0] == HARBOURS, words


FISHERIES = """# Treaty

A party to it,

## Article 1 – Definitions

(a) "vessel" means any boat;

(b) "season" means the summer.

## Article 2 – Commission

1. The Parties meet once a year.

2. Expenses are shared.

## Article 3 – Final provisions

1. This Treaty ends in 2032.

## Annex – Quotas

| Species | Quota |
|---|---|
| Trout | 400 |
"""


def test_titles_definitions_and_rows_as_they_are_spoken() -> None:
    lake = (("Article 2 – Commission", "Article 2 – Lake Commission"),)
    craft = (("any boat", "any craft"),)
    moved = (("\n\n2. Expenses are shared.", ""), ("ends in 2032.", "ends in 2032.\n\n2. Expenses are shared."))
    aware = (("A party to it,", "A party to it,\n\nAware of fish,"),)
    check(
        FISHERIES,
        {
            'Rename Article 2 "Lake Commission".': lake,
            'The heading of Article 2 should be "Lake Commission".': lake,
            'In the definition of "vessel", replace "boat" with "craft".': craft,
            'Article 1, definition of "vessel": "boat" should be "craft".': craft,
            'In Article 1 add a definition: "(c) "fish" means trout."': (
                ("means the summer.", 'means the summer.\n\n(c) "fish" means trout.'),
            ),
            "Art 3(1): 2032 > 2033": (("2032", "2033"),),
            "Move paragraph 2 of Article 2 to the end of Article 3.": moved,
            'After "A party to it," insert "Aware of fish,".': aware,
            "Annex, row Trout: quota 350 instead of 400.": ASKED,
        },
    )
    assert "| Trout | 400 |\n| Eel | 50 |" in carried('Annex: add a row: "Eel | 50"', FISHERIES)[0]
    assert "| Trout | 400 |\n| Eel | 50 |" in carried('After the row "Trout", insert: "Eel | 50"', FISHERIES)[0]
    assert "| Trout | 400 |\n| Eel | 50 |" in carried('In the table, add a row: "Eel | 50"', FISHERIES)[0]
    assert carried('Annex: add a row: "Eel | 50 | summer"', FISHERIES) == (FISHERIES, 1)


def test_words_beside_a_number_may_only_name_it() -> None:
    asked = (
        "speed limit of 8 knots instead of 9 knots",
        "9 knots -> limit of 8 knots",
        "limit 8 knots rather than 9 knots",
    )
    check("1. Sail at 9 knots at most.\n", {f"Para 1: {words}": ASKED for words in asked})
    check("1. Sail at 9 knots at most.\n", {"Para 1: 8 knots instead of 9 knots": (("9 knots", "8 knots"),)})


def test_what_surrounds_a_request_in_a_mail_says_nothing() -> None:
    request = 'Para 1: replace "nine" with "eleven".'
    eleven = HARBOURS.replace("nine", "eleven")
    for mail in (
        f"Hi team! \U0001f600 {request} \U0001f64f",
        f"Dear all,\n\n{request}\n\nWith best wishes from the coast\nAna Lind",
        f"{request}\nThx A",
        f"{request}\n\nGesendet von meinem Telefon\n",
        f"秘书处：\n\n{request}\n\n此致\n敬礼",
        f"主席先生：\n{request}\n",
        f"حضرة الأمانة العامة المحترمة،\n\n{request}\n\nمع التحية",
        f"La Misión Permanente de Norvia saluda muy atentamente a la Secretaría.\n\n{request}\n\n"
        "La Misión Permanente de Norvia aprovecha la oportunidad para reiterar a la Secretaría su consideración.",
        f"Norvia (original: French)\n\n{request}",
    ):
        base = parse_text(HARBOURS)
        found = carry_out(read_message(mail, base, ["Norvia"]), base, {})
        assert (found.text, found.problems) == (eleven, ()), mail


RULES = """# Rules

(1) Members should collect data.

(2) Ports should mark buoys.

Rule 1

Chair

1.1 The Chair is elected for one year and may be re-elected once.

Rule 2

1. Notice is given within 24 hours.

2. Requests are made in writing, and the Chair hears them.

## Annex

1. Forms are printed.

2. Copies are free of charge.
"""


def test_places_that_their_words_decide_and_wishes_put_twice() -> None:
    day = (("24 hours", "48 hours"),)
    free = (("free of charge", "free"),)
    check(
        RULES,
        {
            'Paragraph 2: replace "free of charge" by "free".': free,
            'Paragraph 2 of the rules: replace "hours" by "days".': ASKED,
            'In Rule 2, the time limit should be changed from "24 hours" to "48 hours".': day,
            'We suggest a longer time limit in Rule 2, i.e. replace "24 hours" with "48 hours".': day,
            'We suggest no longer time limit in Rule 2, i.e. replace "24 hours" with "48 hours".': ASKED,
            'Rule 1.1: "one year" should be "two years".': (("one year", "two years"),),
            'Rule 2.1: replace "24 hours" with "48 hours".': day,
            'Rule 2.2: strike "in writing" and all that follows through "the Chair" and insert "to the Chair, who".': (
                ("made in writing, and the Chair hears", "made to the Chair, who hears"),
            ),
            'Rule 2.1 to be redrafted as follows: "Notice is given within two days."': (
                ("Notice is given within 24 hours.", "Notice is given within two days."),
            ),
        },
    )


def test_recitals_that_are_numbered_before_the_first_article() -> None:
    draft = "# Directive\n\n(1) Gear is lost.\n\n(2) States should collect data.\n\nArticle 1\n\nStates shall act.\n"
    check(draft, {'In recital 2, replace "should" with "shall".': (("should", "shall"),)})


def test_what_is_added_at_the_end_stands_before_the_full_stop_and_the_mark_of_a_note() -> None:
    for mark in ("[^1]", "*", " 2/"):
        source = f"1. Clear all areas.{mark}\n\n2. Help all victims;{mark}\n"
        base = parse_text(source)
        for request, wanted in (
            ('At the end of paragraph 1 add "without delay".', source.replace("areas", "areas without delay")),
            ('At the end of paragraph 2, add "and all kin"', source.replace("victims", "victims and all kin")),
            ('At the end of paragraph 1 add "Funds shall be found."',
             source.replace(f".{mark}", f".{mark} Funds shall be found.")),
        ):  # fmt: skip
            assert carry_out(read_message(request, base), base, {}).text == wanted, (request, mark)


def test_a_place_may_be_typed_in_other_digits_than_the_draft() -> None:
    for numbers in (("1", "2", "10"), ("١", "٢", "١٠")):
        source = "".join(f"{n}. Help all {who}.\n\n" for n, who in zip(numbers, ("victims", "teams", "others")))
        base = parse_text(source)
        for request in ('(١) في الفقرة ٢، تحذف عبارة "all".', "第２段：删除“all”。", 'Para 2: delete "all"'):
            wanted = source.replace("all teams", "teams")
            assert carry_out(read_message(request, base), base, {}).text == wanted, (request, numbers)
