"""A bag of files and messages as they arrived: what each item is, whose it is, and when it was received.

Pure: bytes by name in, items out, in order of receipt. Nothing is guessed: an item whose delegation or order of receipt
is unclear is left for manual review, with the reason. ``desk`` reads the items and decides whether they are recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from amendtrack.errors import AmendtrackError, InputRefused, Unknown
from amendtrack.formats.alternatives import of_page
from amendtrack.formats.mail import Mail, is_mail, read_mail
from amendtrack.record.registers import Delegation, Register, name_key, read_rows
from amendtrack.record.times import moment

COLUMNS = (
    "file", "delegation", "received", "channel", "title", "on", "excerpt", "replaces", "additional", "amends",
    "language", "comment", "cosponsors", "authors",
)  # fmt: skip
"""The columns of a manifest; only ``file`` is required."""
EVERYBODY = "all"
_YES = frozenset(("yes", "y", "x", "1", "true"))
_NO = frozenset(("", "no", "n", "0", "false"))
_TEXTS = (".md", ".txt", ".text", ".markdown", ".docx", ".xlsx", ".csv", ".tsv", ".doc", ".odt", ".rtf")
_NO_TEXT = "not a text that can be read; ask for it as text or Word"
_SEVERAL = "one of several texts in one message; save each separately, and state in a manifest how they relate"
_OTHER_FORMATS = {
    ".pages": "an Apple Pages file",
    ".wpd": "a WordPerfect file",
}
_ON_THE_COMPUTER = (".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a manifest says about an item; empty or False where it says nothing."""

    title: str = ""
    on: str = ""
    excerpt: bool = False
    replaces: str = ""
    additional: bool = False
    amends: str = ""
    language: str = ""
    comment: bool = False
    cosponsors: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """Whose tracked changes in a Word file are used: names, or ``EVERYBODY`` alone."""


@dataclass(frozen=True, slots=True)
class BagPiece:
    """One item that may be recorded: a file, a file in a message, or a message's own words.

    ``place`` names it (``05.eml: plan.md``), ``data`` are its bytes, ``message`` those of the message it came
    in, ``signed`` the name that its ``From`` shows.
    ``sender`` is the text that names the sender, ``delegation`` the delegation (``None`` if unclear); ``received`` is
    ``None`` if the time is unknown. ``why_not`` says why it is left for manual review, ``skipped`` why nobody needs to
    look at it; ``notes`` holds any other information.
    """

    place: str
    filename: str
    data: bytes
    sender: str = ""
    delegation: Delegation | None = None
    received: datetime | None = None
    channel: str = ""
    wish: Wish = field(default_factory=Wish)
    message: bytes = b""
    signed: str = ""
    why_not: str = ""
    skipped: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_words(self) -> bool:
        """Whether these are the words of a message itself, not a file."""
        return bool(self.message) and not self.filename

    @property
    def is_one_of_several(self) -> bool:
        """Whether it is left because its message contains several texts."""
        return self.why_not == _SEVERAL


def open_bag(files: Mapping[str, bytes], register: Register, timezone: str) -> tuple[BagPiece, ...]:
    """Every item in the files of a folder (by path), in order of receipt, then of place.

    A message's sender is found in the register by mail address; a separate file belongs to the delegation that its name
    begins with (``Norvia, paragraph 5.md``, ``02 NRV.txt``). A message without a date and a separate file have no time
    of receipt.

    >>> import amendtrack
    >>> register = amendtrack.read_register("code,name\\nNRV,Norvia\\n")
    >>> bag = {"02 Norvia.md": b"1. We should meet.", "03 Nordvia.md": b"1. We may meet."}
    >>> for piece in amendtrack.open_bag(bag, register, "UTC"):
    ...     print(piece.place, piece.delegation, piece.why_not or "clear", sep=" | ")
    02 Norvia.md | Norvia | clear
    03 Nordvia.md | None | no delegation 'Nordvia'; nearest: Norvia (NRV)
    """
    found: list[BagPiece] = []
    for path, data in sorted(files.items()):
        name = path.rpartition("/")[2]
        if why := _skipped(name):
            found.append(BagPiece(path, name, data, skipped=why))
        elif is_mail(name):
            found += _of_message(path, data, register, None, timezone)
        else:
            found.append(_of_file(path, name, data, register))
    return _in_order(found)


