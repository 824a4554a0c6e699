"""Routine words of a message: greetings, "please find attached", thanks, signatures, footers.

They are recognised word by word: a sentence is routine if every word in it is known to say nothing about the text. A
single unknown word leaves the sentence for manual review. Nothing is searched for inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.legend import is_legend
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.notices import is_notice
from amendtrack.text.abbreviations import ALSO_WORDS, NAMES_FOLLOW, NUMBERS_FOLLOW, closing

LEFT = "it says more than that something is attached"
"""Why words of a cover note that are not routine are left."""


def _known(words: str) -> frozenset[str]:
    return frozenset(plain(words).split())


_CARRYING = _known(
    # English
    "please find attached attach attaching enclosed enclose enclosing herewith hereby annexed below above following"
    " follows here is are the a an our my your its their of on to in for with and from as by at this these it we i you"
    " all both just one few draft drafts text texts document documents file files version amendment amendments"
    " proposal proposals comment comments suggestion suggestions submission contribution contributions input inputs"
    " written edits changes tracked track mode word format language english french spanish russian arabic chinese"
    " delegation delegations mission government ministry permanent secretariat chair president colleague colleagues"
    " friends team dear excellency excellencies madam sir sirs mr ms mrs dr ambassador mesdames messieurs ladies"
    " gentlemen everyone everybody thank thanks you very much many so again kindly attention"
    " consideration cooperation time patience work regards wishes sincerely"
    " respectfully yours faithfully truly hello hi hope finds"
    " message email e-mail mail letter am honour honor has"
    " have had to submit submits send sends sent sending transmit transmits transmitting submitting sharing us me"
    " propose proposes suggest suggests revised ours"
    " herein behalf name presents compliments avails itself opportunity renew assurances highest assurance its"
    " plan declaration resolution convention treaty agreement decision zero page pages attachment attachments fyi see"
    " meeting session conference committee united nations receipt acknowledge regarding re concerning greetings season"
    # French
    " veuillez trouver trouverez ci-joint ci-jointe ci-joints ci-jointes ci-apres ci-dessous joint jointe joints piece"
    " annexe le la les l l'assurance l'expression un une notre nos votre vos ma mes texte textes propositions"
    " proposition amendement amendements commentaires commentaire observation observations document documents fichier"
    " de du des d d'amendement d'amendements a au aux sur et pour dans en je j'ai nous vous prie prions agreer"
    " recevoir accepter l'honneur honneur avons avoir ai expression salutations distinguees meilleures meilleurs"
    " sentiments cordiales cordialement haute consideration bien bonjour bonsoir madame monsieur chers cheres chere"
    " cher collegues collegue merci beaucoup avance par d'avance remercie remercions remerciements transmettre"
    " transmets transmettons adresser adresse adressons parvenir faire soumettre permanente permanent gouvernement"
    " ambassade secretariat projet presidente president excellence tous toutes nom bonne journee reception"
    # Spanish
    " caro cara caros caras prezado prezada prezados prezadas senhor senhora senhores senhoras atenciosamente obrigado"
    " obrigada cumprimentos"
    " texto textos sirvase sirvanse encontrar encontrara encontraran adjunto adjunta adjuntos adjuntas adjuntar"
    " adjuntamos se"
    " nuestro nuestra nuestros nuestras el los las enmienda enmiendas propuesta propuestas comentarios documento"
    " archivo del al y por para con les le complace tengo tenemos honra remitir remito remitimos enviar envio enviamos"
    " presentar estimado estimada estimados estimadas senor senora senores senoras colegas secretaria buenos buenas"
    " dias tardes noches gracias muchas agradezco agradecemos atencion saludos cordial cordiales cordialmente"
    " atentamente saludo un muy mision delegacion gobierno embajada proyecto presente hola todos todas"
    # Russian
    " уважаемые уважаемый уважаемая коллеги коллега господин госпожа господа дамы и здравствуйте добрый день утро вечер"
    " с уважением наилучшими пожеланиями спасибо благодарю благодарим вас заранее за внимание прилагаем прилагается"
    " прилагаются прилагаю направляем направляю направляет наш наши нашей нашего текст текста проект проекта поправки"
    " поправок предложения замечания вложении во в приложении пожалуйста секретариат делегация делегации постоянное"
    " представительство искренне ваш вам"
    # Arabic
    " السادة السيد السيدة السيدات الأمانة الزملاء الأعزاء الزميلات تحية طيبة وبعد مع التقدير فائق الاحترام والتقدير"
    " والاحترام خالص تحياتي تحياتنا شكرا لكم جزيلا الشكر مرفق مرفقا مرفقة طيه النص نص نصنا تعديلات تعديلاتنا"
    " مقترحاتنا مقترحات المحترمون المحترمين المحترم البعثة الدائمة الوفد وفد حضرات وتفضلوا بقبول تفضلوا نرفق رئيس"
    " الرئيس سعادة صباح مساء الخير السلام عليكم"
)
_OFFICE = _known(
    "lead negotiator negotiators head deputy first second third secretary counsellor counselor minister ministry"
    " attache adviser advisor legal officer assistant intern coordinator specialist political policy desk"
    " director general representative permanent mission embassy consulate"
    " delegation delegate department directorate division office bureau foreign affairs treaties environment tel"
    " phone mobile fax cell email e-mail e t m web www no to in at the of for and"
    " chef cheffe adjoint adjointe premier premiere deuxieme secretaire conseiller conseillere ministre ministere"
    " attachee juridique directeur directrice direction representant representante ambassade ambassadeur ambassadrice"
    " ambassador affaires etrangeres la le de des"
    " jefe jefa adjunta primer primera segundo segunda secretario secretaria consejero consejera ministro ministra"
    " ministerio director directora direccion embajada embajador embajadora mision permanente relaciones exteriores"
    " постоянное представительство секретарь советник посол посольство министерство иностранных дел начальник отдела"
    " البعثة الدائمة سفارة وزارة الخارجية مستشار السفير"
)
_OFFICES = _OFFICE - _known("to in at the of for and la le de des first second third no e t m general legal")
_HELLO = _known(
    "dear hello hi greetings good excellency excellencies mr ms mrs madam sir sirs ladies cher chers chere cheres"
    " caro cara caros caras prezado prezada prezados prezadas"
    " madame monsieur mesdames messieurs bonjour bonsoir estimado estimada estimados estimadas senor senora senores"
    " buenos buenas hola уважаемые уважаемый уважаемая здравствуйте добрый дамы السادة السيد السيدة الزملاء تحية"
    " حضرات سعادة صباح مساء السلام"
)
_CLOSING = re.compile(
    r"(?:(?:with |and )?(?:(?:my|our|the) )?(?:very )?(?:best|kind|warm|kindest|warmest)(?: (?:regards|wishes))?"
    r"|(?:many )?thanks(?: (?:and|again|in advance|you))*(?: (?:best|kind) regards| regards)?|thank you(?: very much)?"
    r"|with (?:many |our |best |sincere )*thanks"
    r"|regards|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully(?: yours)?|with appreciation"
    r"|(?:bien )?cordialement|bien a vous|(?:meilleures )?salutations(?: distinguees)?|merci"
    r"|(?:muy )?atentamente|atenciosamente|(?:com os )?(?:melhores )?cumprimentos"
    r"|saludos(?: cordiales)?|cordialmente|un (?:cordial )?saludo|gracias"
    r"|с уважением|с наилучшими пожеланиями|искренне ваш|مع التقدير|مع خالص التقدير|مع فائق الاحترام والتقدير|تحياتي"
    r"|-{2,3}|—|此致(?:敬礼)?|敬礼|顺颂时祺|顺致崇高敬意|谢谢)[\s,.!،。！,;]*"
)
_PHRASES = [
    re.compile(pattern)
    for pattern in (
        r"(?:please )?(?:do not|don't) hesitate to (?:contact|reach out to|call) (?:us|me)\b.*?"
        r"(?:(?:should|if) you (?:have|need) (?:any )?(?:further )?(?:questions?|information|clarifications?))?",
        r"(?:should|if) you have (?:any )?(?:further )?(?:questions?),? (?:please )?(?:(?:do not|don't) hesitate to"
        r" )?(?:contact|call|write to|let) (?:us|me)(?: know)?",
        r"(?:we|i) (?:remain|are|am) (?:at your disposal|available)(?: for any (?:further )?"
        r"(?:questions?|clarifications?|information))?",
        r"(?:we|i)(?:'m| am| are)? ?look(?:ing)? forward to (?:your (?:reply|response)|hearing from you|our work"
        r"|working with (?:you|all)|the (?:meeting|discussion|negotiations))",
        r"(?:please |kindly )(?:confirm|acknowledge) receipt(?: of (?:this|the) (?:e-?mail|message))?",
        r"(?:nous restons|je reste) a votre (?:entiere )?disposition(?: pour (?:toute|tout) (?:question|information|"
        r"renseignement)(?: complementaire)?)?",
        r"(?:quedamos|quedo) a (?:su|vuestra) (?:entera )?disposicion(?: para cualquier (?:consulta|pregunta))?",
        r"(?:(?:here|below) (?:is|are) |please find (?:below|attached|enclosed) )?(?:our|an?|one|the(?: following)?)"
        r"(?: (?:new|additional|further|proposed|suggested|revised|amended|alternative))+"
        r" (?:(?:preambular |operative )?paragraphs?|articles?|clauses?|sub-?paragraphs?|items?|wording|text|language)"
        r"(?: (?:is|are|would be|would read|reads?|as follows|below))*",
        r"(?:voici )?(?:notre|nos|un|une) (?:nouveaux?|nouvelles?) (?:paragraphes?|articles?|alineas?|textes?"
        r"|libelles?)",
        r"(?:este es )?(?:nuestros?|nuestras?|un|una) (?:nuev[oa]s?) (?:parrafos?|articulos?|textos?|redaccion)",
        r"(?:please )?see (?:the )?subject(?: line)?",
        r"(?:please )?see (?:(?:the|our) )?(?:attach(?:ment|ed)|enclosed|below)"
        r"(?: (?:file|document|text|table|list|amendments?|proposals?|comments?))?",
        r"(?:please )?see (?:(?:the|our) )?(?:text|table|list|amendments?|proposals?|comments?)"
        r" (?:below|attached|enclosed)",
        r"(?:je vous prie|nous vous prions|veuillez|vous voudrez bien),?[^.\d\"«]{0,80}?"
        r" (?:de croire|d'agreer|agreer|croire|recevoir)[^.\d\"«]* (?:consideration|sentiments|salutations)[^.\d\"«]*",
        r"(?:reciban?|le saluda|aprovech\w+|hago propicia)[^.\d\"«]* (?:consideracion|saludos?)[^.\d\"«]*",
        r"as (?:promised|agreed|discussed|requested|announced)(?:,? (?:please find )?(?:here is )?our text)?",
        r"(?:sent|envoye|enviado) (?:from|de|desde) (?:my|mon|mi) [\w ]{1,30}",
        r"(?:for )?(?:official|internal) use only|(?:unclassified|non classifie|uso interno|usage interne)",
    )
]
_CHINESE = re.compile(
    r"(?:尊敬的|各位|同事们?|秘书处|您好|你们?好|大家好|女士们?|先生们?|主席|阁下|谨此|随函|现将?|附上|附件|请|查收|见|为|是"
    r"|我方|我们|我国|代表团|常驻|使团|的|对|修正案?|修改意见|案文|文本|提案|草案|建议|此致|敬礼|谢谢|感谢|顺致|崇高|敬意"
    r"|顺颂|时祺|送上|提交|[，、。！：,.!: ])+"
)
_FOOTERS = re.compile(
    r"(?:sent|envoye|enviado) |(?:for )?(?:official|internal) use only|unclassified|non classifie|uso interno"
    r"|usage interne"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CONTACT = re.compile(  # figures alone may be the cells of a table: a telephone number has a label, a plus or a zero
    r"(?:(?:e-?mail|tel|phone|mobile|fax|cell|t|m|e|web)\b[.: ]*)?(?:\S+@\S+|(?:https?://|www\.)\S+"
    r"|[+(0][\d\s()./-]{5,})"
    r"|(?:tel|phone|mobile|fax|cell|t|m)\b[.: ]*[\d\s()./-]{6,}"
)
_DATE = re.compile(
    r"(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?)?\d{1,2}(?:st|nd|rd|th)? ?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?"
    r"|\d{4}-\d\d-\d\d|\brev\.? ?\d+"
)
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*(?: ?\(\w{1,3}\))*(?: (?:bis|ter|quater))?"
_PLACES = re.compile(
    r"\b(?:paragraphs?|paras?\.?|articles?|art\.|sections?|clauses?|actions?|paragraphes?|articulos?|parrafos?|op|pp) ?"
    rf"{_NUMBER}(?:(?:,| and| et| y| to| -) ?{_NUMBER})*"
)
_SET = re.compile(  # words that are routine only together: "good morning" says nothing, "the text is good" does
    r"\b(?:(?:pleased|happy|honou?red|glad|delighted) to|good (?:morning|afternoon|evening|day|weekend)"
    r"|(?:best|kind|kindest|warm|warmest) (?:regards|wishes)"
    r"|(?:you are|finds you|are doing|is) (?:all |both )?(?:very )?well"
    r"|as (?:[a-z]+ ){1,4}would (?:like|wish|want)(?: to (?:see|have))? (?:it|them)(?: to (?:read|be))?"
    r"|(?:this is )?how (?:[a-z]+ ){1,4}would like (?:it|the (?:text|draft|resolution)) to (?:read|be)"
    r"|(?:nice|lovely|great) (?:day|weekend|evening)|(?:excellent|hard|good) work|with appreciation"
    r"|please accept|proposed (?:by|changes|edits|amendments|text)|(?:with )?(?:our |my )?apolog(?:ies|ise|ize)(?: for"
    r"(?: the| our)? (?:delay|late (?:submission|reply)))?|as (?:promised|agreed|discussed|requested|announced),?)\b"
)
_ANNOUNCES = re.compile(
    r"(?:please find|see (?:our|the)|attached|enclosed|herewith|here is|here are|we attach|i attach|submit|transmit"
    r"|the following (?:text|wording|version)|\bbelow is\b|\b(?:is|are) below\b"
    r"|veuillez trouver|vous trouverez|ci-joint|sirvase|adjunt|se adjunta"
    r"|\b(?:our|my) (?:edits?|changes?|amendments?|proposals?|suggestions?|text|version|tracked changes)\b"
    r"|\b(?:nos|notre) (?:amendements?|propositions?|modifications?|texte|version)\b"
    r"|\bnuestr[ao]s? (?:enmiendas?|propuestas?|texto|cambios?)\b)"
)
_ENDS = re.compile(r"[.!?;:。！？،]+(?=\s|$)|\n+|(?<=[。！？])")
_ABBREVIATED = closing((NAMES_FOLLOW | NUMBERS_FOLLOW | {"tel"}) - ALSO_WORDS)
_INITIAL = re.compile(r"\b\w\.$")


@dataclass(frozen=True, slots=True)
class Own:
    """The words that name the senders, their people, and the draft; in the senders' own words they are routine."""

    words: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str], people: Iterable[str] = (), about: str = "") -> Own:
        """The words in these names and in the title of the draft."""
        return cls(_words_of(*names, about), _words_of(*people))


