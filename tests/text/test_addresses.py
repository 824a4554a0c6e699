"""What a lawyer calls each unit, in the ways in which statutes, amending acts and treaties are written."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.addressing import addresses_on, place_names
from amendtrack.consolidation.slots.stances import folded_place
from amendtrack.errors import Unknown
from amendtrack.text.addresses import (
    addresses,
    addresses_before_quotations,
    addresses_by_first_label,
    addresses_by_word,
)
from amendtrack.text.places import place_named
from amendtrack.text.units import parse_text

PART_TWO = ("Part II", "Part II, Chapter 1")


def _section(number: str) -> tuple[str, ...]:
    return (f"§ {number}", f"§ {number}, 1", f"§ {number}, 2")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        # paragraphs of an article that has words on the line of its number
        (
            "Article 4. Boats sail.\n\nNets dry.\n\nArticle 5. Ropes.\n",
            ["Article 4", "Article 4, paragraph 2", "Article 5"],
        ),
        ("第四条 船只出海。\n\n渔网晾干。\n\n第五条 绳索。\n", ["第四条", "第四条第二款", "第五条"]),
        # those of a numbered paragraph, and those of an item that is not the last
        (
            "Article 4\n\n1. Boats sail.\n\nNets dry.\n\n2. Ropes.\n",
            ["Article 4", "Article 4, 1", "Article 4, 1, paragraph 2", "Article 4, 2"],
        ),
        (
            "Article 4. Do:\n\n(a) sail;\n\nfar;\n\n(b) dry;\n\nall year.\n",
            ["Article 4", "Article 4 (a)", "Article 4 (a), paragraph 2", "Article 4 (b)", "after Article 4 (b)"],
        ),
        # words before the first number, and after the last item of a list
        (
            "Article 4\n\nDo:\n\n1. sail;\n\n2. dry.\n\nAll year.\n\nArticle 5\n",
            ["Article 4", "Article 4, chapeau", "Article 4, 1", "Article 4, 2", "after Article 4, 2", "Article 5"],
        ),
        # a signature is no paragraph of the last article
        ("Article 4. Boats sail.\n\nAnn Boatman\n", ["Article 4", "after Article 4"]),
        # a second label on the line of the first
        (
            "9. (1) (a) Sail.\n(b) Dry.\n(2) Rest:\n(a) here;\n(b) there.\n",
            ["9 (1) (a)", "9 (1) (b)", "9 (2)", "9 (2) (a)", "9 (2) (b)"],
        ),
        # the number of a heading printed again below it
        (
            "## 9. Boats\n\n9. (1) They sail.\n\n(2) They rest.\n\n## 10. Nets\n\n10. They dry:\n\n(a) here.\n",
            ["9", "9 (1)", "9 (2)", "10", "10, paragraph 1", "10 (a)"],
        ),
        ("## 1. Boats\n\n1. They sail.\n\n2. They rest.\n", ["1", "1, 1", "1, 2"]),
        # parts of a schedule, after parts of the act
        (
            "## PART 1\n\n1. Sail.\n\n## SCHEDULE 1\n\n## PART 1\n\n1. Dry.\n",
            ["PART 1", "1", "SCHEDULE 1", "SCHEDULE 1, PART 1", "SCHEDULE 1, PART 1, 1"],
        ),
        # a list in a definition, and the definition after it
        (
            "Article 2\n\n“boat” means:\n\n(a) a raft;\n\n(b) a ship;\n\n“net”, when wet, means a mesh.\n",
            [
                "Article 2",
                "Article 2, definition of “boat”",
                "Article 2, definition of “boat” (a)",
                "Article 2, definition of “boat” (b)",
                "Article 2, definition of “net”",
            ],
        ),
        # definitions in bullets and of two terms; among them, a term needs no word such as *means*
        (
            "Article 2\n\n* **raft** of a club means planks.\n\n* **lamp** holder means a hook.\n\n"
            "**oar** and **paddle** includes:\n\n(a) a pole;\n\n(b) a board.\n\n* **rope** bears the meaning here.\n\n"
            "“net” a mesh.\n\nIt dries.\n\n(a) here;\n\n(b) there.\n\n“sea” means a lake.\n",
            [
                "Article 2",
                *(f"Article 2, definition of “{term}”" for term in ("raft", "lamp", "oar")),
                *(f"Article 2, definition of “oar” ({letter})" for letter in "ab"),
                *(f"Article 2, definition of “{term}”" for term in ("rope", "net")),
                *("after Article 2, definition of “oar” (b)", "Article 2 (a)", "Article 2 (b)"),
                "Article 2, definition of “sea”",
            ],
        ),
        # provisos, explanations and exceptions, as in South Asia, and their lists
        (
            "5. (1) No boat sails by night:\n\nProvided that rafts may.\n\n**Provided further** that nets dry.\n\n"
            "(2) A club may—\n\n(a) sing;\n\n(b) row:\n\nProvided that it rests.\n\n*Explanation 1.*—Here:\n\n"
            "(a) logs are boats;\n\n(b) oars are not.\n\n6. Nets dry.\n\nException.—Wet ones.\n\nIllustrations\n\n"
            "(a) A has a net.\n\n7. “oar” means a pole:\n\nProvided that it floats.\n",
            [
                *("5 (1)", "5 (1), proviso", "5 (1), proviso (2nd)", "5 (2)", "5 (2) (a)", "5 (2) (b)"),
                *("proviso after 5 (2) (b)", "Explanation 1 after 5 (2) (b)"),
                *("Explanation 1 after 5 (2) (b) (a)", "Explanation 1 after 5 (2) (b) (b)", "6", "6, Exception"),
                *("6, Illustration", "6, Illustration (a)", "7", "7, proviso"),
            ],
        ),
        # what an editor says of a paragraph is none
        (
            "Стаття 9. Човни пливуть.\n\nСітки сухі.\n\n{Частина друга в редакції Закону № 5}\n\nВесла легкі.\n\n"
            "Стаття 10. Мотузки міцні.\n",
            ["Стаття 9", "Стаття 9, paragraph 2", "Стаття 9, remark", "Стаття 9, paragraph 3", "Стаття 10"],
        ),
        (
            "Статья 10. Лодки.\n\n(часть 1 в ред. закона от 02.05.2010 N 5)\n\nСети сухие.\n\nСтатья 11. Вёсла.\n",
            ["Статья 10", "Статья 10, remark", "Статья 10, paragraph 2", "Статья 11"],
        ),
        # what an amending act quotes is not its own
        (
            "2. Insert:\n\n“7. (1) Boats sail.\n\n(2) Nets dry.”\n\n"
            "3. Article 9 becomes «Article 9. Ropes.\n\n(a) Lamps.»\n\n4. Rest.\n",
            ["2", "2, quoted 7 (1)", "2, quoted 7 (2)", "3", "3, quoted (a)", "4"],
        ),
        (
            "##### Čl. I\n\n- 4. Vkládá se:\n\n##### „§ 8a\n\n(1) Lodě plují.\n\n(2) Sítě schnou.“.\n\n- 5. Dál.\n",
            ["Čl. I", "Čl. I, 4", *(f"Čl. I, 4, quoted {n}" for n in ("§ 8a", "§ 8a (1)", "§ 8a (2)")), "Čl. I, 5"],
        ),
        ("2. Insert:\n\n«(1) Boats sail.\n\n3. Rest.\n", ["2", "after 2", "3"]),  # a quotation that does not end
        ("2. Names:\n\n“boat” means a raft.\n\n3. Rest.\n", ["2", "2, definition of “boat”", "3"]),
        # levels of headings say what contains what, whatever the words are
        (
            "## Erster Teil Boote\n\n### Kapitel 1 Lichter\n\n#### Abschnitt I Nacht\n\n##### Titel A Fahrt\n\n"
            "###### § 1 Lampen\n\nRot.\n\n#### Abschnitt II Tag\n\n##### § 2 Kegel\n\n"
            "### Kapitel 2 Netze\n\n#### Abschnitt I Fang\n",
            [
                "Erster Teil",
                "Kapitel 1",
                "Kapitel 1, Abschnitt I",
                "Titel A",
                "§ 1",
                "§ 1, paragraph 1",
                "Kapitel 1, Abschnitt II",
                "§ 2",
                "Kapitel 2",
                "Kapitel 2, Abschnitt I",
            ],
        ),
        ("# Part I\n\n## Chapter 1\n\n# Part II\n\n## Chapter 1\n", ["Part I", "Part I, Chapter 1", *PART_TWO]),
        (
            "## § 2.3\n\n1. Rot.\n\n2. Blau.\n\n## § 2.4\n\n1. Netze.\n\n2. Seile.\n",
            [*_section("2.3"), *_section("2.4")],
        ),
        # the title of a chapter on a line of its own
        (
            "CAPÍTULO I\n\nDe los botes\n\nArtículo 1.- Llevan luces.\n\nCAPITULO II\n\n"
            "Artículo 2.- Publíquese.\n\nAna Botera\n\ne. 02/01/2026 N° 15/26\n",
            [
                "CAPÍTULO I",
                "CAPÍTULO I, title",
                "Artículo 1",
                "CAPITULO II",
                "Artículo 2",
                "after Artículo 2",
                "paragraph 2 after Artículo 2",
            ],
        ),
        # what follows a list, and what goes on above it
        (
            "Article 4\n\n(a) boats;\n\n(b) nets.\n\nRopes.\n\nLamps:\n\n- oars\n",
            [
                "Article 4",
                "Article 4 (a)",
                "Article 4 (b)",
                "after Article 4 (b)",
                "paragraph 2 after Article 4 (b)",
                "bullet 1 after Article 4 (b)",
            ],
        ),
        (
            "### 8 Fees of clubs that have boats, nets and lamps, and of those that have none, in each year.\n\n"
            "8.—(1) Clubs pay.\n\n(2) Guests—\n\n(*a*) pay, or\n\n(*b*) leave,\n\nand shall be told:\n\n"
            "(i) how much;\n\n(ii) when.\n\nF4[(2A) Boats rest.]\n\n### 9 Nets\n\n"
            "9. They dry.\n\nF3[“net” means a mesh.]\n",
            [
                "8",
                "8 (1)",
                "8 (2)",
                "8 (2) (a)",
                "8 (2) (b)",
                "after 8 (2) (b)",
                "8 (2) (i)",
                "8 (2) (ii)",
                "8 (2A)",
                "9",
                "9, paragraph 1",
                "9, definition of “net”",
            ],
        ),
        # the number of a paragraph alone on its line, in marks for words that an act put in
        (
            "## Art. 9\n\n*(Acte du 2 mai)*\n\n«(1)\n\nLes bateaux :\n\n1. rouges ;\n\n2. bleus.»\n\n(2)\n\nRien.\n",
            [
                "Art. 9",
                "Art. 9, chapeau",
                "Art. 9 (1)",
                "Art. 9 (1), chapeau",
                "Art. 9 (1) 1",
                "Art. 9 (1) 2",
                "Art. 9 (2), label",
                "Art. 9 (2)",
            ],
        ),
        # in German and Romanian, “ closes what „ opens
        (
            "2. „Barcă“ devine „luntre“.\n\nSe adaugă:\n\n„7. Plase.“\n\n3. Restul.\n",
            ["2", "after 2", "after 2, quoted 7", "3"],
        ),
        # two versions of one section, side by side
        (
            "# Kapitel 1\n\n## § 5\n\n1. Rot.\n\n## § 5\n\n1. Blau.\n\n# Kapitel 2\n\n## § 5\n",
            ["Kapitel 1", "§ 5", "§ 5, 1", "§ 5 (2nd)", "§ 5 (2nd), 1", "Kapitel 2", "Kapitel 2, § 5"],
        ),
        # paragraph (4) of an article that has lost (1) to (3) is no part of the list above it
        (
            "## § 58\n\nPaadid:\n\n1) sõidavad;\n\n2) seisavad.\n\n(4) Võrgud:\n\n1) kuivavad;\n\n2) ripuvad.\n",
            ["§ 58", "§ 58, chapeau", "§ 58 1)", "§ 58 2)", "§ 58 (4)", "§ 58 (4) 1)", "§ 58 (4) 2)"],
        ),
        # letters and suffixes of several countries
        (
            "## § 3\n\n(1) Lodě:\n\n- g) lampy,\n\n- h) sítě,\n\n- ch) vesla,\n\n- i) lana.\n",
            ["§ 3", "§ 3 (1)", *(f"§ 3 (1) {letter})" for letter in ("g", "h", "ch", "i"))],
        ),
        (
            "## Titre VII*bis* Des filets\n\n## Art. 5*bis*.\n\nSecs.\n\n## Art. 305 AA\n\nRouges.\n",
            ["Titre VII bis", "Art. 5 bis", "Art. 5 bis, paragraph 1", "Art. 305 AA", "Art. 305 AA, paragraph 1"],
        ),
        # an act that stands inside another text: names and dates are no paragraphs of its last article
        (
            "## Article 8\n\nNets.\n\nArticle 1.- Boats sail.\n\nArticle 2.- Publish.\n\nAnn Boatman\n\n"
            "Done in May.\n\n## Boats, nets and oars\n\nOld.\n\n## Article 9\n\nRopes.\n",
            [
                "Article 8",
                "Article 8, paragraph 1",
                "Article 1",
                "Article 2",
                "after Article 2",
                "paragraph 2 after Article 2",
                "heading “Boats, nets and oars”",
                "“Boats, nets and oars”, paragraph 1",
                "Article 9",
                "Article 9, paragraph 1",
            ],
        ),
        # the number that an article had before, and numbers that count on from article to article
        (
            "## Art. 435\n\n(457). Boats.\n\n## Art. 436\n\n(468) Nets.\n\n## Art. 437\n\n(469) Ropes.\n",
            ["Art. 435", "Art. 435, paragraph 1", "Art. 436", "Art. 436 (468)", "Art. 437", "Art. 437 (469)"],
        ),
        # a number in bold type right before the first paragraph, as an act put it in
        (
            "## 30. Boats\n\n**F7[30.**(1) They sail.\n\n(2) They rest.]\n\n## 31. Nets\n\n**31.**(1) Dry.\n",
            ["30", "30 (1)", "30 (2)", "31", "31 (1)"],
        ),
        # paragraphs that a word names, with a number or alone, and their lists; an article says all on its line
        (
            "**ARTICULO 1.** Los botes llevan luces.\n\nLas redes secan.\n\n**PARAGRAFO 1.** Son:\n\n1. rojas;\n\n"
            "2. azules.\n\n**ARTICULO 2.** Remos:\n\na. largos.\n\n**Parágrafo.** Cortos:\n\na. no.\n\n"
            "**ARTICULO 3.** Lonas.\n\n**Parágrafo 1.** Secas.\n",
            [
                "ARTICULO 1",
                "ARTICULO 1, paragraph 2",
                "ARTICULO 1, PARAGRAFO 1",
                "ARTICULO 1, PARAGRAFO 1, 1",
                "ARTICULO 1, PARAGRAFO 1, 2",
                "ARTICULO 2",
                "ARTICULO 2 a",
                "ARTICULO 2, Parágrafo",
                "ARTICULO 2, Parágrafo a",
                "ARTICULO 3",
                "ARTICULO 3, Parágrafo 1",
            ],
        ),
        (
            "**Art. 1º** São:\n* I - barcos;\n* II - redes:\n * a) secas;\n\n**§ 1º** Não.\n\n"
            "**Art. 2º** São:\n* I - remos;\n\n**§ 1º** Cordas:\n* I - novas;\n* II - velhas.\n\n**§ 2º** Não.\n",
            [
                "Art. 1º",
                "Art. 1º, I",
                "Art. 1º, II",
                "Art. 1º, II a)",
                "Art. 1º, § 1º",
                "Art. 2º",
                "Art. 2º, I",
                "Art. 2º, § 1º",
                "Art. 2º, § 1º, I",
                "Art. 2º, § 1º, II",
                "Art. 2º, § 2º",
            ],
        ),
        # numbers in bold type, what acts put in between, titles from the margin, terms with more behind them
        (
            "### Boats\n\n**1** In this Act,\n\n**boat** or **raft** means a vessel.\n\n"
            "**net** in sections 2 and 3 means a mesh.\n\n### Nets\n\n**2** (1) They dry:\n\n"
            "(a) here;\n\n(a.1) there.\n\n*Wet nets*\n\n(1.1) They hang.\n\n"
            "*Old nets*\n\n(2) They rot.\n\n### Ropes\n\n**2.1** (1) They hold.\n\n*Ends*\n\n(2) They fray.\n\n"
            "### Oars\n\n**3** They float.\n",
            [
                "heading “Boats”",
                "1",
                "1, definition of “boat”",
                "1, definition of “net”",
                "heading “Nets”",
                "2 (1)",
                "2 (1) (a)",
                "2 (1) (a.1)",
                "2 (1.1), title",
                "2 (1.1)",
                "2 (2), title",
                "2 (2)",
                "heading “Ropes”",
                "2.1 (1)",
                "2.1 (2), title",
                "2.1 (2)",
                "heading “Oars”",
                "3",
            ],
        ),
        (
            "Стаття 9. Голова:\n\n9) радить;\n\n9-1) пише;\n\n10) мовчить.\n",
            ["Стаття 9", "Стаття 9 9)", "Стаття 9 9-1)", "Стаття 9 10)"],
        ),
        # paragraphs of Taiwanese law are indented; what cites an article or paragraph has no number
        (
            "第一章 船\n  第一條　【燈】\n    船隻出海應當點燈，夜間亦同，但於港內停泊者不在此限。\n"
            "    第一項之船，歸港時熄燈。\n  第二條　【網】\n    網：\n      一、乾。\n      二、濕。\n"
            "    第一條之船不適用之。\n",
            ["第一章", "第一條", "第一條第二項", "第二條", "第二條, 一", "第二條, 二", "第二條第二項"],
        ),
        # a second list in one article, and what announces it
        (
            "## Article 2\n\nBoats shall:\n\n(a) go;\n\n(b) stay.\n\nNets:\n\n(a) dry;\n\n(i) here;\n\n(b) rot.\n\n"
            "Ropes.\n\nOars:\n\n(a) float.\n\n## Article 3\n\nLamps:\n\n(a) shine.\n",
            [
                "Article 2",
                "Article 2, paragraph 1",
                "Article 2 (a)",
                "Article 2 (b)",
                "Article 2, paragraph 2",
                "Article 2, paragraph 2 (a)",
                "Article 2, paragraph 2 (a) (i)",
                "Article 2, paragraph 2 (b)",
                "after Article 2, paragraph 2 (b)",
                "Article 2, paragraph 4",
                "Article 2, paragraph 4 (a)",
                "Article 3",
                "Article 3, paragraph 1",
                "Article 3 (a)",
            ],
        ),
        (
            "5. Do:\n\n1) sail.\n\nThen:\n\n1) dry;\n\n2) rest.\n\n6. Rest:\n\n1) here.\n",
            ["5", "5 1)", "5, paragraph 2", "5, paragraph 2, 1)", "5, paragraph 2, 2)", "6", "6 1)"],
        ),
        ("第二條 船：\n\n一、紅。\n\n網：\n\n一、乾。\n", ["第二條", "第二條, 一", "第二條第二項", "第二條第二項, 一"]),
        # sections below titles, with a letter that an act put in, and the same numbers in a schedule
        (
            "## PART 1\n\n### Lamps\n\n#### 1\n\n- (1) Red.\n\n### Nets\n\n#### 3A\n\n- (1) Dry.\n\n"
            "## SCHEDULE 1\n\n### PART 1\n\n#### Fees\n\n##### 1\n\n- (1) Due.\n",
            [
                "PART 1",
                "heading “Lamps”",
                "1",
                "1 (1)",
                "heading “Nets”",
                "3A",
                "3A (1)",
                "SCHEDULE 1",
                "SCHEDULE 1, PART 1",
                "heading “Fees”",
                "SCHEDULE 1, PART 1, 1",
                "SCHEDULE 1, PART 1, 1 (1)",
            ],
        ),
        # words with a small letter in headings; a Roman number is one, and no article is *il*
        (
            "**IL PRESIDENTE**\n\n## titel Eerste. Boten\n\n### afdeling Eerste. Nacht\n\n##### Artikel 1\n\nLampen.\n",
            ["paragraph 1", "titel Eerste", "afdeling Eerste", "Artikel 1", "Artikel 1, paragraph 1"],
        ),
        ("# Boats {#boats}\n\nSail.\n\n# Nets {.wet}\n", ["heading “Boats”", "“Boats”, paragraph 1", "heading “Nets”"]),
        # what acts put in, and letters, of several countries
        (
            "##### 제2조\n\n뜻은 같다.\n\n  1\\. 배\n    가\\. 나무배\n    나\\. 뗏목\n  1의2\\. 그물\n  2\\. 밧줄\n",
            ["제2조", "제2조, chapeau", "제2조, 1", "제2조, 1 가", "제2조, 1 나", "제2조, 1의2", "제2조, 2"],
        ),
        (
            "# 2011. évi törvény\n\n## I. FEJEZET CSÓNAKOK\n\n1. § A lámpa\n\na) piros,\n\nb) zöld,\n\n"
            "ba) éjjel, vagy\n\nbb) ködben.\n\n2/A. § A háló.\n",
            [
                "heading “2011. évi törvény”",
                "I. FEJEZET",
                "1. §",
                "1. § a)",
                "1. § b)",
                "1. § ba)",
                "1. § bb)",
                "2/A. §",
            ],
        ),
        (
            "## SECÇÃO I Barcos\n\n#### Artigo 1.º-A\n\n1 - Levam:\n\na) redes.\n",
            ["SECÇÃO I", "Artigo 1.º-A", "Artigo 1.º-A, 1", "Artigo 1.º-A, 1 a)"],
        ),
        (
            "Điều 1. Đèn\n\n1. Đèn gồm:\n\nc) đỏ;\n\nd) xanh;\n\nđ) trắng;\n\ne) vàng.\n",
            ["Điều 1", "Điều 1, 1", *(f"Điều 1, 1 {letter})" for letter in "cdđe")],
        ),
        (
            "Άρθρο 1\n\n1. Βάρκες:\n\n- ε) φώτα,\n\n- στ) δίχτυα,\n\n- ζ) κουπιά.\n",
            ["Άρθρο 1", "Άρθρο 1, 1", *(f"Άρθρο 1, 1 {letter})" for letter in ("ε", "στ", "ζ"))],
        ),
        (
            "פרק א': סירות\n\n2. סירה נושאת פנס.\n\n2א. רשתות מיובשות.\n",
            ["פרק א'", "2", "2א"],
        ),
        (
            "Madde 2 – (1) Ağlar kurutulur.\n\nEk Madde 1 – Kürekler yüzer.\n\nGeçici Madde 1 – Fenerler kalır.\n",
            ["Madde 2 (1)", "Ek Madde 1", "Geçici Madde 1"],
        ),
        # raised numbers in brackets, and numbers with letters inside them
        (
            "##### Art. 1\n\nEs\n\n<sup>(1)</sup> Boot\n\n- (a) Floss;\n\n<sup>(2)</sup> ist nass\n\n- (a) Netz.\n",
            ["Art. 1", "Art. 1, chapeau", "Art. 1, 1", "Art. 1, 1 (a)", "Art. 1, 2", "Art. 1, 2 (a)"],
        ),
        (
            "### Hoofdstuk II.3. De raad\n\n#### II.3.A. Taken\n\nII.3.A1 De raad telt.\n\nII.3.A2 De raad meet:\n\n"
            "a) boten.\n\n#### II.3.B. Leden\n\nII.3.B1 Leden varen.\n",
            ["Hoofdstuk II.3", "II.3.A", "II.3.A1", "II.3.A2", "II.3.A2 a)", "II.3.B", "II.3.B1"],
        ),
        # titles below and above the numbers of articles
        (
            "Article 1\n\nSubject matter\n\n1. Boats:\n\n(a) sail.\n\nNets dry.\n\n2. Ropes.\n\n"
            "Article 2\n\nDefinitions\n\nHere:\n\n(1) ‘boat’ is a raft.\n\nArticle 3\n\nEntry into force\n\nNow.\n",
            [
                "Article 1",
                "Article 1, title",
                "Article 1, 1",
                "Article 1, 1 (a)",
                "after Article 1, 1 (a)",
                "Article 1, 2",
                "Article 2",
                "Article 2, title",
                "Article 2, chapeau",
                "Article 2 (1)",
                "Article 3",
                "Article 3, title",
                "Article 3, paragraph 1",
            ],
        ),
        (
            "##### Art. 1\n\n**Boote**\n\nBoote fahren.\n\n##### Art. 2\n\n(\\*)\n\nNetze.\n\n"
            "##### Art. 3\n\nSeile sind\n\nlang.\n",
            [
                "Art. 1",
                "Art. 1, title",
                "Art. 1, paragraph 1",
                "Art. 2",
                "Art. 2, paragraph 1",
                "Art. 2, paragraph 2",
                "Art. 3",
                "Art. 3, paragraph 1",
                "Art. 3, paragraph 2",
            ],
        ),
        (
            "Amaç\n\nMADDE 1 – Tekneler.\n\nAğlar\n\nMADDE 2 – (1) Ağlar.\n\n(2) Halatlar.\n\n"
            "Kürekler\n\nMADDE 3 – Yüzer.\n",
            ["MADDE 1, title", "MADDE 1", "MADDE 2, title", "MADDE 2 (1)", "MADDE 2 (2)", "MADDE 3, title", "MADDE 3"],
        ),
        # Hungarian law in columns: two labels on a line, sentences that end in lists, wrapped citations
        (
            "A csónakok\n\n"
            "1. §      (1)  E törvényt kell alkalmazni\n"
            "               a)   a folyami csónakra, amelyre a tengeri hajózásról szóló törvény\n"
            "                    (2) bekezdése vagy a hajókról szóló, régebbi törvénynek a\n"
            "                    33. § (1) bekezdése nem vonatkozik,\n"
            "               b)   a tutajra.\n"
            "          (2)  A hálóra ezt a törvényt akkor sem kell alkalmazni, ha a csónakban\n"
            "               van.\n\n"
            "A háló és a kötél, amellyel a csónakot a parton vagy a vízben\nkikötik\n\n"
            "2. §           Tilos\n"
            "               a)   a háló,\n"
            "               b)   a kötél.\n\n"
            "Az evező\n\n"
            "3. §           Az evező fából van.\n",
            [
                *("1. §, title", "1. § (1)", "1. § (1) a)", "1. § (1) b)", "1. § (2)"),
                *("2. §, title", "2. §", "2. § a)", "2. § b)", "3. §, title", "3. §"),
            ],
        ),
        # paragraphs of a resolution that has an annex, in which the numbers are the annex's
        (
            "The Assembly,\n\nRecalling its boats,\n\nDecides to sail;\n\nRequests the Director:\n\n(a) To sail;\n\n"
            "Decides to rest.\n\nAnnex\n\nI. Lamps\n\n1. Red.\n\n2. Green.\n",
            ["paragraph 1", "PP1", "OP1", "OP2", "OP2 (a)", "OP3", "Annex", "I", "Annex, 1", "Annex, 2"],
        ),
        # Japanese paragraphs and items, which only a wide blank follows
        (
            "第二条　船とは、いかだをいう。\n\n２　船は、次に掲げるものとする。\n\n一　木の船\n\n"
            "二　鉄の船で次に掲げるもの\n\nイ　赤い船\n\nロ　青い船\n\n二の二　帆\n\n３　網は、乾かす。\n\n"
            "第二条の二　網\n\n２　縄\n\n附　則\n\n１　公布の日から施行する。\n",
            [
                "第二条",
                *(f"第二条, {name}" for name in ("２", "２ 一", "２ 二", "２ 二 イ", "２ 二 ロ", "２ 二の二", "３")),
                "第二条の二",
                "第二条の二, ２",
                "附 則",
                "附 則, １",
            ],
        ),
        # its paragraphs without a number are 項, in the figures of the article
        (
            "### 第1条（船）\n\n船は、網を積むことができる。\n\n### 第2条（網）\n\n網は、船の上で乾かす。\n",
            ["第1条", "第1条第1項", "第2条", "第2条第1項"],
        ),
        # Turkish parts and chapters, and the notes of an editor in block quotes
        (
            "# BİRİNCİ KISIM\n\n## Genel Esaslar\n\n### I. Tekneler\n\n**Madde 1** - Tekneler yüzer.\n\n"
            "> (1) Eski metin.\n\nAğlar kurur.\n\n# İKİNCİ KISIM\n\n**Ağlar**\n\n## BİRİNCİ BÖLÜM\n\n**Genel**\n\n"
            "### I. Halatlar\n\n**Madde 2** - Halatlar.\n",
            [
                *("BİRİNCİ KISIM", "heading “Genel Esaslar”", "BİRİNCİ KISIM, I", "Madde 1", "Madde 1, quoted (1)"),
                *("Madde 1, paragraph 2", "İKİNCİ KISIM", "İKİNCİ KISIM, title"),
                *("BİRİNCİ BÖLÜM", "BİRİNCİ BÖLÜM, title", "BİRİNCİ BÖLÜM, I", "Madde 2"),
            ],
        ),
        # Turkish letters that stand between others
        (
            "**MADDE 1** - (1) Şunlar yüzer:\n\nc) tekneler,\n\nç) sallar,\n\nd) kayıklar.\n",
            ["MADDE 1 (1)", "MADDE 1 (1) c)", "MADDE 1 (1) ç)", "MADDE 1 (1) d)"],
        ),
        # what is below a title in bold type behind a number is its first paragraph
        (
            "## 5. Boats\n\n(1) **Lamps**\n\nNo boat may:\n\n(a) sail;\n\n(b) rest,\n\nunless it has one.\n",
            ["5", "5 (1)", "5 (1), paragraph 1", "5 (1) (a)", "5 (1) (b)", "after 5 (1) (b)"],
        ),
        # links to the articles are a table of contents, whatever its title
        (
            "## O que há\n\n- [Artigo 1.º](#1)\n- [Artigo 2.º](#2)\n- [Redes](#redes)\n\n"
            "## Artigo 1.º\n\nBarcos.\n\n## Artigo 2.º\n\nRedes.\n",
            [
                *("heading “O que há”", "contents, Artigo 1.º", "contents, Artigo 2.º", "contents, “Redes”"),
                *("Artigo 1.º", "Artigo 1.º, paragraph 1", "Artigo 2.º", "Artigo 2.º, paragraph 1"),
            ],
        ),
        # numbers that begin again under titles are named with these, the first ones too
        (
            "# Mission\n\n1. Sail.\n\n2. Rest:\n\n(a) here.\n\n# Votes\n\n1. Raise oars.\n",
            ["heading “Mission”", "Mission, 1", "Mission, 2", "Mission, 2 (a)", "heading “Votes”", "Votes, 1"],
        ),
        # what comes before 1 begins as 1 does
        (
            "## Article 2\n\n1 ante. Fish.\n\n1. Sail.\n\n## Fees\n\n1 ante ante. Pay.\n\n1 ante. Row.\n\n"
            "1 ante bis. Swim.\n\n1. Fish.\n\n2 ante. Sing.\n\n2. Sail.\n",
            [
                *("Article 2", "Article 2, 1 ante", "Article 2, 1", "heading “Fees”", "Fees, 1 ante ante"),
                *("Fees, 1 ante", "Fees, 1 ante bis", "Fees, 1", "Fees, 2 ante", "Fees, 2"),
            ],
        ),
        # facts about the file
        ("---\ntitle: Boats\n---\n\n1. Sail.\n", ["rule 1", "front matter", "1"]),
        ("---\n\n1. Sail: far.\n\n---\n", ["rule 1", "1", "1, rule 1"]),
    ],
)
def test_a_unit_is_called_what_a_lawyer_calls_it(source: str, names: list[str]) -> None:
    text = parse_text(source)
    given = addresses(text)
    assert [name for name in given if name != "rule 2"] == names
    assert all(place_named(name, given) == name for name in given)
    assert len({*addresses_before_quotations(text)}) == len({*addresses_by_word(text)}) == len(text.units)


def test_names_under_which_a_text_was_issued_are_still_understood() -> None:
    text = parse_text(
        "# Part I\n\n## Chapter 1\n\n1. Do:\n\n(a) sail.\n\nNets.\n\nRopes.\n\n# Part II\n\n## Chapter 1\n"
    )
    before = addresses_by_word(text)
    assert {"Chapter 1", "after 1 (a), paragraph 2"} <= {*before}
    assert addresses_on(text, [("after 1 (a), paragraph 2#1", "words 1-2")]) == before
    assert place_names(text, [])[folded_place("after 1 (a), paragraph 2")] == "paragraph 2 after 1 (a)"


def test_who_names_only_the_first_label_of_a_line_means_its_unit() -> None:
    text = parse_text("8. Boats.\n\n9. (1) (a) Nets.\n\n(b) Ropes.\n\n(2) Oars.\n")
    given = addresses(text)
    assert given == ("8", "9 (1) (a)", "9 (1) (b)", "9 (2)")
    assert {place_named(typed, given) for typed in ("9", "para 9", "9 (1)", "9(1)(a)")} == {"9 (1) (a)"}
    assert addresses_by_first_label(text)[1] == "9"
    assert addresses_on(text, [("9#1", "words 1-2")]) == addresses_by_first_label(text)
    assert place_names(text, [])[folded_place("9")] == "9 (1) (a)"
    with pytest.raises(Unknown):
        place_named("9 (3)", given)


@pytest.mark.parametrize("opens", ["(a)", "(1)", "1.", "(a) (i)"])
@pytest.mark.parametrize("before", ["", "1. Fish.\n\n", "## Article 2\n\n"])
def test_a_footnote_that_begins_with_a_number_is_a_footnote(before: str, opens: str) -> None:
    found = addresses(parse_text(f"{before}[^1]: {opens} boats and nets\n"))
    assert found == (*addresses(parse_text(before)), "footnote 1")
