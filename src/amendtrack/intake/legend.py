"""Lines that say how changes are marked: ``Deletions are struck through, additions are in bold``.

Pure. Such a line says nothing about the text. If what is deleted is marked in a way that is lost in plain text, such as
a colour, the line is not recognised, since the deleted words would stay.
"""

from __future__ import annotations

import re

_LONGEST = 240  # characters
_MARKS = re.compile(r"[~*_\[\](){}+\"“”«»/|<>-]+")
_ARE = (
    r"(?: (?:is|are|has been|have been|appears?|shown|marked|indicated|given|set|highlighted|in|as|by|with|using|our"
    r"|the"
    r"|est|sont|figurent|indique\w*|marque\w*|en|par|entre|esta|estan|van|figuran|indicad[oa]s?|marcad[oa]s?|con|por"
    r"|выделен\w*|показан\w*|отмечен\w*|в))*"
)
_ADDED = (
    r"(?:(?:our|the|all|proposed|suggested|les|nos|las|los|nuestr[oa]s|наши) )*(?:additions?|insertions?|changes|edits"
    r"|amendments|modifications|(?:new|added|inserted) (?:words|text|wording|language)"
    r"|ajouts?|nouveaux mots|texte nouveau|modifications|adiciones|inserciones|texto nuevo|cambios"
    r"|добавления|вставки|новый текст|новые слова|изменения)"
)
_DELETED = (
    r"(?:(?:our|the|all|proposed|suggested|les|nos|las|los|nuestr[oa]s) )*(?:deletions?|omissions?"
    r"|(?:deleted|omitted) (?:words|text|wording|language)|(?:words|text) to be deleted"
    r"|suppressions?|mots supprimes|texte supprime|supresiones|texto suprimido|исключения|удаления|исключенные слова)"
)
_SEEN = (
    r"(?: (?:and|or|et|y|и|double|single|bold(?:face)?|underlin\w*|italics?|red|blue|green|yellow|colou?r|capitals?"
    r"|caps"
    r"|upper case|highlight\w*|tracked|track changes|brackets|square brackets|gras|souligne\w*|italiques?|rouge|bleu"
    r"|majuscules|crochets|negritas?|subrayad[oa]s?|cursiva|rojo|azul|mayusculas|corchetes"
    r"|жирным|подчеркнут\w*|курсивом|красным|шрифтом|прописными|скобках))+"
)
_STRUCK = (
    r"(?: (?:and|or|et|y|и|struck|struck through|struck out|strike ?through|strike ?out|crossed out|through|out"
    r"|square|brackets|tracked|track changes|red|blue|barre\w*|biffe\w*|crochets|tachad[oa]s?|corchetes"
    r"|зачеркнут\w*|скобках))*"
    r" (?:struck(?: through| out)?|crossed out|through|out|strike ?through|strike ?out|brackets|tracked"
    r"|track changes|barre\w*|biffe\w*|crochets"
    r"|tachad[oa]s?|corchetes|зачеркнут\w*|скобках)"
)
_LEGEND = re.compile(
    rf"(?:{_ADDED}{_ARE}{_SEEN}|{_DELETED}{_ARE}{_STRUCK})"
    rf"(?:(?: and| et| y| и| ,| ;)*(?: while)? (?:{_ADDED}{_ARE}{_SEEN}|{_DELETED}{_ARE}{_STRUCK}))?"
    r"|(?:新增|增加|添加|修改)(?:部分|文字|内容|处)?(?:均)?(?:用|以|为|加)?(?:粗体|下划线|红色|斜体|黑体)(?:表示|标出|标示)?"
    r"(?:[,，、;；]| )*(?:(?:删除|删去)(?:部分|文字|内容)?(?:均)?(?:用|以|为|加)?(?:删除线|方括号)(?:表示|标出|标示)?)?"
)


def is_legend(said: str) -> bool:
    """Whether a sentence, in the form used for comparison, only says how changes are marked.

    >>> is_legend("deletions are shown as ~~struck~~, additions as __underlined__"), is_legend("our edits are in bold")
    (True, True)
    >>> is_legend("deletions are in red"), is_legend("additions are not in bold"), is_legend("our changes are final")
    (False, False, False)
    """
    if len(said) > _LONGEST:
        return False
    bare = " ".join(re.sub(r"([,;:])", r" \1", _MARKS.sub(" ", said)).replace(" :", " ").split()).strip(" .;,")
    return bool(_LEGEND.fullmatch(bare))


__all__ = ["is_legend"]