def routine(sentence: str, own: Own) -> SpanRole | None:
    """The role of a sentence or line, if it is routine; ``None`` for everything else.

    >>> own = Own.of(["Norvia"])
    >>> routine("Please find attached the amendments of Norvia.", own), routine("Dear colleagues,", own)
    (<SpanRole.COURTESY: 'courtesy'>, <SpanRole.GREETING: 'greeting'>)
    >>> routine("Norvia reserves its position.", own), routine("Lead negotiator", own)
    (None, <SpanRole.SIGNATURE: 'signature'>)
    """
    if len(sentence) > _LONGEST_SENTENCE:
        return None
    said = " ".join(plain(sentence).split()).strip(" .,!;:،。！-–—*_>")
    if not said:
        return SpanRole.COURTESY
    if not _ENDS.search(said) and is_notice(said):
        return SpanRole.FOOTER
    if is_legend(said):
        return SpanRole.COURTESY
    if _FOOTERS.match(said) and any(phrase.fullmatch(said) for phrase in _PHRASES):
        return SpanRole.FOOTER
    if _CHINESE.fullmatch(said) or any(phrase.fullmatch(said) for phrase in _PHRASES):
        return SpanRole.COURTESY
    if _CONTACT.fullmatch(said):
        return SpanRole.SIGNATURE
    bare = _SET.sub(" ", _DATE.sub(" ", said))
    if _ANNOUNCES.search(bare):
        bare = _PLACES.sub(" ", bare)
    words = _TOKEN.findall(bare)
    opening = _TOKEN.findall(said)[:1]
    if not words and opening and not re.search(r"\d", bare):
        return SpanRole.GREETING if opening[0] in _HELLO | {"good"} else SpanRole.COURTESY
    if re.search(r"\d", bare) or not words:
        return SpanRole.SIGNATURE if _is_office(sentence, own) else None
    if all(word in _CARRYING or word in own.words for word in words):
        named = all(word in own.words for word in words)
        return SpanRole.GREETING if opening[0] in _HELLO else SpanRole.SIGNATURE if named else SpanRole.COURTESY
    return SpanRole.SIGNATURE if _is_office(sentence, own) else None


