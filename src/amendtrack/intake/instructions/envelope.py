"""What in a message is only mail: header lines, greeting, signature, courtesy, and earlier mail quoted in it.

It is told apart and listed, not dropped; a line that asks for something is never taken for mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from amendtrack.intake.instructions.keywords import (
    CLOSING,
    GENERAL,
    GREETING,
    LEAD_IN,
    MAIL_HEADER,
)
from amendtrack.intake.instructions.lines import Line
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.replies import earlier_lines


class Sort(Enum):
    """What a piece of mail is."""

    HEADER = "header"
    GREETING = "greeting"
    COURTESY = "courtesy"
    SIGNATURE = "signature"
    EARLIER = "earlier mail"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Apart:
    """A piece of the message that belongs to the mail: what it is, its words, and its first line (from 1)."""

    sort: Sort
    words: str
    line: int

    @classmethod
    def courtesy(cls, words: str, line: int) -> Apart:
        """A sentence of thanks, or one that only announces what follows."""
        return cls(Sort.COURTESY, words, line)

    @classmethod
    def greeting(cls, words: str, line: int) -> Apart:
        """What a line opens with before it comes to its matter."""
        return cls(Sort.GREETING, words, line)

    def __str__(self) -> str:
        words = self.words if len(self.words) <= 50 else self.words[:50].rpartition(" ")[0] + " …"
        return f"{self.sort.value}: {words}"


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a line: whether it is, or begins, an instruction; speaks of a change at all; names a place."""

    asks: Callable[[Line], bool]
    wishes: Callable[[Line], bool]
    places: Callable[[Line], bool]


GENERAL_LINE = re.compile(GENERAL)
_GREETING = re.compile(rf"{GREETING}[^:;]{{0,90}}[,:!.]?")
_GREETED = re.compile(rf"{GREETING}[^:;,.!\n]{{0,60}}[,:!.]\s+(?=\S)")
_CLOSING = re.compile(rf"{CLOSING}[^:;]{{0,50}}[,.!]?")
_HEADER = re.compile(MAIL_HEADER)
_COURTESY = re.compile(
    r"(?:.*\b(?:thanks?|thankful|grateful|remerci\w*|agradec\w*)\b.*"
    r"|(?:please find|veuillez trouver|sirvase encontrar)\b.*"
    r"|(?:please accept|accept,|veuillez agreer|(?:je|nous) vous pri(?:e|ons) d'agreer|reciba"
    r"|aprovech\w+ (?:la|esta) o\w+)\b.*"
    r"|.*\bavails? (?:itself|myself|ourselves) of (?:this|the) (?:opportunity|occasion)\b.*"
    r"|.*\b(?:proposes?|proposons|propone|proponemos)(?: the following| lo siguiente| ce qui suit)? ?:"
    rf"|{LEAD_IN})"
)
_FOOTER = re.compile(
    r"(?:sent from my\b|get outlook for|envoye de mon\b|envoye depuis\b|enviado desde mi\b|obtener outlook"
    r"|(?:please )?consider the environment|avant d'imprimer|antes de imprimir|pensez a l'environnement"
    r"|disclaimer|confidentiality (?:notice|note)|avis de confidentialite|aviso (?:legal|de confidencialidad)"
    r"|(?:this|the) (?:e-?mail|message|communication|information)\b.*\b(?:confidential|privileged|intended|recipient)"
    r"|(?:ce|le present) (?:message|courriel|mail)\b.*\b(?:confidentiel|destinataire)"
    r"|(?:este|el presente) (?:mensaje|correo)\b.*\b(?:confidencial|destinatario)"
    r"|if you (?:are not the intended|have received this (?:e-?mail|message))"
    r"|caution: |\[external|external e-?mail|this e-?mail originated).*"
)
_OFFICE = re.compile(
    r".*(?:\b(?:permanent mission|mission of|ministry|minister|embassy|ambassador|delegation of|secretary|counsell?or"
    r"|attache|advis[eo]r|officer|deputy|head of|department|directorate"
    r"|representative|tel|phone|mobile|fax"
    r"|ministere|ministre|ambassade|ambassadeur|ambassadrice|mission permanente|delegation|secretaire|conseill\w*"
    r"|directeur|directrice|direction|representant|representante"
    r"|ministerio|ministro|ministra|embajada|embajador|embajadora|mision permanente|secretario|secretaria|consejero"
    r"|consejera|director|directora|direccion)\b|@|www\.|\+\d\d)"
)
_STANDS = re.compile(r"\b(?:replac|supersed|withdr|cancel|disregard|remplac|annul|retir|reemplaz|sustitu)\w*")
_SIGNED_LINES = 8
_SIGNED_LENGTH = 90


