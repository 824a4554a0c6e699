"""Whether a message says that it concerns another document or version than the one it is applied to.

Pure. Only the words outside its instructions are examined: a symbol or version inside wording is part of the wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from amendtrack.intake.instructions.spelling import plain

_SYMBOL = re.compile(r"(?<![\w/@.])(?=[\w./-]*\d)[A-Z]{1,10}(?:\.\d+)?(?:/[A-Z\d][\w.-]*)+(?<![.-])")
_MONTH = r"(?:jan|feb|fev|mar|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|aou|ago|sep|oct|nov|dec|ene|dic)[a-z]*\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)? (?:of |de )?{_MONTH}|{_MONTH} \d{{1,2}}\b|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_TEXT = r"(?:version|draft|text|document|revision|projet|texte|proyecto|texto|borrador)"
_OTHER = (
    r"(?:zero|first|second|third|fourth|previous|earlier|old|older|prior|preceding|precedente?|ancienne?|anterior"
    r"|(?:yesterday|last (?:week|month|year))'s)"
)
_VERSION = re.compile(
    rf"\b(?:{_TEXT}\b[^.;:\n]{{0,40}}?\b(?:of|dated|from|du|de|del|en date du|de fecha)\b[^.;:\n]{{0,20}}?\b{_DAY}"
    rf"|{_DAY} {_TEXT}\b|{_OTHER} (?:draft |revised )?{_TEXT}\b|{_TEXT} (?:precedente?|anterior)\b)"
)
_NUMBERED = re.compile(
    r"\b(?P<what>rev|revision|version|v)(?:\. ?|\.? ?(?:no\.? ?)?)(?P<number>\d{1,2}(?:\.\d{1,2})?)\b"
)


_ABOUT = (
    r"\b(?:comments?|remarks?|observations?|amendments?|proposals?|edits?|input|inputs|suggestions?|commentaires?"
    r"|remarques?|amendements?|propositions?|comentarios|observaciones|enmiendas|propuestas"
    r"|замечания|поправки|комментарии|предложения|ملاحظات|تعديلات|تعليقات|مقترحات)\s+"
    r"(?:on|to|regarding|concerning|about|for|sur|au|aux|à|relatifs à|concernant|sobre|a|al|к|по|на|على|بشأن|حول)\s+"
    r"(?:(?:the|our|your|le|la|les|el|los|las)\s+|l['’])?"
)
_NOUN = (
    r"(?:Rules?|Charter|Regulations?|Code|Protocol|Treaty|Convention|Covenant|Statutes?|Agreement|Guidelines|Declaration"
    r"|Act|Law|Règlement|Charte|Traité|Accord|Pacte|Protocole|Déclaration|Loi|Reglamento|Carta|Tratado|Acuerdo|Pacto"
    r"|Protocolo|Convenio|Convención|Estatuto|Código|Ley|Declaración|Устав\w*|Хартии|Правила\w*|Договор\w*|Конвенци\w*"
    r"|Протокол\w*|Соглашени\w*|Регламент\w*|Кодекс\w*|Декларации|لائحة|ميثاق|معاهدة|اتفاقية|اتفاق|بروتوكول|قانون)"
)
_LINKED = r"(?:\s+(?:of|on|for|and|the|de|du|des|la|le|les|del|los|las|y|et|о|об|по))*"
_CAPITAL = r"[A-ZÀ-ÝА-Я]"
_NAME = (
    rf"(?:(?:{_CAPITAL}[\w’'-]*)\s+){{0,4}}{_NOUN}(?!\w)"
    rf"(?:{_LINKED}\s+(?:{_CAPITAL}\S*|[а-яء-ي]+|(?<=des\s)\w+|(?<=del\s)\w+|(?<=de\s)\w+)){{0,4}}"
)
_CALLED = re.compile(rf"(?i:{_ABOUT})(?P<name>{_NAME})|《(?P<quoted>[^《》\n]{{2,40}})》")
_TITLE = 300  # letters at the beginning of a draft in which its title stands
_STEM = 5  # letters by which two forms of a word are compared


def text_called(said: str, known: Iterable[str]) -> str:
    """The text that comments are said to be on by its name, if the draft's title has not all words of that name."""
    first, *rest = [*known, ""]
    there, titles = plain(" ".join([first, *rest])), plain(" ".join([first[:_TITLE], *rest]))
    for found in _CALLED.finditer(said):
        name = (found["name"] or found["quoted"]).strip(" .,:;")
        stems = [word[:_STEM] for word in re.findall(r"\w{4,}|[\u4e00-\u9fff]{2,}", plain(name))]
        if plain(name) not in there and not all(stem in titles for stem in stems):
            return name
    return ""


def another_text(said: str, revision: str, known: Iterable[str]) -> str:
    """The document or version named by some words, if it is not the draft; otherwise empty.

    ``revision`` is the name of the revision that the words are applied to; ``known`` holds words of the draft and its
    title.

    >>> another_text("Our comments refer to the version of 12 April.", "Rev.0", ())
    'version of 12 april'
    >>> another_text("A few comments on the Harbour Rules:", "Rev.0", ["# Resolution on harbours"])
    'Harbour Rules'
    >>> another_text("Comments on Rev.2 (LA/10/L.4)", "Rev.2", ["Draft plan (LA/10/L.4)"])
    ''
    """
    known = list(known)
    there = " ".join(known)
    for symbol in _SYMBOL.findall(said):
        if symbol not in there:
            return str(symbol)
    folded, draft = plain(said), plain(there)
    if (found := _VERSION.search(folded)) and found[0] not in draft:
        return found[0].rstrip(" .")
    own = re.search(r"\d+(?:\.\d+)?$", revision)
    for found in _NUMBERED.finditer(folded):
        if not (own and own[0] == found["number"]) and found[0] not in draft:
            return found[0]
    return text_called(said, known)


__all__ = ["another_text", "text_called"]