def closing_role(line: str, own: Own) -> SpanRole | None:
    """The role of a line at the end of a message, where the name of one of the senders' people is a signature."""
    return SpanRole.SIGNATURE if _is_named(line, own) and is_name(line.strip()) else routine(line, own)


_TITLE = _known(
    "proposed proposes amended edited excerpt excerpts position paper working non-paper views statement joint general"
    " by dated extrait papier travail propuestas presentada presentado presentees presente presentes deposes soumis"
)
_TITLED = _known(
    "proposal proposals amendment amendments text texts submission contribution proposed draft excerpt comments"
    " proposition propositions amendement amendements texte projet extrait contribution"
    " propuesta propuestas enmienda enmiendas texto proyecto contribucion поправки предложения 修正案 修正 提案"
)


_LONGEST_TITLE = 160
_LONGEST_SENTENCE = 4_000  # characters; anything longer has content
_OF_A_LETTER = re.compile(r"\b(?:please|find|thanks?|veuillez|merci|remerci\w+|sirva\w*|gracias|agradec\w+)\b")


def is_title(line: str, own: Own) -> bool:
    """Whether a line can only be the title of what a delegation sent: ``Text of Norvia, 3 May 2026``.

    >>> own = Own.of(["Norvia"])
    >>> is_title("Amendments of Norvia to paragraph 2", own), is_title("Proposals are made in writing.", own)
    (True, False)
    """
    if len(line) > _LONGEST_TITLE:
        return False
    said = " ".join(plain(line).split()).strip(" .:-–—*_#()")
    bare = _PLACES.sub(" ", _DATE.sub(" ", said))
    words = _TOKEN.findall(bare)
    if _OF_A_LETTER.search(said):
        return False
    if not words or re.search(r"\d", bare) or line.rstrip()[-1:] in ".;":
        return bool(said) and not words and bare != said and not re.search(r"\d", bare) and len(said) > 12
    known = all(word in _CARRYING or word in _TITLE or word in own.words for word in words)
    return known and (any(word in _TITLED for word in words) or all(word in own.words for word in words))


