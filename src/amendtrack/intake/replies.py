"""Earlier mail in a message: what it answers, forwards or quotes, distinguished from its sender's own words.

Knows how mail programs announce earlier mail, in their various languages; the readers of messages handle the sender's
own words. A line is treated as earlier mail only on evidence; a line that may be either is left for manual review.

Source: RFC 3676, section 4.5 (quoting); the customs of Outlook, Gmail, Apple Mail, Thunderbird, Yahoo, QQ, 163, Yandex,
Zoho, Notes and GroupWise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from amendtrack.intake.message_spans import MessageSpan, SpanRole

BESIDE_A_QUOTATION = "it comes directly after quoted lines and may be part of the quotation"


class _Field(Enum):
    """A header line of a message that was copied with it."""

    FROM = "from"
    WHEN = "when"
    TO = "to"
    SUBJECT = "subject"


_FIELDS = {
    _Field.FROM: (
        "from, de, von, da, van, fra, från, od, lähettäjä, kimden, feladó, expéditeur, remitente, absender, mittente, "
        "от, от кого, отправитель, від, 发件人, 發件人, 寄件者, 寄件人, 差出人, 送信者, "
        "보낸 사람, 보낸사람, من, المرسل, מאת"
    ),
    _Field.WHEN: (
        "sent, date, envoyé, envoyé le, envoyée, date d'envoi, enviado, enviado el, enviada, enviada em, fecha, data, "
        "gesendet, gesendet am, datum, inviato, verzonden, sendt, skickat, wysłano, odesláno, lähetetty, gönderildi, "
        "отправлено, дата, дата отправки, надіслано, 发送时间, 發送時間, 发送日期, 日期, 时间, 寄件日期, 送信日時, "
        "日時, "
        "보낸 날짜, 날짜, "
        "تاريخ الإرسال, أرسلت, أرسل, تم الإرسال, مرسل, التاريخ, תאריך, נשלח"
    ),
    _Field.TO: (
        "to, à, a, para, an, aan, til, till, do, komu, vastaanottaja, kime, címzett, destinataire, destinatario, "
        "empfänger, кому, 收件人, 收件者, 宛先, 받는 사람, 받는사람, إلى, الى, אל, "
        "cc, copie, copie à, kopie, копия, 抄送, 副本, نسخة"
    ),
    _Field.SUBJECT: (
        "subject, objet, asunto, assunto, betreff, oggetto, onderwerp, emne, ämne, temat, předmět, aihe, konu, tárgy, "
        "тема, 主题, 主旨, 主題, 件名, 제목, الموضوع, נושא"
    ),
}
_ORIGINAL = (
    "original message, message d'origine, message original, mensaje original, mensagem original, original-nachricht, "
    "ursprüngliche nachricht, originalnachricht, messaggio originale, oorspronkelijk bericht, oprindelig meddelelse, "
    "ursprungligt meddelande, opprinnelig melding, wiadomość oryginalna, původní zpráva, исходное сообщение, "
    "оригинальное сообщение, первоначальное сообщение, 原始邮件, 原始郵件, 原邮件, 邮件原件, "
    "元のメッセージ, 원본 메시지, "
    "الرسالة الأصلية, رسالة أصلية, forwarded message, forwarded by, message transféré, message transmis, "
    "mensaje reenviado, mensagem encaminhada, weitergeleitete nachricht, messaggio inoltrato, doorgestuurd bericht, "
    "videresendt meddelelse, пересылаемое сообщение, пересланное сообщение, переадресованное сообщение, "
    "转发邮件, 转发的邮件, 轉寄郵件, 轉寄的郵件, 転送メッセージ, 전달된 메시지, "
    "رسالة معاد توجيهها, رسالة محولة, الرسالة المحولة, original, replied message, replied mail, forwarded mail, "
    "回复的原邮件, 答复的原邮件, 回复邮件, 原始信件, 轉寄的信件, 回复的邮件"
)
_BEGINS = (
    "begin forwarded message, début du message transféré, début du message réexpédié, inicio del mensaje reenviado, "
    "anfang der weitergeleiteten nachricht, anfang der weitergeleiteten e-mail, inizio messaggio inoltrato, "
    "начало переадресованного сообщения, 开始转发的邮件, بداية الرسالة المعاد توجيهها"
)
_WROTE = (
    r"\bwrote\b, \ba ecrit\b, \bescribio\b, \bescreveu\b, \bschrieb\b, \bhat .*geschrieben\b, \bha scritto\b, "
    r"\bschrijft\b, \bva escriure\b, \bkirjutas\b, \brakstija\b, \bskrifaði\b, \bmenulis\b, "
    r"\bđa viet\b, \bje napisa(?:o|la|o/la), \bнаписа\b, \bје написа(?:о|ла), 쓴 글, 님이 씀, เขียน, \bنوشت\b, "
    r"^(?:quoting|zitat von|citando a|citation de) .*@, "
    r"\bschreef\b, \bskrev\b, \bkirjoitti\b, \bnapisa[lł](?:a|\(a\))?, \bnapsal(?:a|\(a\))?, \bpisze\b, \birta\b, "
    r"\ba scris\b, \byazd[iı]\b, \bεγραψε\b, \bнаписал(?:а|и|\(а\))?, \bписал(?:а|и|\(а\))?, \bпишет\b, "
    r"\bнаписав(?:ла)?, \bпише\b, 写道, 寫道, 写到, 來信, 来信, 書きました, のメッセー[ジシ], 작성, "
    r"\bكتبت?\b, \bכתבה?\b"
)
_MOST_WRAPPED = 3
_LONGEST = 400
_MOST_FIELDS = 12


@lru_cache(maxsize=1 << 12)
def _plain(words: str) -> str:
    """A line in lower case, without accents, invisible signs and the signs of emphasis around it."""
    letters = unicodedata.normalize("NFKD", words.replace("’", "'"))
    kept = "".join(sign for sign in letters if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(unicodedata.normalize("NFC", kept).casefold().split()).strip("* ")


def _any_of(names: str) -> str:
    return "|".join(re.escape(_plain(name)) for name in sorted(names.split(", "), key=len, reverse=True))


_FIELD = {
    field: re.compile(rf"\W{{0,3}}(?:{_any_of(names)})\W{{0,3}}?\s?[:：]\W{{0,3}}(.*)")
    for field, names in _FIELDS.items()
}
_RULED = re.compile(rf"[^\w]{{0,3}}[-—–_=~]{{2,}}\s*(?:{_any_of(_ORIGINAL)})\b.{{0,80}}?[-—–_=~:]{{2,}}.*")
_OPENS = re.compile(rf"(?:{_any_of(_BEGINS)})\s?[:：]?")
_FIELD_ALONE = {field: re.compile(_any_of(_FIELDS[field])) for field in (_Field.TO, _Field.SUBJECT)}
_VERB = re.compile("|".join(_WROTE.split(", ")))
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+\.\w+")
_DATED = re.compile(r"\d{1,4}\D{1,12}\d")
_RULE = re.compile(r"[-_=—–]{5,}")
_RULES = "-—–_=*~"
_WORD = re.compile(r"\w")
_GROUPWISE = re.compile(r">>>.*\d.*>>>")
_OPENS_WITH_DATE = re.compile(r"(?:on|at|le|el|il|am|em|as|op|den|dne|w dniu|pe|στις|в|на|в|在|於|في)\b.*\d")
_ALONE_IN_A_HEAD = 8  # lines


@dataclass(frozen=True, slots=True)
class Earlier:
    """Lines ``first`` to ``end`` (half-open) that are earlier mail; ``why`` is given for those that only may be."""

    first: int
    end: int
    why: str = ""


def earlier_lines(lines: Sequence[str]) -> tuple[Earlier, ...]:
    """The lines of earlier mail in a message, in order.

    >>> earlier_lines(["Para 5: delete", "", "On 3 May 2026, Desk wrote:", "> Please comment.", "", "Thanks"])
    (Earlier(first=2, end=4, why=''),)
    >>> earlier_lines(["Para 5: delete", "From: Desk", "Sent: 3 May 2026", "", "Para 7: delete"])
    (Earlier(first=1, end=5, why=''),)
    """
    words = [line.strip().lstrip("\u200e\u200f\u202a\u202b\ufeff") for line in lines]
    found: list[Earlier] = []
    k = 0
    while k < len(words):
        here = _at(words, k)
        found += here
        k = max(k + 1, here[-1].end if here else 0)
    return tuple(found)


def earlier_mail(message: str) -> tuple[MessageSpan, ...]:
    """The same as spans of the message: earlier mail, and lines left for review because they may be.

    >>> [(span.kind.value, span.of("Delete 5.\\n> 5?\\n")) for span in earlier_mail("Delete 5.\\n> 5?\\n")]
    [('earlier mail', '> 5?')]
    """
    lines = message.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    spans = []
    for each in earlier_lines(lines):
        end = min(starts[each.end], len(message))
        if message[starts[each.first] : end].strip():
            kind = SpanRole.LEFT if each.why else SpanRole.EARLIER
            spans.append(MessageSpan(starts[each.first], end, kind, each.why))
    return tuple(spans)


def _at(words: Sequence[str], k: int) -> list[Earlier]:
    """The earlier mail that begins at a line, with what follows it and may be part of it."""
    if not words[k]:
        return []
    if len(words[k]) <= _LONGEST and _GROUPWISE.fullmatch(words[k]):
        return [Earlier(k, len(words))]
    if words[k].startswith(">"):
        return _quoted(words, k, k)
    if _is_announced(words[k]) or _is_bare_head(words, k):
        return [Earlier(k, len(words))]
    head = _head(words, k)
    if head and any(words[:k]):
        first = k - 1 if _RULE.fullmatch(words[k - 1]) else k
        return [Earlier(first, len(words))]
    after = _attribution(words, k)
    if after:
        following = next((n for n in range(after, len(words)) if words[n]), len(words))
        if following < len(words) and words[following].startswith(">"):
            return _quoted(words, k, following)
        return [Earlier(k, len(words))]
    if _only_says_who(words[k]) and any(words[k + 1 :]):
        return [Earlier(k, len(words), "somebody else may have written it")]
    return []


def _quoted(words: Sequence[str], first: int, k: int) -> list[Earlier]:
    """Lines that begin with ``>`` from line ``k``, and the paragraph right under them, which may belong to them."""
    end = k
    for n in range(k, len(words)):
        if words[n].startswith(">"):
            end = n + 1
        elif words[n] or n - end >= 3:
            break
    alone = end == first + 1 and re.match(r">[Ff]rom\b", words[first])
    found = [Earlier(first, end, "a mail program may have put the > before it" if alone else "")]
    under = end
    while under < len(words) and words[under] and not words[under].startswith(">"):
        under += 1
    if under > end and not _is_announced(words[end]) and not _attribution(words, end):
        found.append(Earlier(end, under, BESIDE_A_QUOTATION))
    return found


def _is_announced(line: str) -> bool:
    """Whether a line announces an earlier message that runs to the end."""
    if len(line) > _LONGEST or _RULE.fullmatch(line):
        return False
    plain = _plain(line)
    return bool(_RULED.fullmatch(plain) or _OPENS.fullmatch(plain))


def _head(words: Sequence[str], k: int) -> bool:
    """Whether the header of an earlier message begins at a line: sender, with a date, addressee or subject."""
    first = _field_of(words[k])
    if first is None:
        return False
    seen = dict([first])
    misses = 0
    for line in words[k + 1 : k + 1 + 2 * _MOST_FIELDS]:
        if not line:
            continue
        if found := _field_of(line):
            seen.setdefault(*found)
        elif ("@" in line or ";" in line) and misses < 2:  # a long list of addressees, wrapped
            misses += 1
        else:
            break
    if _Field.FROM not in seen:
        return False
    if first[0] is not _Field.FROM and len(seen) < 3:
        return False
    when = bool(re.search(r"\d", seen.get(_Field.WHEN, "")))
    addressed = _Field.TO in seen and "@" in seen[_Field.FROM] + seen[_Field.TO]
    return when or (_Field.SUBJECT in seen and len(seen) >= 2) or addressed


def _is_bare_head(words: Sequence[str], k: int) -> bool:
    """Whether the header of an earlier message begins at a line with a date and has its fields on separate lines."""
    if len(words[k]) > 60 or not (_DATED.search(words[k]) and re.search(r"\d:\d\d", words[k])):
        return False
    following = [_plain(line) for line in words[k + 1 :] if line][:_ALONE_IN_A_HEAD]
    return all(any(_FIELD_ALONE[field].fullmatch(line) for line in following) for field in _FIELD_ALONE)


def _field_of(line: str) -> tuple[_Field, str] | None:
    """The header field on this line, and its content; a field without words does not count."""
    if len(line) > 2 * _LONGEST or (":" not in line and "：" not in line):
        return None
    plain = _plain(line[:_LONGEST])
    for field, pattern in _FIELD.items():
        if (found := pattern.fullmatch(plain)) and found[1]:
            return field, found[1]
    return None


def _attribution(words: Sequence[str], k: int) -> int:
    """The line after an attribution (who wrote the following, and when); 0 if there is none at this line."""
    joined = ""
    for n in range(k, min(len(words), k + _MOST_WRAPPED)):
        if not words[n] or words[n].startswith(">"):
            return 0
        joined = f"{joined} {words[n]}".strip()
        if len(joined) > _LONGEST:
            return 0
        ruled = _between_rules(joined)
        said = ruled or joined
        closed = joined.endswith((":", "：")) or _ends_with_verb(joined)
        if (ruled and _VERB.search(_plain(said))) or ((ruled or closed) and _says_who(said, words[n + 1 :])):
            return n + 1
    return 0


def _between_rules(line: str) -> str:
    """The words of a line that begins and ends with a rule of two signs or more; empty if it does not."""
    inner = line.strip(_RULES)
    before, behind = len(line) - len(line.lstrip(_RULES)), len(line) - len(line.rstrip(_RULES))
    return inner.strip() if min(before, behind) >= 2 and _WORD.search(inner) else ""


def _ends_with_verb(line: str) -> bool:
    """Whether a line without a colon begins with a day and ends with ``wrote``."""
    plain = _plain(line)
    return bool(_OPENS_WITH_DATE.match(plain) and any(found.end() == len(plain) for found in _VERB.finditer(plain)))


def _only_says_who(line: str) -> bool:
    """Whether a short line says that somebody wrote the following, without a date or quotation signs."""
    plain = _plain(line)
    if len(plain) > 60 or not plain.endswith((":", "：")) or _QUOTES.search(line):
        return False
    return any(found.end() >= len(plain.rstrip(" :：")) for found in _VERB.finditer(plain))


def _says_who(line: str, following: Iterable[str]) -> bool:
    plain = _plain(line)
    if _ADDRESS.search(plain) and _DATED.search(plain) and re.search(r"@[^\s<>]+>?\W{0,4}$", plain):
        return True
    if not _VERB.search(plain):
        return False
    if (_DATED.search(plain) and not _QUOTES.search(line)) or _ADDRESS.search(plain):
        return True
    return len(plain) <= 80 and next((each for each in following if each), "").startswith(">")


_QUOTES = re.compile('["“”«»„]')


def own_lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a message without earlier mail, certain or possible."""
    apart = {n for each in earlier_lines(lines) for n in range(each.first, each.end)}
    return (line for n, line in enumerate(lines) if n not in apart)


__all__ = ["BESIDE_A_QUOTATION", "Earlier", "earlier_lines", "earlier_mail", "own_lines"]
