"""Positions as delegations say them: ``We support Galdora on para 12``, in the six official languages.

Pure, and narrow on purpose. A message is read here only if every sentence of it that is not routine is a position in
one of the known forms; a condition, a reason, a negation or any other word leaves the whole message for a person. What
the names and places stand for is found out by ``draft``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from amendtrack.consolidation.negotiation import Stance
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import SpanRole
from amendtrack.intake.routine import Own, carrying


@dataclass(frozen=True, slots=True)
class SaidPosition:
    """One position: the sentence, the stance, who takes it (empty for the senders), and what it is on.

    It is on the proposal of ``number`` (``NRV-1#2``), on what ``whose`` proposes (at ``places``, if there are any), or
    on ``places`` alone. ``is_new`` says that the place was called new.
    """

    sentence: str
    stance: Stance
    speaker: str = ""
    whose: str = ""
    number: str = ""
    places: tuple[str, ...] = ()
    is_new: bool = False


def positions_said(words: str, own: Own) -> tuple[SaidPosition, ...]:
    """The positions in a message that contains nothing else, in order; none if there is anything else in it.

    >>> said = positions_said("Dear colleagues,\\n\\nWe support Galdora on para 12.\\n\\nKind regards,", Own())
    >>> [(each.stance.value, each.whose, each.places) for each in said]
    [('support', 'galdora', ('12',))]
    >>> positions_said("We support Galdora on para 12 if 15 stays.", Own())
    ()
    """
    found = []
    for span in carrying(words, own):
        for sentence in _sentences(words[span.start : span.end]) if span.kind is SpanRole.LEFT else ():
            said = _position(sentence)
            if said is None:
                return ()
            found.append(said)
    return tuple(found)


_END = re.compile(r"(?<=[.!。])\s*(?=[^\W\d_a-zа-я])|(?<=。)|\n\s*\n|\n\s*(?=[-–•*·] )")


def _sentences(words: str) -> Iterator[str]:
    for part in _END.split(words):
        if sentence := " ".join(part.split()).lstrip("-–•*· ").strip():
            yield sentence


def _position(sentence: str) -> SaidPosition | None:
    said = plain(sentence).rstrip(" .!。")
    for stance, pattern in _patterns():
        if found := pattern.fullmatch(said):
            parts = found.groupdict()
            number = (parts.get("number") or "").upper().replace(" ", "")
            places = tuple(_places(parts.get("places") or ""))
            if parts.get("places") and not places:
                continue
            who, whose = (" ".join((parts.get(part) or "").split()) for part in ("who", "whose"))
            return SaidPosition(sentence, stance, who, whose, number, places, bool(parts.get("new")))
    return None


_NUMBER_WORD = (
    r"(?:(?:the|le|la|les|el|los) )?(?:operative |preambular )?(?:paragraphs?|paras?\.?|paragraphes?|parrafos?"
    r"|пункт(?:у|ам|е|ах|а|ов|ы)?|п\.|actions?|op|pp|الفقرة|الفقرات)"
)
_LABEL = r"\d{1,3}(?: ?(?:bis|ter|quater|quinquies|sexies|مكررا?))?(?: ?\([a-z]{1,4}\)){0,2}"
_BETWEEN = r"(?:, (?:and )?| and | et | y | и | و ?|、|和)"
_ONE = rf"(?:{_NUMBER_WORD} ?)?{_LABEL}|第 ?{_LABEL} ?段|(?:op|pp) ?{_LABEL}"
_PLACES = re.compile(rf"(?:{_ONE})(?:{_BETWEEN}(?:{_ONE}))*|(?:{_NUMBER_WORD} ?)?{_LABEL} ?[-–] ?{_LABEL}")
_EACH = re.compile(_BETWEEN)
_OF_A_PARAGRAPH = re.compile(
    r"(?:(?:the|le|la|les|el|los) )?(?:(?:paragraphs?|paragraphes?|parrafos?|пункт(?:у|ам|е|ах|а|ов|ы)?"
    r"|الفقرات|الفقرة) |(?:paras?\.?|п\.) ?)?"
)
"""Words that add nothing to a number; ``action`` and ``op`` do."""


def _places(words: str) -> Iterator[str]:
    """The places in a list, each on its own; none if any of it is something else."""
    if not _PLACES.fullmatch(words):
        return
    for each in _EACH.split(words):
        yield _OF_A_PARAGRAPH.sub("", each, count=1).strip()


# -- the sentences ---------------------------------------------------------------------------------

_AT = "(?P<places>[^;:]{1,80}?)"
_WHOSE = "(?P<whose>[^\\W_](?:[\\w '’&()-]){1,58}?)"
_WHO = "(?P<who>[^\\W_](?:[\\w '’&()-]){0,58}?)"
_PROPOSAL = "(?P<number>[a-z0-9_]{2,24}-[0-9]{1,3}(?: ?#[0-9]{1,3})?)"
_ENGLISH_WE = rf"(?:(?:we|i|our delegation|my delegation|{_WHO})(?: (?:also|fully|strongly|firmly|hereby|therefore))*)"
_NOUN = "(?:(?:proposals?|amendments?|suggestions?|wording|text))"
_ENGLISH_ON = "(?:on|to|for|in|regarding|concerning|with regard to|as regards)"
_FRENCH_WE = rf"(?:nous|je|notre delegation|ma delegation|{_WHO})"
_FRENCH_OPPOSE = "(?:nous opposons|s['’]oppose|sommes opposee?s|est opposee?)"
_FRENCH_NOUN = "(?:propositions?|amendements?)"
_FRENCH_ON = "(?:(?:relati(?:ve|f)s? |portant )?(?:au|aux|sur|sur le|sur les|pour le)|concernant(?: les?)?|a propos du)"
_SPANISH_NOUN = "(?:propuestas?|enmiendas?)"
_SPANISH_ON = "(?:(?:relativ[ao]s? )?(?:al|a los|sobre|sobre el|sobre los|para el|en el)|respecto del)"
_RUSSIAN_ON = "(?:по|к|в отношении|относительно)"
_ARABIC_NOUN = "(?:مقترح|اقتراح|تعديل)"
_ARABIC_ON = "(?:بشان|بشأن|على|في|حول)"
_CHINESE_NOUN = "(?:提案|建议|修正案|提议)"
_CHINESE_WE = rf"(?:我们|我方|我国|我国代表团|我代表团|{_WHO})(?:完全|也|坚决)?"

_OF_ENGLISH = (
    rf"(?:the )?{_WHOSE}['’]s? {_NOUN}(?: {_ENGLISH_ON} {_AT})?",
    rf"(?:the|this) {_NOUN} (?:of|by|from|made by|submitted by) {_WHOSE}(?: {_ENGLISH_ON} {_AT})?",
    rf"(?:{_NOUN} )?{_PROPOSAL}",
    rf"{_WHOSE} {_ENGLISH_ON} {_AT}",
)
_OF_FRENCH = (
    rf"(?:la|l['’]|les|cette|cet) ?{_FRENCH_NOUN} (?:de la |de l['’]|du |des |de |d['’]){_WHOSE}"
    rf"(?: {_FRENCH_ON} {_AT})?",
    rf"(?:(?:la|l['’]) ?{_FRENCH_NOUN} )?{_PROPOSAL}",
    rf"{_WHOSE} {_FRENCH_ON} {_AT}",
)
_OF_SPANISH = (
    rf"(?:la|las|esta) {_SPANISH_NOUN} (?:de la|del|de) {_WHOSE}(?: {_SPANISH_ON} {_AT})?",
    rf"(?:(?:la )?{_SPANISH_NOUN} )?{_PROPOSAL}",
    rf"(?:a )?{_WHOSE} {_SPANISH_ON} {_AT}",
)
_SENTENCES: tuple[tuple[Stance, tuple[str, ...]], ...] = (
    (
        Stance.SUPPORT,
        (
            *(rf"{_ENGLISH_WE} (?:supports?|endorses?) {of}" for of in _OF_ENGLISH),
            *(
                rf"{_FRENCH_WE} (?:appuyons|appuie|soutenons|soutient|soutiens) (?:pleinement )?{of}"
                for of in _OF_FRENCH
            ),
            *(rf"(?:apoyamos|respaldamos|{_WHO} (?:apoya|respalda)) (?:plenamente )?{of}" for of in _OF_SPANISH),
            rf"(?:мы |наша делегация |{_WHO} )?поддержива(?:ем|ет) (?:предложение|поправку) {_WHOSE}"
            rf"(?: {_RUSSIAN_ON} {_AT})?",
            rf"(?:мы |наша делегация |{_WHO} )?поддержива(?:ем|ет) {_WHOSE} {_RUSSIAN_ON} {_AT}",
            rf"(?:мы |наша делегация |{_WHO} )?поддержива(?:ем|ет) (?:(?:предложение|поправку) )?{_PROPOSAL}",
            rf"(?:نحن |وفدنا |{_WHO} )?(?:نؤيد|نويد|ندعم|يؤيد|تؤيد) {_ARABIC_NOUN} {_WHOSE}(?: {_ARABIC_ON} {_AT})?",
            rf"(?:نحن |وفدنا |{_WHO} )?(?:نؤيد|نويد|ندعم|يؤيد|تؤيد) {_WHOSE} {_ARABIC_ON} {_AT}",
            rf"{_CHINESE_WE}支持 ?{_WHOSE}(?:关于|对|就|在) ?{_AT} ?的?{_CHINESE_NOUN}?",
            rf"{_CHINESE_WE}支持 ?{_WHOSE} ?的{_CHINESE_NOUN}",
            rf"{_CHINESE_WE}支持 ?{_PROPOSAL}",
        ),
    ),
    (
        Stance.OPPOSE,
        (
            *(rf"{_ENGLISH_WE} (?:opposes?|objects? to|(?:are|is|am) opposed to) {of}" for of in _OF_ENGLISH),
            rf"{_ENGLISH_WE} (?:opposes?|objects? to|(?:are|is|am) opposed to) (?:the )?(?P<new>new )?{_AT}"
            r"(?: as (?:it stands|drafted))?",
            *(rf"{_FRENCH_WE} {_FRENCH_OPPOSE} a {of}" for of in _OF_FRENCH),
            rf"{_FRENCH_WE} {_FRENCH_OPPOSE} (?:au|aux) (?P<new>nouveau )?{_AT}",
            *(rf"(?:nos oponemos|{_WHO} se opone) a {of}" for of in _OF_SPANISH),
            rf"(?:nos oponemos|{_WHO} se opone) (?:al|a los) (?P<new>nuevo )?{_AT}",
            rf"(?:мы |наша делегация |{_WHO} )?(?:возража(?:ем|ет)|выступа(?:ем|ет)) против (?:предложения|поправки)"
            rf" {_WHOSE}(?: {_RUSSIAN_ON} {_AT})?",
            rf"(?:мы |наша делегация |{_WHO} )?(?:возража(?:ем|ет)|выступа(?:ем|ет)) против (?P<new>нового )?{_AT}",
            rf"(?:نحن |وفدنا |{_WHO} )?(?:نعارض|يعارض|تعارض) {_ARABIC_NOUN} {_WHOSE}(?: {_ARABIC_ON} {_AT})?",
            rf"(?:نحن |وفدنا |{_WHO} )?(?:نعارض|يعارض|تعارض) {_AT}(?P<new> الجديدة)?",
            rf"{_CHINESE_WE}反对 ?{_WHOSE}(?:关于|对|就|在) ?{_AT} ?的?{_CHINESE_NOUN}",
            rf"{_CHINESE_WE}反对 ?(?P<new>新的?)?{_AT}",
        ),
    ),
    (
        Stance.RESERVE,
        (
            *(
                rf"{_ENGLISH_WE} (?:reserves?(?: (?:our|its|my|their) position)?"
                rf"|(?:enters?|places?|makes?|lodges?|ha(?:s|ve)) a (?:scrutiny |general )?reservation) {on}"
                for on in (rf"(?:on|regarding|concerning) (?:the )?{_AT}", *(rf"on {of}" for of in _OF_ENGLISH[:-1]))
            ),
            rf"{_FRENCH_WE} (?:reservons notre position|reserve sa position|reserve ma position"
            rf"|(?:emettons|emet|faisons|formulons|formule) une reserve)"
            rf" (?:sur|concernant|quant|au sujet)(?: au| aux| du| des)?(?: les| le)? {_AT}",
            rf"(?:(?:nos )?reservamos(?: nuestra posicion)?|{_WHO} (?:se )?reserva(?: su posicion)?)"
            rf" (?:sobre|respecto|con respecto|en relacion con)(?: a los| de los| al| del| a)?(?: los| el)? {_AT}",
            rf"(?:мы |наша делегация |{_WHO} )?резервиру(?:ем|ет) (?:нашу |свою )?позицию"
            rf" (?:по|в отношении|относительно) {_AT}",
            rf"(?:نحن |وفدنا |{_WHO} )?(?:نتحفظ|يتحفظ|تتحفظ) (?:على|بشان|بشأن) {_AT}",
            rf"{_CHINESE_WE}对 ?{_AT} ?(?:持|有|提出|表示)?保留(?:意见|立场)?",
            rf"{_CHINESE_WE}保留对 ?{_AT} ?的立场",
        ),
    ),
)


@cache
def _patterns() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    return tuple((stance, re.compile(pattern)) for stance, patterns in _SENTENCES for pattern in patterns)


__all__ = ["SaidPosition", "positions_said"]