def carrying(words: str, own: Own) -> tuple[MessageSpan, ...]:
    """A cover note cut into spans; words that are not routine are left for manual review.

    >>> words = "Dear all,\\n\\nPlease find our text attached. We reserve on 3.\\n\\nKind regards,\\nAna Example"
    >>> [(s.kind.value, s.of(words)) for s in carrying(words, Own())]  # doctest: +NORMALIZE_WHITESPACE
    [('greeting', 'Dear all,'), ('courtesy', 'Please find our text attached.'),
     ('left for manual review', 'We reserve on 3.'), ('signature', 'Kind regards, Ana Example')]
    """
    return joined(words, carrying_spans(words, own), LEFT)


def carrying_spans(words: str, own: Own) -> list[MessageSpan]:
    """The same spans without the white space between them."""
    found: list[MessageSpan] = []
    signed = 0  # lines since the closing words
    hello = True
    for start, end in _pieces(words):
        said = words[start:end]
        kind = routine(said, own)
        if closes(said):
            kind, signed = SpanRole.SIGNATURE, 1
        elif signed and signed < _SIGNED and (kind is not None or is_name(said)):
            kind, signed = SpanRole.SIGNATURE, signed + 1
        elif hello and kind is None and greets(said):
            kind = SpanRole.GREETING
        elif kind is None and _is_named(said, own):
            kind = SpanRole.SIGNATURE
        hello = False
        _put(found, MessageSpan(start, end, kind) if kind else MessageSpan(start, end, SpanRole.LEFT, LEFT))
    return found