def open_message(
    path: str, data: bytes, register: Register, timezone: str, *, of: Delegation | None
) -> tuple[BagPiece, ...]:
    """The items in one message, ``of`` that delegation if it is known: its files, then its words.

    Raises:
        InputRefused, OverLimit: it is not a message, it cannot be read, or its sender is unclear.
    """
    mail = read_mail(data, place=path)
    if of is None and (why := _whose_not(mail, register)):
        otherwise = "" if mail.whose_not else ", or add the address to the register"
        hint = f"name the delegation before the file{otherwise}"
        raise InputRefused(why, place=path, remedy=hint)
    return tuple(_of_message(path, data, register, of, timezone))


def read_manifest(
    table: str, files: Mapping[str, bytes], register: Register, timezone: str, *, place: str = ""
) -> tuple[BagPiece, ...]:
    """The items listed in a manifest (a CSV table whose first line is ``COLUMNS`` or some of them), in order.

    ``files`` are those next to the manifest, by path. The manifest takes precedence over a message.

    Raises:
        InputRefused: the table cannot be read; naming the line.
    """
    found: list[BagPiece] = []
    for where, row in _rows(table, place):
        path = row["file"].replace("\\", "/").removeprefix("./")
        received = _time_of(row["received"], timezone, where) if row.get("received") else None
        delegation, why_not = _named(row.get("delegation", ""), register)
        if path not in files:
            why_not = why_not or "there is no such file beside the manifest"
            found.append(BagPiece(path, path, b"", row.get("delegation", ""), delegation, received, why_not=why_not))
            continue
        if is_mail(path):
            pieces = _of_message(path, files[path], register, delegation, timezone)
        else:
            pieces = [_of_file(path, path.rpartition("/")[2], files[path], register)]
        for piece in pieces:
            if row.get("delegation"):
                alone = piece.why_not if piece.delegation else ""
                piece = replace(piece, sender=row["delegation"], delegation=delegation, why_not=why_not or alone)
            piece = replace(piece, received=received or piece.received, channel=row.get("channel") or piece.channel)
            found.append(replace(piece, wish=_wish(row, where, piece.wish.title)))
    return _in_order(found)


def _time_of(said: str, timezone: str, where: str) -> datetime:
    try:
        return moment(said, timezone)
    except InputRefused as err:
        raise InputRefused(str(err.args[0]), place=where, remedy=err.remedy) from err


def _in_order(pieces: Iterable[BagPiece]) -> tuple[BagPiece, ...]:
    """The items by time of receipt; those without one come last."""
    return tuple(sorted(pieces, key=lambda p: (p.received is None, p.received and p.received.timestamp(), p.place)))


# -- whose it is ----------------------------------------------------------------------------------


def _named(name: str, register: Register) -> tuple[Delegation | None, str]:
    """The delegation with a name that somebody wrote, or why there is none."""
    if not name:
        return None, ""
    try:
        return register.resolve(name), ""
    except Unknown as err:
        return None, f"{err.args[0]}; {err.remedy}"


def _skipped(name: str) -> str:
    """Why nobody needs to look at a file; empty for one that somebody may have sent."""
    if name.startswith("~$"):
        return f"Word keeps this file while “…{name[2:]}” is open; close the document and take the folder in again"
    if name.casefold() in _ON_THE_COMPUTER or name.startswith("."):
        return "a system file, not from a delegation"
    return ""


def _no_text(name: str) -> str:
    """Why a file of that name cannot be read, and what to ask for; empty if it can."""
    ending = name.casefold()[name.rfind(".") :] if "." in name else ""
    if not ending or ending in _TEXTS:
        return ""
    if ending in _OTHER_FORMATS:
        return f"{_OTHER_FORMATS[ending]}, which is not read; open it and save it as .docx"
    if ending == ".msg":
        return "a message as Outlook saves it (.msg), which is not read; drag it out of Outlook as .eml"
    if ending == ".pdf":
        return "a PDF, from which no text can be read for certain; ask for the Word file that it was made from"
    if ending in (".htm", ".html"):
        return "a page of HTML, which is not read; ask for it as text or Word"
    return (
        "Outlook's own wrapping of attachments, which is not read; ask for the files as plain attachments"
        if (name.casefold() == "winmail.dat")
        else _NO_TEXT
    )