def is_courtesy(words: str) -> bool:
    """Whether a sentence only thanks, or announces what follows it."""
    return len(words) <= 400 and _COURTESY.fullmatch(plain(words)) is not None and not _STANDS.search(plain(words))


def greeted(words: str) -> int:
    """How many letters of a line are a greeting before what it says: ``Dear all, delete para 3``; often none.

    >>> greeted("Dear all, delete para 3"), greeted("Delete para 3")
    (10, 0)
    """
    found = _GREETED.match(plain(words[:200]))
    return found.end() if found else 0


def told_apart(lines: Sequence[Line], asking: Asking) -> tuple[list[Apart], frozenset[int]]:
    """The pieces of mail in order, and the lines that they take."""
    asks, wishes = asking.asks, asking.wishes
    pieces: list[tuple[Sort, list[int]]] = []
    taken: set[int] = set()

    def take(sort: Sort, which: list[int]) -> None:
        if which:
            pieces.append((sort, which))
            taken.update(which)

    for sort, which in _earlier(lines):
        take(sort, which)
    body = [n for n, line in enumerate(lines) if not line.is_blank and n not in taken]
    headers = []
    for n in body:
        if not _HEADER.fullmatch(plain(lines[n].words[:300])) or asks(lines[n]):
            break
        headers.append(n)
    take(
        Sort.HEADER,
        headers
        if len(headers) > 1 or (headers and re.match("(?i)subject|obje?t|asunto", lines[headers[0]].words))
        else [],
    )
    body = [n for n in body if n not in taken]
    if (
        body
        and len(lines[body[0]].words) <= 120
        and _GREETING.fullmatch(plain(lines[body[0]].words))
        and not wishes(lines[body[0]])
    ):
        take(Sort.GREETING, body[:1])
        body = body[1:]
    take(Sort.FOOTER, [n for n in body if _FOOTER.fullmatch(plain(lines[n].words[:2000])) and not wishes(lines[n])])
    body = [n for n in body if n not in taken]
    signed = _signature(lines, body, asking)
    take(Sort.SIGNATURE, signed)
    if not signed:
        take(Sort.SIGNATURE, _name_block(lines, body, wishes))
    told = [Apart(sort, " ".join(lines[n].words for n in which), which[0] + 1) for sort, which in pieces]
    return sorted(told, key=lambda piece: piece.line), frozenset(taken)


def _earlier(lines: Sequence[Line]) -> list[tuple[Sort, list[int]]]:
    """Earlier mail, and what only may be: neither is read as the sender's own words."""
    found = earlier_lines([line.words for line in lines])
    return [(Sort.EARLIER, [n for n in range(each.first, each.end) if not lines[n].is_blank]) for each in found]


def _signature(lines: Sequence[Line], body: Sequence[int], asking: Asking) -> list[int]:
    """From the closing words, or a line ``--``, as far as the lines are short and ask for nothing."""
    for k, n in enumerate(body):
        words = lines[n].words
        closes = words in ("--", "—", "---") or (len(words) <= 70 and _CLOSING.fullmatch(plain(words)))
        if k == 0 or not closes or asking.asks(lines[n]) or asking.wishes(lines[n]):
            continue
        end = k + 1
        while end < len(body) and end - k < _SIGNED_LINES and len(lines[body[end]].words) <= _SIGNED_LENGTH:
            if asking.asks(lines[body[end]]) or asking.places(lines[body[end]]):
                break
            end += 1
        return list(body[k:end])
    return []


def _name_block(lines: Sequence[Line], body: Sequence[int], wishes: Callable[[Line], bool]) -> list[int]:
    """The last lines after a blank one, if they are a name and an office, and not the whole message."""
    k = len(body)
    while k > 0 and (k == len(body) or body[k - 1] == body[k] - 1):
        k -= 1
    block = body[k:]
    if k == 0 or not 2 <= len(block) <= _SIGNED_LINES or not any(_OFFICE.match(plain(lines[n].words)) for n in block):
        return []
    plainly = all(_is_of_a_name(lines[n].words) and not wishes(lines[n]) for n in block)
    return list(block) if plainly else []


def _is_of_a_name(words: str) -> bool:
    """Whether a line can stand under a message as a name, an office or an address: short, and no sentence."""
    return (
        len(words) <= 70
        and words[0] not in "-*•–—"
        and (words[0].isupper() or "@" in words or words[0] == "+")
        and (words[-1] not in ".;:!?" or len(words.split()) < 4)
    )