def only_carries(words: str, own: Own) -> bool:
    """Whether some words are routine from beginning to end."""
    return all(span.kind is not SpanRole.LEFT for span in carrying(words, own))


_SIGNED = 8  # lines of a signature


def _put(found: list[MessageSpan], span: MessageSpan) -> None:
    """Add a span, or extend the last one of the same kind."""
    last = found[-1] if found else None
    if last and (last.kind, last.why) == (span.kind, span.why):
        found[-1] = MessageSpan(last.start, span.end, span.kind, span.why)
    else:
        found.append(span)


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    """The sentences and lines of some words, as ranges without the white space around them."""
    at = 0
    for stop in [*_ENDS.finditer(words), None]:
        end = stop.end() if stop else len(words)
        if stop and stop[0] == "." and _is_abbreviated(words[max(at, end - 8) : end]):
            continue
        said = words[at:end]
        if said.strip():
            lead = len(said) - len(said.lstrip())
            yield at + lead, at + len(said.rstrip())
        at = end


def _is_abbreviated(words: str) -> bool:
    return bool(_ABBREVIATED.search(words) or _INITIAL.search(words))


def closes(said: str) -> bool:
    """Whether a line is closing words, perhaps followed by a name: ``Best regards, Ana``."""
    if len(said) > _LONGEST_TITLE:
        return False
    closing = _CLOSING.match(plain(said))
    if closing is None:
        return False
    name = said[closing.end() :]
    return not name or (said[closing.end() - 1] in " ,\n" and is_name(name))