def _of_file(path: str, name: str, data: bytes, register: Register) -> BagPiece:
    if why := _no_text(name):
        return BagPiece(path, name, data, why_not=why)
    stem = _bare(name)
    found = tuple(dict.fromkeys(_names_in(stem, register)))
    if len(found) == 1 and _is_named_for(stem, found[0]):
        return BagPiece(path, name, data, str(found[0]), found[0])
    if found:
        why = f"its name mentions {', '.join(map(str, found))}; name the delegation in a manifest"
        return BagPiece(path, name, data, stem, why_not=why)
    _, why = _named(re.split(r"[\s_,.-]", stem.strip())[0] or stem, register)
    return BagPiece(
        path, name, data, stem, why_not=why or "nothing says which delegation it is from; name it in a manifest"
    )


_SORTING = re.compile(r"(?:\d[\d:.-]*(?:T\d[\d:.]*Z?)?[\s_.-]+)*(?:\d+(?=[^\W\d_]))?")


def _bare(name: str) -> str:
    """A file's name without ending, and without the numbers that only sort it: ``02 Norvia.md`` is ``Norvia``."""
    stem = name.rpartition(".")[0] if name.casefold().endswith((*_TEXTS, ".eml")) else name
    return stem[_SORTING.match(stem).end() :]  # type: ignore[union-attr]  # it matches the empty string


