"""Articles whose paragraphs have no numbers, and what is in them; parts of articles, and places in brackets."""

from __future__ import annotations

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

DRAFT = """# Accord sur le lac

Article 1er

Le lac est ouvert. Il est gratuit. Il est sûr.

Статья 2. Предмет

Озеро открыто. Оно чистое.

المادة 3

البحيرة مفتوحة. وهي نظيفة.

Artículo 4. Pesca

La pesca es libre. Termina en julio.

Los domingos no se pesca.

第五条 湖泊开放。湖水清洁。

湖边可以露营。

第六条 管理局应当：

（一）清洁湖岸；

（二）保护鱼类。

管理局每年报告。

Статья 7

1. Совет заседает летом.

2. Совет:

1) выбирает главу;

2) утверждает план:

а) на год;

б) на месяц.

Article 8

I. – Le port est ouvert. Il est gardé.

II. – Sont interdits :

1° Le bruit ;

2° La pêche ;

3° La nage.

Статья 9

a) берег;

b) порт;

c) мост.
"""

CARRIED = (
    ("À l'article 1er, supprimer la deuxième phrase.", " Il est gratuit.", ""),
    ("Article 1er, dernière phrase : supprimer.", " Il est sûr.", ""),
    ("À la première phrase de l'article 1er, remplacer « est » par « reste ».", "Le lac est", "Le lac reste"),
    (
        "Compléter la première phrase de l'article 1er par les mots « à tous ».",
        "Le lac est ouvert.",
        "Le lac est ouvert à tous.",
    ),
    ("Статья 2: второе предложение исключить.", " Оно чистое.", ""),
    ("Первое предложение статьи 2 изложить в следующей редакции: «Озеро закрыто.»", "Озеро открыто.", "Озеро закрыто."),
    ("تحذف الجملة الثانية من المادة 3.", " وهي نظيفة.", ""),
    ("删除第五条第二句。", "湖水清洁。", ""),
    ("第五条第一款第二句改为：“湖水干净。”", "湖水清洁。", "湖水干净。"),
    ("第五条第一款改为：“湖泊关闭。”", "湖泊开放。湖水清洁。", "湖泊关闭。"),
    ("删去第五条第二款。", "湖边可以露营。\n\n", ""),
    ("第六条第一款第（二）项中的“鱼类”改为“鸟类”。", "鱼类", "鸟类"),
    ("第六条第一款第一项：“湖岸”改为“湖底”。", "湖岸", "湖底"),
    ("第六条第（一）项：“湖岸”改为“湖底”。", "湖岸", "湖底"),
    ("第六条第二款：“每年”改为“每月”。", "每年", "每月"),
    ("一、第六条第二款：“每年”改为“每月”。", "每年", "每月"),
    (
        "Часть 1 статьи 7 изложить в следующей редакции: «1. Совет упразднён.»",
        "Совет заседает летом.",
        "Совет упразднён.",
    ),
    ("В пункте 1 части 2 статьи 7 слово «главу» заменить словом «вождя».", "главу", "вождя"),
    ("Подпункт «б» пункта 2 части 2 статьи 7: «месяц» заменить на «неделю».", "месяц", "неделю"),
    ("Статья 7 (часть 1): «летом» заменить на «зимой».", "летом", "зимой"),
    ("Заменить «летом» на «зимой» (статья 7, часть 1).", "летом", "зимой"),
    ("Remplacer « libre » par « cara » (article 4).", "libre", "cara"),
    (
        "Article 1er : rédiger ainsi cet article :\n\n« Article 1er\n\nLe lac est fermé. »",
        "Le lac est ouvert. Il est gratuit. Il est sûr.",
        "Le lac est fermé.",
    ),
    ("Supprimer la première phrase du I de l'article 8.", "Le port est ouvert. ", ""),
    ("La première phrase du I de l'article 8 est ainsi rédigée : « Il gèle. »", "Le port est ouvert.", "Il gèle."),
    ("Le I de l'article 8 est ainsi rédigé : « Le port gèle. »", "Le port est ouvert. Il est gardé.", "Le port gèle."),
    ("Compléter le I de l'article 8 par une phrase ainsi rédigée : « Il gèle. »", "gardé.", "gardé. Il gèle."),
    ("Supprimer les 2° et 3° du II de l'article 8.", "bruit ;\n\n2° La pêche ;\n\n3° La nage.", "bruit ;"),
    ("Article 8\n\nI : supprimer la seconde phrase.", " Il est gardé.", ""),
    ("Article 8, II (1°) : remplacer « bruit » par « vacarme ».", "bruit", "vacarme"),
    (
        "Le texte de l'article 1er est remplacé par le suivant : « Le lac est gelé. »",
        "Le lac est ouvert. Il est gratuit. Il est sûr.",
        "Le lac est gelé.",
    ),
    ("Supprimer les 1° et 3° du II de l'article 8.", "1° Le bruit ;\n\n2° La pêche ;\n\n3° La nage.", "2° La pêche ;"),
    ("Подпункт с) статьи 9 исключить.", "\n\nc) мост.", ""),
    ("Исключить подпункты b) и c) статьи 9.", "\n\nb) порт;\n\nc) мост.", ""),
    ("Artículo 9, letra b): donde dice «порт» debe decir «puerto».", "порт", "puerto"),
    ("Artículo 4, primera frase: sustitúyase «libre» por «gratuita».", "La pesca es libre", "La pesca es gratuita"),
    ("Artículo 4, segunda frase: suprímase.", " Termina en julio.", ""),
)
ASKED = (
    "删去第五条第一款。",
    "第六条第一款改为：“管理局清洁湖岸。”",
    "删去第六条第三款。",
    "删去第六条第一款。",
    "Исключить часть 3.",
    "Artículo 4, tercera frase: sustitúyase «domingos» por «lunes».",
    "Suprímase la última frase del artículo 4.",
    "删除第五条最后一句。",
    "Статья 2: третье предложение исключить.",
)


def carried(message: str) -> tuple[str, int]:
    base = parse_text(DRAFT)
    found = carry_out(read_message(message, base), base, {})
    return found.text, len(found.problems)


def test_the_sentences_of_an_article_are_those_of_its_only_paragraph() -> None:
    for message, old, new in CARRIED:
        assert DRAFT.count(old) == 1
        assert carried(message) == (DRAFT.replace(old, new), 0), message


def test_a_sentence_of_several_paragraphs_is_asked_back() -> None:
    for message in ASKED:
        text, problems = carried(message)
        assert text == DRAFT and problems, message