def greets(said: str) -> bool:
    """Whether a first line greets somebody by name: ``Dear Ms. Example,``."""
    if len(said) > _LONGEST_TITLE:
        return False
    words = _TOKEN.findall(said)
    rest = [word for word in words[1:] if plain(word) not in _CARRYING | _OFFICE]
    opens = bool(words) and plain(words[0]) in _HELLO
    return opens and len(words) <= 8 and said.rstrip()[-1:] in ",:!;،" and all(word[0].isupper() for word in rest)


_INITIAL = re.compile(r"\b[^\W\d_]\.")


def is_name(said: str) -> bool:
    """Whether a line under closing words is a name, an office or an address: a few capitalised words, not a sentence.

    In a script without capitals, no line can be recognised as a name.
    """
    words = _TOKEN.findall(said)
    if not words or len(words) > 5 or re.search(r"[\d.:;!?<>“”\"]", _INITIAL.sub("", said)):
        return False
    states = any(plain(word) in _STATES for word in words)
    return not states and all(word[0].isupper() or plain(word) in _OFFICE for word in words)


_STATES = _known(
    "agree agreed approved accept accepted oppose opposed reserve reserves reserved support supports supported noted"
    " urgent confidential draft final pending delete deleted deletion reject rejected withdraw withdraws withdrawn yes"
    " no ok okay never not only subject d'accord oui non refuse approuve accepte reserve oppose appuie supprimer si"
    " acuerdo aceptado aprobado rechazado suprimir согласны согласен против поддерживаем возражаем"
)


def _is_named(said: str, own: Own) -> bool:
    """Whether a line contains only the name of one of the senders' people, or part of it."""
    words = [plain(word) for word in _TOKEN.findall(said)]
    return bool(words) and all(word in own.people or word in own.words for word in words)


def _is_office(said: str, own: Own) -> bool:
    """Whether a line is an office, perhaps after a name: ``Ana Example, First Secretary``."""
    if len(said) > _LONGEST_CARD:
        return False
    if len(parts := re.split(r"\s[|•·]\s", said)) > 1:
        return _is_card(parts, own)
    name, comma, rest = said.partition(",")
    if comma and is_name(name) and _is_office(rest, own):
        return True
    words = [plain(word) for word in _TOKEN.findall(_CONTACT.sub(" ", said))]
    known = all(word in _OFFICE or word in own.words or word in own.people or word in _CITIES for word in words)
    return known and any(word in _OFFICES for word in words)


_LONGEST_CARD = 300  # characters; the time of a search for an address grows with their square


def _is_card(parts: Sequence[str], own: Own) -> bool:
    """Whether the parts of a line are a name and other items of a business card: an office, a ministry, an address."""
    offices = [_is_office(part, own) or _opens_as_office(part) for part in parts[1:]]
    plainly = (is_office or _of_a_card(part, own) for part, is_office in zip(parts[1:], offices))
    return any(offices) and all(plainly) and (is_name(parts[0]) or _is_office(parts[0], own))


def _opens_as_office(part: str) -> bool:
    words = part.split()
    named = all(word[0].isupper() or plain(word) in _OFFICE for word in words)
    return bool(words) and plain(words[0]) in _OFFICES and named and len(words) <= 6 and not re.search(r"\d", part)


def _of_a_card(part: str, own: Own) -> bool:
    words = {plain(word) for word in _TOKEN.findall(part)}
    return bool(_CONTACT.fullmatch(plain(part).strip())) or (bool(words) and words <= own.words | own.people | _CITIES)


_CITIES = _known(
    "new york geneva geneve ginebra vienna nairobi paris rome bonn united nations onu nations unies unidas"
)


def _words_of(*names: str) -> frozenset[str]:
    return frozenset(part for name in names for word in _TOKEN.findall(plain(name)) for part in (word, word + "'s"))


__all__ = [
    "LEFT",
    "Own",
    "carrying",
    "carrying_spans",
    "closes",
    "closing_role",
    "greets",
    "is_name",
    "is_title",
    "only_carries",
    "routine",
]
