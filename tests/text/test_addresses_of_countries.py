"""The names of units as lawyers of many countries say them: ``4. gr.``, ``4-modda``, ``მუხლი 4``."""

from __future__ import annotations

import pytest

from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text


@pytest.mark.parametrize(
    ("source", "names"),
    [
        # Icelandic: the number before its word, a letter behind it, and items
        (
            "I. kafli. Bátar.\n\n1. gr.\n\nBátar bera ljós:\n\na. á nóttu,\n\nb. í þoku.\n\n"
            "1. gr. a.\n\nNet eru þurr.\n\nReipi eru blaut.\n\n2. gr. Árar fljóta.\n\nÞær eru úr viði.\n",
            [
                *("I. kafli", "1. gr.", "1. gr., paragraph 1", "1. gr., a", "1. gr., b"),
                *("1. gr. a", "1. gr. a, paragraph 1", "1. gr. a, paragraph 2", "2. gr.", "2. gr., paragraph 2"),
            ],
        ),
        (
            "1\\. gr. Net.\n\n2\\. gr. Reipi.\n\n1. mgr. 2. gr. gildir.\n",
            ["1. gr.", "2. gr.", "2. gr., paragraph 2"],
        ),
        # the word joined to the number, or of several parts
        (
            "4-modda. Qayiqlar\n\nFonar oladi.\n\n5-modda. Toʻrlar\n\nQuriydi.\n",
            ["4-modda", "4-modda, paragraph 1", "5-modda", "5-modda, paragraph 1"],
        ),
        ("5-бап. Қайықтар\n\n1. Шам ұстайды.\n\n2. Жүзеді.\n", ["5-бап", "5-бап, 1", "5-бап, 2"]),
        (
            "2 дугаар зүйл.Завь\n\n2.1.Завь дэнлүүтэй.\n\n2.2.Тор хуурай.\n",
            ["2 дугаар зүйл", "2.1", "2.2"],
        ),
        ("4. artikulua.– Ontziek argia dute.\n\n5. artikulua.– Sareak.\n", ["4. artikulua", "5. artikulua"]),
        # scripts without capitals in a sentence, or without case
        (
            "მუხლი 4. ნავები\n\n1. ნავს აქვს ფარანი.\n\n2. ბადე მშრალია.\n\nმუხლი 5. ბადეები\n",
            ["მუხლი 4", "მუხლი 4, 1", "მუხლი 4, 2", "მუხლი 5"],
        ),
        ("Հոդված 4. Նավակներ\n\n1. Լապտեր ունեն։\n\n2. Լողում են։\n", ["Հոդված 4", "Հոդված 4, 1", "Հոդված 4, 2"]),
        ("មាត្រា ៤ ទូក\n\nមាត្រា ៥ សំណាញ់\n", ["មាត្រា ៤", "មាត្រា ៥"]),
        # Danish paragraphs, Estonian chapters
        (
            "§ 2. Bådene sejler.\n\nStk. 2. Nettene tørres.\n\nStk. 3. Rebene ruller.\n\n"
            "§ 3. Årerne flyder.\n\nStk. 2. De er af træ.\n",
            ["§ 2", "§ 2, Stk. 2", "§ 2, Stk. 3", "§ 3", "§ 3, Stk. 2"],
        ),
        (
            "### 1. peatükk Paadid\n\n##### § 1. Laternad\n\n(1) Paadid:\n\n1) sõidavad;\n\n2) seisavad.\n",
            ["1. peatükk", "§ 1", "§ 1 (1)", "§ 1 (1) 1)", "§ 1 (1) 2)"],
        ),
        # Slovak paragraphs and items below their numbers
        (
            "##### § 1\n\n#### Lode\n\n1\n\nLode plávajú.\n\n2\n\nMajú\n\na)\n\nlampy,\n\nb)\n\nlaná.\n\n"
            "##### § 2\n\n(1)\n\nSiete schnú.\n\nVeslá plávajú.\n",
            [
                *("§ 1", "heading “Lode”", "§ 1, 1, label", "§ 1, 1", "§ 1, 2, label", "§ 1, 2"),
                *("§ 1, 2 a), label", "§ 1, 2 a)", "§ 1, 2 b), label", "§ 1, 2 b)"),
                *("§ 2", "§ 2 (1)", "§ 2 (1), paragraph 1", "§ 2 (1), paragraph 2"),
            ],
        ),
        # a number of a page is none of a paragraph
        (
            "§ 1 Boats\n\n1\n\nThey sail and\n\n2\n\nare wet.\n",
            ["§ 1", *(f"§ 1, paragraph {n}" for n in range(1, 5))],
        ),
        # Czech annexes, of which the line with the number is a title; a table behind what follows a list
        (
            "##### § 2\n\nLodě nosí lampy.\n\nPříloha č. 1 k vyhlášce č. 3/2010 Sb.\n\nSeznam lodí:\n\n"
            "1) čluny;\n\n2) vory.\n\nTabulka č. 2\n\n| Loď | Lampa |\n| --- | --- |\n\n"
            "Příloha č. 2 k vyhlášce č. 3/2010 Sb.\n\nSítě.\n",
            [
                *("§ 2", "§ 2, paragraph 1", "Příloha č. 1", "Příloha č. 1, paragraph 1"),
                *("Příloha č. 1 1)", "Příloha č. 1 2)", "after Příloha č. 1 2)", "row 1 after Příloha č. 1 2)"),
                *("line under row 1 after Příloha č. 1 2)", "Příloha č. 2", "Příloha č. 2, paragraph 1"),
            ],
        ),
        # a heading with half a bracket is in no heading deeper than it
        (
            "## 1) Botes\n\n### 1.1 Luces\n\n- Rojas.\n\n## 2) Redes\n\n- Secas.\n",
            ["1)", "1.1", "1.1, bullet 1", "2)", "2), bullet 1"],
        ),
        # „ closes with a straight mark, too
        (
            '1. Za slovo „lampa," sa vkladá „loď".\n\n2. Veta znie: „Loď pláva."\n\n3. Siete sú suché.\n',
            ["1", "2", "3"],
        ),
        # notes behind > are notes of the text itself
        (
            "5. Boats sail.\n\n> [^1]: Of the lake.\n\n> Note 2: Of the sea.\n\n6. Nets dry.\n",
            ["5", "footnote 1", "Note 2", "6"],
        ),
        ("5. Boats sail.\n\n101.08.24 The club met.\n\n6. Nets dry.\n", ["5", "after 5", "6"]),  # a day
        # who signed an act is in none of its articles
        (
            "##### Artículo 1\n\nLos botes navegan.\n\n##### Artículo 2\n\nComuníquese, etc.\n\n**VELA - PROA REMO**\n",
            ["Artículo 1", "Artículo 1, paragraph 1", "Artículo 2", "Artículo 2, paragraph 1", "after Artículo 2"],
        ),
        (
            "##### Article 3\n\nEls vaixells neden.\n\nCasa del Far, 5 de maig del 2001\n\nPere Vela\n\nMestre\n",
            [
                *("Article 3", "Article 3, paragraph 1", "after Article 3"),
                *("paragraph 2 after Article 3", "paragraph 3 after Article 3"),
            ],
        ),
        (
            "##### Article 3\n\nBoats sail.\n\nNets dry on\n",
            ["Article 3", *(f"Article 3, paragraph {n}" for n in (1, 2))],
        ),
        # a preamble, and titles above articles; marks of notes belong to neither label nor title
        (
            "PREAMBLE\n\nThe clubs want boats.\n\nThey agree.\n\nArticle 1\n\nBoats sail.\n",
            [
                *("heading “PREAMBLE”", "“PREAMBLE”, paragraph 1", "“PREAMBLE”, paragraph 2"),
                *("Article 1", "Article 1, paragraph 1"),
            ],
        ),
        ("（船）\n\n第一条　会は船を有する。\n\n第二条　網は乾かす。\n", ["第一条, title", "第一条", "第二条"]),
        (
            "# Boats[^1]\n\nThey:\n\n- a.[^2] sail;\n- b. rest.\n\n[[nets]]\nNets\n----\n\n1.¹ They dry.\n",
            ["heading “Boats”", "“Boats”, paragraph 1", "a", "b", "heading “Nets”", "1"],
        ),
        # lists of reStructuredText, which go on from any number, and of AsciiDoc
        (
            "# Article 4\n\nA. Boats:\n\n    1. go;\n\n    #. sink.\n\n#. Nets.\n\nOars\n====\n\n#. Float.\n#. Rot.\n",
            [
                "Article 4",
                *(f"Article 4, {n}" for n in ("A", "A 1", "A 2", "B")),
                "heading “Oars”",
                "Oars, 1",
                "Oars, 2",
            ],
        ),
        (
            "== Boats\n\n. Boats sail:\n.. by day;\n.. by night.\n. Nets dry.\n\n== Nets\n\n. They rot.\n. Ropes.\n",
            [
                *("heading “Boats”", "Boats, 1", "Boats, 1 a", "Boats, 1 b", "Boats, 2"),
                *("heading “Nets”", "Nets, 1", "Nets, 2"),
            ],
        ),
        (".. remark:: Boats\n\nNets ...\n... dry.\n\n. . .\n", ["paragraph 1", "paragraph 2", "paragraph 3"]),
        # lists that a program counts when it displays them, one inside another
        (
            "# Boats\n\n1. Boats sail:\n    1. by day;\n    1. by night.\n1. Nets dry.\n\n1. Ropes rot.\n\n"
            "# Nets\n\n1. They dry.\n1. They rot.\n\nThey sink:\n\n1. Ropes.\n\n1. Oars.\n\n2. Lamps.\n",
            [
                *("heading “Boats”", "Boats, 1", "Boats, 1.1", "Boats, 1.2", "Boats, 2", "Boats, 3"),
                *("heading “Nets”", "Nets, 1", "Nets, 2", "after Nets, 2"),
                *("Nets, 1 (2nd)", "Nets, 1 (3rd)", "Nets, 2 (2nd)"),
            ],
        ),
        # titles with a rule of any sign
        (
            "Boats\n~~~~~\n\nThey sail.\n\n3.1 Nets\n^^^^^^^^\n\nThey dry.\n\nThey rot\n~~\n",
            ["heading “Boats”", "“Boats”, paragraph 1", "3.1", "3.1, paragraph 1", "3.1, paragraph 2"],
        ),
        # Thai articles, which have no titles
        (
            "มาตรา ๑๑ เรือต้องมีโคมไฟ\n\nมาตรา ๑๒ ถ้าเรือ\n\n(๑) ไม่มีโคมไฟ\n\n(๒) จม\n\n"
            "ความในวรรคหนึ่งให้ใช้บังคับ\n\nมาตรา ๑๓ ให้ใช้อวน\n\nอวนต้องแห้ง\n",
            [
                *("มาตรา ๑๑", "มาตรา ๑๒", "มาตรา ๑๒ (๑)", "มาตรา ๑๒ (๒)", "มาตรา ๑๒, paragraph 2"),
                *("มาตรา ๑๓", "มาตรา ๑๓, paragraph 2"),
            ],
        ),
        # Thai parts, and paragraphs above a list, whose last line is no title of the next article
        (
            "หมวด ๑\n\nเรือ\n\nส่วนที่ ๑\nโคมไฟ\n\nมาตรา ๑ เรือต้องมีโคมไฟ\n\nอวนต้องแห้ง\n\nเชือก\n\n"
            "(๑) ใหม่\n\n(๒) เก่า\n\nพายลอยได้\n\nมาตรา ๒ ใบเรือต้องขาว\n\nสมอหนัก\n\nมาตรา ๓ ท่าเรือ\n\nเปิดทุกวัน\n\n"
            "มาตรา ๔ ธง\n",
            [
                *("หมวด ๑", "หมวด ๑, title", "ส่วนที่ ๑", "มาตรา ๑", "มาตรา ๑, paragraph 2"),
                *("มาตรา ๑, paragraph 3", "มาตรา ๑, paragraph 3 (๑)", "มาตรา ๑, paragraph 3 (๒)"),
                *("มาตรา ๑, paragraph 4", "มาตรา ๒", "มาตรา ๒, paragraph 2", "มาตรา ๓", "มาตรา ๓, paragraph 2"),
                "มาตรา ๔",
            ],
        ),
        # Chinese paragraphs are counted through an article, above its lists and below them
        (
            "第三条 船只出海。\n\n船只应当有：\n\n（一）灯；\n\n（二）网。\n\n前款的灯应当亮。\n\n下列船只除外。\n\n"
            "（一）木船；\n\n油灯：\n\n（二）铁船。\n\n第四条 绳索。\n",
            [
                *("第三条", "第三条第二款", "第三条第二款（一）", "第三条第二款（二）", "第三条第三款"),
                *(
                    "第三条第四款",
                    "第三条第四款（一）",
                    "第三条第四款（一）, paragraph 2",
                    "第三条第四款（二）",
                    "第四条",
                ),
            ],
        ),
        # Indonesian parts of chapters
        (
            "## BAB I: Perahu\n\n### Bagian Kesatu: Lampu\n\n**Pasal 1**\n\n1. Perahu berlampu.\n\n"
            "2. Jaring kering:\n\na. siang; dan\n\nb. malam.\n\n### Bagian Kedua: Tali\n\n**Pasal 2** Tali kuat.\n",
            [
                *("BAB I", "Bagian Kesatu", "Pasal 1", "Pasal 1, 1", "Pasal 1, 2", "Pasal 1, 2 a", "Pasal 1, 2 b"),
                *("Bagian Kedua", "Pasal 2"),
            ],
        ),
        # Japanese articles put in, and articles whose words begin with another's number
        (
            "**第五条** 船ハ旗ヲ掲ク\n\n**第五条ノ二** 網ハ乾ス\n\n**②** 縄モ乾ス\n\n"
            "**第六条** 第五条ノ規定ハ筏ニ準用ス\n\n第七条　第五条の船は、櫂を積む。\n",
            ["第五条", "第五条ノ二", "第五条ノ二, ②", "第六条", "第七条"],
        ),
        # numbers with a letter as their last part; a stop and a colon; what a meeting keeps is no measure of time
        (
            "#### 4 Boats\n\n* 4.3 A boat carries:\n  * 4.3.a the lamps of the club;\n  * 4.3.b ropes.\n\n"
            "#### 5 Minutes of meetings\n\n1. They are kept.\n",
            ["4", "4.3", "4.3.a", "4.3.b", "5", "5, 1"],
        ),
        (
            "Title I.: Of boats\n\nArticle 1\n\nThey sail.\n\nTitle II.: Of nets\n\nSub-title I.: Of wet nets\n\n"
            "Article 2\n\nThey dry.\n",
            [
                *("Title I", "Article 1", "Article 1, paragraph 1", "Title II", "Sub-title I", "Article 2"),
                "Article 2, paragraph 1",
            ],
        ),
        # sections of the Commonwealth, whose titles stand beside bare numbers; a heading without words names nothing
        (
            "PART 1 – BOATS\n\n1. Lamps of boats\n\nThey shine.\n\nThey hang.\n\n2. Nets\n\n(1) They dry.\n\n"
            "3. Ropes\n\nThey are:\n\n(a) long;\n\n(b) new.\n\n##\n\nThey hold.\n",
            [
                *("PART 1", "1", "1, paragraph 1", "1, paragraph 2", "2", "2 (1)", "3", "3, paragraph 1", "3 (a)"),
                *("3 (b)", "empty heading", "after 3 (b)"),
            ],
        ),
        ("1. boats\n\n2. nets\n\n3. oars\n\nAll float.\n", ["1", "2", "3", "after 3"]),
        # lists that begin again under titles without a number
        (
            "## Boats\n\n(1) They sail:\n\n(a) far.\n\n(2) They rest.\n\n## Nets\n\n(1) They dry.\n",
            [
                *("heading “Boats”", "“Boats” (1)", "“Boats” (1) (a)", "“Boats” (2)"),
                *("heading “Nets”", "“Nets” (1)"),
            ],
        ),
        # Indian titles on the line of the first paragraph, and treaties with letters between article and paragraph
        (
            "1. Boats and nets.—(1) They sail.\n\n(2) They rest.\n\n2. Oars.—In a boat,—\n\n(a) they float.\n",
            ["1 (1)", "1 (2)", "2", "2 (a)"],
        ),
        (
            "Article 6\n\nA. — (1) Boats:\n\n(a) sail.\n\nB. — Nets dry.\n\nC. — (1) Ropes.\n\n(2) Lamps.\n",
            ["Article 6", *(f"Article 6, {n}" for n in ("A (1)", "A (1) (a)", "B", "C (1)", "C (2)"))],
        ),
        # Arabic articles with their number in brackets
        (
            "مادة (1)\n\nالقوارب تبحر.\n\nمادة (2) مكرراً\n\n1- الشباك جافة.\n\nمادة (3): الحبال قوية.\n",
            ["مادة (1)", "مادة (1), paragraph 1", "مادة (2) مكرراً", "مادة (2) مكرراً, 1", "مادة (3)"],
        ),
        (
            "Article (1) Boats\n\nThey sail.\n\nArticle (2) Nets\n\nThey dry.\n",
            ["Article (1)", "Article (1), paragraph 1", "Article (2)", "Article (2), paragraph 1"],
        ),
        # Kazakh paragraphs put in, and an editor's notes
        (
            "Статья 2. Лодки\n\n1. Лодки плавают.\n\n1-1. Сети сохнут.\n\n"
            "Сноска. Статья 2 с изменениями от 02.05.2010 № 5.\n\nСтатья 3. Вёсла\n",
            ["Статья 2", "Статья 2, 1", "Статья 2, 1-1", "Статья 2, 1-1, remark", "Статья 3"],
        ),
        # Mongolian chapters in words, and numbers joined to small letters
        (
            "НЭГДҮГЭЭР БҮЛЭГ\n\nНийтлэг үндэслэл\n\n1 дүгээр зүйл.Зорилт\n\n"
            "1.1.Завь дэнлүүтэй.\n\n1.2.Тор:\n\n1.2.1.хуурай;\n\n1.2.2.цэвэр.\n\n"
            "ХОЁРДУГААР БҮЛЭГ\n\nБусад\n\n2 дугаар зүйл.Олс\n\n2.1.Олс бат бөх.\n",
            [
                *("НЭГДҮГЭЭР БҮЛЭГ", "НЭГДҮГЭЭР БҮЛЭГ, title", "1 дүгээр зүйл", "1.1", "1.2"),
                *("1.2.1", "1.2.2", "ХОЁРДУГААР БҮЛЭГ", "ХОЁРДУГААР БҮЛЭГ, title", "2 дугаар зүйл"),
                "2.1",
            ],
        ),
        (
            "7.1 дүгээр зүйл.Завь\n\n1.Завь дэнлүүтэй.\n\n2.Тор:\n\n2.1.хуурай;\n\n"
            "2.2.цэвэр.\n\n7.2 дугаар зүйл.Олс\n\n1.Олс бат бөх.\n",
            [
                *("7.1 дүгээр зүйл", "7.1 дүгээр зүйл, 1", "7.1 дүгээр зүйл, 2"),
                *("7.1 дүгээр зүйл, 2.1", "7.1 дүгээр зүйл, 2.2", "7.2 дугаар зүйл"),
                "7.2 дугаар зүйл, 1",
            ],
        ),
        # notes of Persian articles
        (
            "ماده ۱۱- قایق چراغ دارد.\n\nتبصره ۱- تور خشک است.\n\n"
            "تبصره ۲- طناب محکم است.\n\nماده ۱۲- قایق\u200cها:\n\nالف- شب می\u200cروند.\n\n"
            "ب- روز می\u200cآیند.\n\nپ- می\u200cمانند.\n\nتبصره- پارو از چوب است.\n\n"
            "ماده ۱۳- طناب:\n\nتبصره ۱- پارو سبک است.\n",
            [
                *("ماده ۱۱", "ماده ۱۱, تبصره ۱", "ماده ۱۱, تبصره ۲", "ماده ۱۲", "ماده ۱۲ الف"),
                *("ماده ۱۲ ب", "ماده ۱۲ پ", "ماده ۱۲, تبصره", "ماده ۱۳", "ماده ۱۳, تبصره ۱"),
            ],
        ),
        # Hindi letters and stops
        (
            "12. (1) नाव पर दीप होगा—\n\n(क) रात में;\n\n(ख) कोहरे में।\n\n(2) जाल सूखा होगा।\n\n13. रस्सी मजबूत होगी।\n",
            ["12 (1)", "12 (1) (क)", "12 (1) (ख)", "12 (2)", "13"],
        ),
        # a Roman number before its word
        (
            "I SKYRIUS\nBENDROSIOS NUOSTATOS\n\n1 straipsnis. Valtys\n\n"
            "1. Valtys turi:\n\n1) žibintą;\n\n2) virvę.\n\n2. Tinklai džiūsta.\n\n"
            "2 straipsnis. Tinklai\n\nTinklai sausi.\n",
            [
                *("I SKYRIUS", "1 straipsnis", "1 straipsnis, 1", "1 straipsnis, 1 1)"),
                *("1 straipsnis, 1 2)", "1 straipsnis, 2", "2 straipsnis"),
                "2 straipsnis, paragraph 1",
            ],
        ),
        (
            "I nodaļa\nVispārīgie noteikumi\n\n1. pants. (1) Laivām ir:\n\n"
            "1) lukturis;\n\n2) virve.\n\n(2) Tīkli žūst.\n\n1.¹ pants. Airi peld.\n\n"
            "2. pants. Virves tur.\n",
            [
                *("I nodaļa", "1. pants (1)", "1. pants (1) 1)", "1. pants (1) 2)", "1. pants (2)"),
                *("1¹. pants", "2. pants"),
            ],
        ),
        # titles that end with a stop
        (
            "Artículo 11. Barcos.\n\n1. Los barcos llevan:\n\na) faros;\n\nb) cuerdas.\n\n"
            "2. Las redes se secan.\n\nArtículo 12. Redes.\n\nLas redes están secas.\n\n"
            "Artículo 12 bis. Remos.\n\nSon de madera.\n",
            [
                *("Artículo 11", "Artículo 11, 1", "Artículo 11, 1 a)", "Artículo 11, 1 b)"),
                *("Artículo 11, 2", "Artículo 12", "Artículo 12, paragraph 1", "Artículo 12 bis"),
                "Artículo 12 bis, paragraph 1",
            ],
        ),
        # what closes a treaty is in no article
        (
            "Article 1\n\nBoats\n\nBoats sail.\n\nThey carry lamps.\n\nArticle 2\n\nNets\n\nNets dry.\n\n"
            "IN WITNESS WHEREOF they have signed.\n\nDONE at the lake.\n",
            [
                *("Article 1", "Article 1, title", "Article 1, paragraph 1", "Article 1, paragraph 2"),
                *(
                    "Article 2",
                    "Article 2, title",
                    "Article 2, paragraph 1",
                    "after Article 2",
                    "paragraph 2 after Article 2",
                ),
            ],
        ),
        # the number of a paragraph behind that of its article, Polish and Korean; the only paragraph of a Brazilian one
        (
            "Art. 1. 1. Łodzie mają:\n\n1) lampy;\n\n2) liny:\n\na) długie,\n\nb) krótkie.\n\n2. Sieci schną.\n\n"
            "Art. 2. Wiosła pływają.\n\nArt. 2a. 1. Żagle są białe.\n\n2. Kotwice ciążą.\n",
            [
                *("Art. 1, 1", "Art. 1, 1 1)", "Art. 1, 1 2)", "Art. 1, 1 2) a)", "Art. 1, 1 2) b)", "Art. 1, 2"),
                *("Art. 2", "Art. 2a, 1", "Art. 2a, 2"),
            ],
        ),
        (
            "제1조(배) ① 배에는 있다.\n\n1. 등\n\n2. 줄\n\n② 그물은 말린다.\n\n제2조(노) 노는 뜬다.\n",
            ["제1조, ①", "제1조, ① 1", "제1조, ① 2", "제1조, ②", "제2조"],
        ),
        (
            "Art. 1º Os barcos levam luzes.\n\nParágrafo único. As redes secam.\n\nArt. 2º Os remos boiam.\n",
            ["Art. 1º", "Art. 1º, Parágrafo único", "Art. 2º"],
        ),
        # a letter behind a sign, and titles in brackets below the number
        (
            "Članak 1.\n\nBrodovi plove.\n\nČlanak 1.a\n\nVesla plutaju.\n\nČlanak 2.\n\nJedra su bijela.\n",
            [
                *("Članak 1", "Članak 1, paragraph 1", "Članak 1.a", "Članak 1.a, paragraph 1"),
                *("Članak 2", "Članak 2, paragraph 1"),
            ],
        ),
        (
            "Член 2\n\nЧамците пловат.\n\nЧлен 2-а\n\n(1) Веслата.\n",
            ["Член 2", "Член 2, paragraph 1", "Член 2-а", "Член 2-а (1)"],
        ),
        (
            "1. člen\n(čolni)\n\nPlujejo.\n\n1.a člen\n(vesla)\n\nPlavajo.\n\n2. člen\n(jadra)\n\n(1) Jadra.\n",
            [
                *("1. člen", "1. člen, paragraph 1", "1a. člen", "1a. člen, paragraph 1"),
                *("2. člen", "2. člen (1)"),
            ],
        ),
        # items of one Roman letter with long words; the paragraphs of the only article that has any
        (
            "**Art. 5º** São:\n\n"
            "* I - os barcos que levam luzes na proa, na popa e nos dois lados, de noite e com névoa;\n"
            "* II - as redes;\n\n**§ 1º** Não.\n\n**§ 2º** Nunca.\n",
            ["Art. 5º", "Art. 5º, I", "Art. 5º, II", "Art. 5º, § 1º", "Art. 5º, § 2º"],
        ),
        # a numbered heading in an article
        (
            "## Článek 2 Cíle\n\nPlujeme.\n\n### 1) Lodě\n\na) Plují.\n\nb) Stojí.\n\n### 2) Sítě\n\nSchnou.\n",
            [
                *("Článek 2", "Článek 2, chapeau", "Článek 2 1)", "Článek 2 1) a)", "Článek 2 1) b)"),
                *("Článek 2 2)", "Článek 2 2), paragraph 1"),
            ],
        ),
        ("## Article 2\n\n### 2.1 Boats\n\nSail.\n", ["Article 2", "2.1", "2.1, paragraph 1"]),
        # lists that begin again below titles in a numbered heading
        (
            "## 13. Tisztek\n\n### Az elnök\n\na) Vezet,\n\nb) hív.\n\n### A titkár\n\na) Ír,\n\nb) olvas.\n\n"
            "## 14. Hajók\n\n### Nagyok\n\na) Úsznak.\n",
            [
                *("13", "heading “Az elnök”", "13, “Az elnök” a)", "13, “Az elnök” b)"),
                *("heading “A titkár”", "13, “A titkár” a)", "13, “A titkár” b)"),
                *("14", "heading “Nagyok”", "14 a)"),
            ],
        ),
        # transitional articles in words and bold type, with lists
        (
            "**Primero**\n\nLos botes deberán:\n\nI. Llevar luces;\n\nII. Navegar.\n\n**Segundo**\n\nLas redes:\n\n"
            "I. Se secan.\n\nII. Cuelgan.\n\n**Tercero**\n\nPublíquese.\n",
            [
                *("heading “Primero”", "“Primero”, paragraph 1", "Primero, I", "Primero, II"),
                *("heading “Segundo”", "“Segundo”, paragraph 1", "Segundo, I", "Segundo, II"),
                *("heading “Tercero”", "“Tercero”, paragraph 1"),
            ],
        ),
        # Roman numbers in letters, and letters in Roman numbers, as the columns say
        (
            "**Artículo 9**\n\nSe regirán:\n\nA. Entre marineros:\n\n   I. Los botes salen.\n\n"
            "   II. Las redes secan:\n\n"
            "      A. Al sol.\n\n      B. Al viento.\n\nB. Entre clubes:\n\n   I. Los remos flotan.\n\n",
            [
                *("Artículo 9", "Artículo 9, paragraph 1", "Artículo 9, A", "Artículo 9, A I", "Artículo 9, A II"),
                *("Artículo 9, A II A", "Artículo 9, A II B", "Artículo 9, B", "Artículo 9, B I"),
            ],
        ),
        # a paragraph of another treaty below a title behind an article
        (
            "##### Άρθρο 12:\n\n1. Πλέουν.\n\n2. Μένουν.\n\n##### Άρθρο 13:\n\nΔίχτυα.\n\n"
            "##### Άρθρο 14, παράγραφος 3:\n\n3. Σχοινιά.\n",
            [
                *("Άρθρο 12", "Άρθρο 12, 1", "Άρθρο 12, 2", "Άρθρο 13", "Άρθρο 13, paragraph 1"),
                *("heading “Άρθρο 14, παράγραφος 3”", "Άρθρο 14, παράγραφος 3, 3"),
            ],
        ),
        # what acts of the European Union quote, and their annexes
        (
            "Article 5\n\nThe act changes:\n\n(1) these paragraphs are added:\n\n‘5. Boats sail.\n\n"
            "6. Nets’ ropes dry.’;\n\n(2) the words ‘sail’ and ‘row’ go.\n\nArticle 6\n\nTerms:\n\n"
            "‘raft’ means a boat.\n\nANNEX II\n\n1. Lamps\n\n1.1. Red.\n\n3.4.\n\nThey shine.\n\n"
            "They burn.\n\n4. Oars\n",
            [
                *("Article 5", "Article 5, chapeau", "Article 5 (1)", "Article 5 (1), quoted 5"),
                *("Article 5 (1), quoted 6", "Article 5 (2)", "Article 6", "Article 6, paragraph 1"),
                *("Article 6, definition of “raft”", "ANNEX II", "ANNEX II, 1", "ANNEX II, 1.1", "ANNEX II, 3.4"),
                *("ANNEX II, 3.4, paragraph 1", "ANNEX II, 3.4, paragraph 2", "ANNEX II, 4"),
            ],
        ),
        # lists below sections of an article
        (
            "## ARTICLE II\n\n### II.1 - Boats\n\n1. Sail.\n\n2. Row.\n\n### II.2 - Nets\n\n1. Dry.\n",
            ["ARTICLE II", "II.1", "II.1, 1", "II.1, 2", "II.2", "II.2, 1"],
        ),
        # French titles of two lines, titles above some articles, and the dash of French lists
        (
            "TITRE II\n\nCONSEIL\n\nBureau\n\nArticle 3\n\nIl tient :\n\n― les feux ;\n\n― les filets.\n\n"
            "Le trésorier\n\nArticle 4\n\nIl paie.\n\nArticle 5\n\nIl vote.\n",
            [
                *("TITRE II", "TITRE II, title", "Article 3, title", "Article 3", "Article 3, paragraph 1"),
                *("Article 3, bullet 1", "Article 3, bullet 2", "Article 4, title", "Article 4"),
                *("Article 4, paragraph 1", "Article 5", "Article 5, paragraph 1"),
            ],
        ),
        (
            "Article 3\n\nIl paie.\n\nArticle 4\n\nAbrogé\n\nArticle 5\n\nAbrogé\n\nArticle 6\n",
            [
                *("Article 3", "Article 3, paragraph 1", "Article 4", "Article 4, paragraph 1"),
                *("Article 5", "Article 5, paragraph 1", "Article 6"),
            ],
        ),
        # Danish headings with the number of a paragraph behind that of its article
        (
            "### §1. stk. 1\nBådene sejler.\n\n### §1. stk. 2 a\n\n1. Net.\n\n2. Reb.\n\n### §2. stk. 1\n\nÅrer.\n",
            [
                *("§1, stk. 1", "§1, stk. 1, paragraph 1", "§1, stk. 2 a", "§1, stk. 2 a, 1", "§1, stk. 2 a, 2"),
                *("§2, stk. 1", "§2, stk. 1, paragraph 1"),
            ],
        ),
        # a title that occurs in several chapters
        (
            "# Boats\n\n## General\n\n1. Sail.\n\n# Part II Nets\n\n## General\n\nDry.\n\n1. Hang.\n",
            [
                *("heading “Boats”", "heading “Boats, General”", "Boats, General, 1", "Part II"),
                *("heading “Part II, General”", "“Part II, General”, paragraph 1", "Part II, General, 1"),
            ],
        ),
        # numbers in words and letters: Greek in capitals without accents, Bulgarian, Romanian, Hungarian, Lithuanian
        (
            "ΜΕΡΟΣ ΠΡΩΤΟ\n\nΚΕΦΑΛΑΙΟ Β΄\n\nΆρθρο πρώτο\n\nΠλέουν.\n\nΠΑΡΑΡΤΗΜΑ Ι\n\nΔίχτυα.\n",
            [
                *("ΜΕΡΟΣ ΠΡΩΤΟ", "ΚΕΦΑΛΑΙΟ Β΄", "Άρθρο πρώτο", "Άρθρο πρώτο, paragraph 1"),
                *("ΠΑΡΑΡΤΗΜΑ Ι", "ΠΑΡΑΡΤΗΜΑ Ι, paragraph 1"),
            ],
        ),
        (
            "Дял първи\n\nГлава втора\n\nЧл. 2. (1) Лодките плават.\n\n(2) Мрежите съхнат.\n\nЧл. 2а. Веслата.\n\n"
            "Приложение № 1 към чл. 2, ал. 1\n\n1. Лампи.\n",
            [
                *("Дял първи", "Глава втора", "Чл. 2 (1)", "Чл. 2 (2)", "Чл. 2а", "Приложение № 1"),
                "Приложение № 1, 1",
            ],
        ),
        ("SECȚIUNEA a 2-a\n\nArt. 5. - (1) Plasele.\n", ["SECȚIUNEA a 2-a", "Art. 5 (1)"]),
        ("ELSŐ RÉSZ\n\nII. FEJEZET\n\n1. § (1) Hajók.\n", ["ELSŐ RÉSZ", "II. FEJEZET", "1. § (1)"]),
        ("ANTRASIS SKIRSNIS\n\n1 straipsnis. Valtys\n", ["ANTRASIS SKIRSNIS", "1 straipsnis"]),
        ("KSIĘGA PIERWSZA\n\nArt. 1. Łodzie.\n", ["KSIĘGA PIERWSZA", "Art. 1"]),
        (
            "**Artículo 9**\n\nRigen:\n\nA. Marineros:\n\n   I. Salen.\n\n      *I Bis*\n\n      Vuelven.\n\n"
            "   II. Secan.\n",
            [
                *("Artículo 9", "Artículo 9, paragraph 1", "Artículo 9, A", "Artículo 9, A I"),
                *("Artículo 9, A I, paragraph 2", "Artículo 9, A I, paragraph 3", "Artículo 9, A II"),
            ],
        ),
        # Finnish paragraphs: a single one above its items is their chapeau
        (
            "##### 8 §\n\nVeneet uivat.\n\nVerkot ovat:\n\n1) kuivia;\n\n2) ehjiä.\n\n"
            "##### 9 §\n\nAirot ovat:\n\n1) puuta.\n",
            [
                *("8 §", "8 §, paragraph 1", "8 §, paragraph 2", "8 § 1)", "8 § 2)"),
                *("9 §", "9 §, chapeau", "9 § 1)"),
            ],
        ),
    ],
)
def test_units_are_named_as_in_their_country(source: str, names: list[str]) -> None:
    assert list(addresses(parse_text(source))) == names