def _words_in(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", name_key(text))) + " "


def _names_in(stem: str, register: Register) -> Iterator[Delegation]:
    """Every delegation whose code or name occurs in these words, ignoring shorter names inside longer ones."""
    words = _words_in(stem.replace("_", " "))
    names = [(found, d) for d in register for key in d.keys if (found := _words_in(key)) in words]
    for found, delegation in sorted(names, key=lambda pair: -len(pair[0])):
        if found in words:
            words = words.replace(found, " | ")
            yield delegation


_AFTER_A_NAME = frozenset(
    "paragraph paragraphs para paras article articles art amendment amendments proposal proposals proposed proposes "
    "comment comments text texts draft drafts final version rev revision revised input inputs submission position "
    "reply response edits edited changes markup redline tracked clean document file annex statement letter mail email "
    "on to re for plan "
    "paragraphe paragraphes amendement amendements proposition propositions commentaire commentaires texte projet "
    "articulo artículo articulos artículos parrafo párrafo parrafos párrafos enmienda enmiendas propuesta propuestas "
    "comentario comentarios texto proyecto поправка поправки предложение предложения комментарии текст".split()
)


def _is_named_for(stem: str, delegation: Delegation) -> bool:
    """Whether a name begins with the delegation's and not with a longer name: ``Norvia Minor`` is not ``Norvia``."""
    words = _words_in(stem.replace("_", " "))
    key = max((k for k in map(_words_in, delegation.keys) if words.startswith(k)), key=len, default="")
    if not key:
        return False
    behind = re.findall(r"([^\w]*)(\w+)", stem.replace("_", " "))[len(key.split()) :]
    if not behind or re.search(r"[,;:()\[\]–—+&]| - ", behind[0][0]):
        return True
    following = behind[0][1]
    return not following[0].isupper() or following.casefold() in _AFTER_A_NAME


# -- messages -------------------------------------------------------------------------------------


def _of_message(path: str, data: bytes, register: Register, known: Delegation | None, timezone: str) -> list[BagPiece]:
    """The pieces of a message: each file in it, and its words."""
    try:
        mail = read_mail(data, place=path)
    except AmendtrackError as err:
        return [BagPiece(path, path.rpartition("/")[2], data, why_not=f"{err.args[0]}; {err.remedy}")]
    except Exception as err:  # a malicious message: the others in the bag are still read
        why = f"it could not be read ({type(err).__name__}: {err}); open it by hand, and report this line"
        return [BagPiece(path, path.rpartition("/")[2], data, why_not=why)]
    one = _sent_as(mail, BagPiece(path, "", data, channel="mail", message=data), register, known)
    one = replace(one, received=_when(mail, timezone), wish=Wish(title=mail.subject[:300]))
    pieces = list(_files_of(mail, one))
    words = mail.body.encode("utf-8", "backslashreplace")
    if mail.body.strip() or mail.notes or not pieces:
        pieces.append(replace(one, data=words, notes=(*one.notes, *mail.notes)))
    return pieces


def _sent_as(mail: Mail, one: BagPiece, register: Register, known: Delegation | None) -> BagPiece:
    """The item with its sender, or with the reason why the sender is unclear; ``known`` comes from a manifest."""
    theirs = register.writing_from(mail.address) if mail.address else None
    whose, sender, why_not = known or theirs, mail.address or "nobody", ""
    if whose is None:
        otherwise = "" if mail.whose_not else "add it there, or "
        why_not = f"{_whose_not(mail, register)}; {otherwise}name the delegation in a manifest"
    elif known is None and (others := _others(mail, whose, register)):
        found = f"it is from an address of {whose}, and names one of {', '.join(others)} for replies or as its sender"
        why_not = f"{found}; name the delegation in a manifest"
    elif mail.why_not:
        why_not = f"{mail.why_not}; a person must decide what is recorded"
    notes = (f"sent from {sender}, which is an address of {theirs}",) if theirs not in (None, whose) else ()
    return replace(one, sender=sender, delegation=whose, why_not=why_not, notes=notes, signed=mail.name)


def _others(mail: Mail, whose: Delegation, register: Register) -> list[str]:
    """The other delegations whose addresses a message gives besides its sender's."""
    beside = (register.writing_from(address) for address in mail.beside)
    return sorted({str(other) for other in beside if other not in (None, whose)})


def _whose_not(mail: Mail, register: Register) -> str:
    """Why it is not clear who sent a message; empty if it is."""
    if mail.address and register.writing_from(mail.address) is not None:
        return ""
    return mail.whose_not or f"{mail.address or 'nobody'} is not an address in the register"


def _files_of(mail: Mail, one: BagPiece) -> Iterator[BagPiece]:
    """Each file in a message; a text is used only if it is the only one."""
    names = [f.filename for f in mail.files if f.filename]
    texts = sum(not _no_text(name) for name in names)
    several = texts > 1
    page_alone = not texts and sum(map(_is_page, names)) == 1
    for f in mail.files:
        if page_alone and _is_page(f.filename or "") and not one.why_not:
            yield _of_page(f.filename, f.data, one)
            continue
        name = f.filename or "a file without a name"
        why = one.why_not
        if not f.filename or (why_no_text := _no_text(name)):
            why = why_no_text if f.filename else _NO_TEXT
        elif several:
            why = why or _SEVERAL
        yield replace(one, place=f"{one.place}: {name}", filename=name, data=f.data, why_not=why)


def _is_page(name: str) -> bool:
    """Whether a file is a page of HTML that somebody attached, and not the rest of a message: ``ATT00001.htm``."""
    return name.casefold().endswith((".htm", ".html")) and not re.fullmatch(r"(?i)att\d+\.html?", name)


def _of_page(name: str, data: bytes, one: BagPiece) -> BagPiece:
    """A page of HTML in a message, as its words; the message keeps the page itself."""
    piece = replace(one, place=f"{one.place}: {name}", filename=name, data=data)
    try:
        read = of_page(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, AmendtrackError):
        return replace(piece, why_not=_no_text(name))
    if unread := next((note for note in read.notes if note.startswith("not read")), ""):
        return replace(piece, why_not=f"a page of HTML; {unread}")
    if not read.words.strip():
        return replace(piece, why_not=_no_text(name))
    notes = (*one.notes, *read.notes, "read from a page of HTML; check it beside the message as received")
    return replace(piece, filename=f"{name.rpartition('.')[0]}.txt", data=read.words.encode(), notes=notes)


def _when(mail: Mail, timezone: str) -> datetime | None:
    """When a message was received, if that can be recorded."""
    try:
        return moment(mail.received, timezone) if mail.received else None
    except InputRefused:
        return None


# -- the manifest ---------------------------------------------------------------------------------


def _rows(table: str, place: str) -> list[tuple[str, dict[str, str]]]:
    hint = f"write some of {','.join(COLUMNS)} there"
    return read_rows(table, place, lambda head: "file" in head and {*head} <= {*COLUMNS}, hint)


def _wish(row: Mapping[str, str], where: str, subject: str) -> Wish:
    def truth(column: str) -> bool:
        said = row.get(column, "").casefold()
        if said not in _YES | _NO:
            raise InputRefused(f"{said!r} under {column}", place=where, remedy="write yes or leave it empty")
        return said in _YES

    return Wish(
        title=row.get("title") or subject,
        on=row.get("on", ""),
        excerpt=truth("excerpt"),
        replaces=row.get("replaces", ""),
        additional=truth("additional"),
        amends=row.get("amends", ""),
        language=row.get("language", ""),
        comment=truth("comment"),
        cosponsors=_names(row.get("cosponsors", "")),
        authors=_names(row.get("authors", "")),
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(";") if name.strip())


__all__ = ["COLUMNS", "EVERYBODY", "BagPiece", "Wish", "open_bag", "open_message", "read_manifest"]
