"""Sentences of articles whose paragraphs have no numbers: counted below the heading, and never in its title."""

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
"""

CARRIED = (
    ("À l'article 1er, supprimer la deuxième phrase.", " Il est gratuit.", ""),
    ("Article 1er, dernière phrase : supprimer.", " Il est sûr.", ""),
    ("À la première phrase de l'article 1er, remplacer « est » par « reste ».", "Le lac est", "Le lac reste"),
    ("Compléter la première phrase de l'article 1er par les mots « à tous ».", "est ouvert.", "est ouvert à tous."),
    ("Статья 2: второе предложение исключить.", " Оно чистое.", ""),
    ("Первое предложение статьи 2 изложить в следующей редакции: «Озеро закрыто.»", "Озеро открыто.", "Озеро закрыто."),
    ("تحذف الجملة الثانية من المادة 3.", " وهي نظيفة.", ""),
    ("删除第五条第二句。", "湖水清洁。", ""),
)
ASKED = (
    "Artículo 4, primera frase: sustitúyase «libre» por «gratuita».",
    "Suprímase la última frase del artículo 4.",
    "La primera frase del artículo 4 queda redactada como sigue: «No se pesca.»",
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
