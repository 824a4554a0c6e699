"""The parts of a Word or Excel file, extracted from its zip with suspicion; their XML is read without entities.

Knows zips, content types, relationships and limits; leaves what the parts say to the modules beside it.
Everything that can be refused is refused before it is inflated, and nothing is ever fetched or written.

Source: ECMA-376 part 2 (Open Packaging Conventions); APPNOTE.TXT for the zip's end record.
"""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import Any

from lxml import etree

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.limits import WORD_INFLATED as MAX_INFLATED
from amendtrack.limits import WORD_MEMBERS as MAX_MEMBERS
from amendtrack.limits import WORD_PART as MAX_PART
from amendtrack.limits import WORD_RATIO as MAX_RATIO
from amendtrack.limits import WORD_SMALL_PART as MAX_SMALL_PART

MAX_DIRECTORY = 1_000_000
"""Bytes of the zip's central directory, which must be read whole before its members can be counted."""
MAX_TAGS, MAX_SMALL_TAGS = 800_000, 300_000
_RATIO_COUNTS_FROM = 100_000
_PICTURE_RATIO_COUNTS_FROM = 50_000_000
"""Blank pictures compress very well, so only parts read as XML are held to the ratio from the start."""

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]*)[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XML_NAMES = (".xml", ".rels", ".vml")


class Program(Enum):
    """Whose files come in such a package: the program's name and the ending of its files."""

    WORD = "Word", ".docx"
    EXCEL = "Excel", ".xlsx"

    @property
    def resave(self) -> str:
        """The most usual way to repair one of its files."""
        name, ending = self.value
        return f"open it in {name}, save it as {ending} under a new name, and send that"

    @property
    def a_file(self) -> str:
        """Its kind of file, for use in a sentence."""
        name = self.value[0]
        return f"an {name} file" if name[0] in "AEIOU" else f"a {name} file"


Element = Any
"""An lxml element; lxml ships no types."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to: its id, the last word of its type, its target, and whether that is outside the file."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """An opened file: its parts by name, each read at most once and within the limits."""

    def __init__(self, data: bytes, place: str, program: Program = Program.WORD) -> None:
        self.place, self.program = place, program
        _check_directory(data, place, program)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, EOFError) as err:
            raise self.refused(f"its zip is damaged ({err})") from err
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        self._members = {info.filename: info for info in members}
        self._check_members(members)
        self.names = tuple(sorted(self._members))
        for name in self.names:
            if name.lower().endswith(_XML_NAMES):
                self._check_markup(name, _in_utf8(self.read(name)))

    def refused(self, found: str, remedy: str = "") -> InputRefused:
        """The error with which this file is refused."""
        what = f"this {self.program.value[0]} file is refused: {found}"
        return InputRefused(what, place=self.place, remedy=remedy or self.program.resave)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part, exactly as many as the zip declares.

        Raises:
            InputRefused: the part is damaged, or its size differs from the one the zip declares.
        """
        info = self._members[name]
        try:
            with self._zip.open(info) as file:
                data = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as err:
            raise self.refused(f"part {name!r} is damaged ({err})") from err
        if len(data) != info.file_size:
            raise self.refused(f"part {name!r} has {len(data):,} bytes, but its zip declares {info.file_size:,}")
        return data

    def tree(self, name: str) -> Element:
        """A part other than the text, as a tree."""
        data = self._markup(name)
        if len(data) > MAX_SMALL_PART:
            raise self._over(name, len(data), MAX_SMALL_PART, "bytes")
        if data.count(b"<") > MAX_SMALL_TAGS:
            raise self._over(name, data.count(b"<"), MAX_SMALL_TAGS, "tags")
        try:
            return etree.fromstring(data, etree.XMLParser(**_SAFELY))
        except etree.XMLSyntaxError as err:
            raise self._not_read(name, err) from err

    def children(self, name: str, parents: Iterable[str]) -> Iterator[Element]:
        """The children of one of those elements in a part (its name in full), each emptied when the next has been read.

        The text of a long document is therefore never held in memory as a whole.
        """
        data = self._markup(name)
        if data.count(b"<") > MAX_TAGS:
            raise self._over(name, data.count(b"<"), MAX_TAGS, "tags")
        tops = frozenset(parents)
        events = etree.iterparse(BytesIO(data), events=("end",), **_SAFELY)
        last: Element | None = None
        try:
            for _, element in events:
                parent = element.getparent()
                if parent is None or parent.tag not in tops:
                    continue
                yield element
                if last is not None:
                    last.clear()  # not this one yet: to clear what has just been read takes the square of its size
                last = element
        except etree.XMLSyntaxError as err:
            raise self._not_read(name, err) from err

    def _not_read(self, name: str, err: etree.XMLSyntaxError) -> InputRefused:
        if "xcessive depth" in str(err):
            return self.refused(f"the elements of part {name!r} are nested more than 250 deep")
        return self.refused(f"part {name!r} is not XML ({err})")

    def _markup(self, name: str) -> bytes:
        """The bytes of a part that is read as XML whatever its name, in UTF-8."""
        is_checked = name.lower().endswith(_XML_NAMES)
        if not is_checked and self._members[name].file_size > MAX_PART:
            raise self._over(name, self._members[name].file_size, MAX_PART, "bytes")
        data = _in_utf8(self.read(name))
        if not is_checked:
            self._check_markup(name, data)
        return data

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """What a part points to, in the order of its list; nothing if it has none."""
        folder, _, file = name.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self:
            return ()
        found = []
        for element in self.tree(rels):
            kind = str(element.get("Type", "")).rpartition("/")[2]
            outside = element.get("TargetMode") == "External"
            target = str(element.get("Target", ""))
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relationship(str(element.get("Id", "")), kind, target, outside))
        return tuple(found)

    def _check_members(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MAX_MEMBERS:
            found = f"{len(members):,} members in its zip; {self.program.a_file} may have {MAX_MEMBERS:,}"
            raise OverLimit(found, place=self.place, remedy=self.program.resave)
        seen: dict[str, str] = {}
        for info in members:
            name = info.orig_filename
            if name.casefold() in seen:
                raise self.refused(f"two parts are called {seen[name.casefold()]!r} and {name!r}")
            seen[name.casefold()] = name
            self._check_member(info, name)
        total = sum(info.file_size for info in members)
        if total > MAX_INFLATED:
            found = f"{total:,} bytes when unpacked; {self.program.a_file} may have {MAX_INFLATED:,}"
            raise OverLimit(found, place=self.place, remedy="remove the pictures, or divide it")

    def _check_member(self, info: zipfile.ZipInfo, name: str) -> None:
        parts = name.split("/")
        if "\\" in name or ":" in name or "\0" in name or name.startswith("/") or ".." in parts or "" in parts:
            raise self.refused(f"part {name!r} is not a name inside the file")
        mode = info.external_attr >> 16
        if info.create_system == 3 and mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise self.refused(f"part {name!r} is a link or device, not a file")
        if info.flag_bits & 0x41:
            raise self.refused(f"part {name!r} is encrypted", "remove the password and send it again")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refused(f"part {name!r} uses a compression method that {self.program.value[0]} does not")
        is_markup = name.lower().endswith(_XML_NAMES)
        big = info.file_size > (_RATIO_COUNTS_FROM if is_markup else _PICTURE_RATIO_COUNTS_FROM)
        if big and info.file_size > MAX_RATIO * max(1, info.compress_size):
            found = f"part {name!r} unpacks to more than {MAX_RATIO} times its size"
            raise OverLimit(found, place=self.place, remedy=self.program.resave)
        if is_markup and info.file_size > MAX_PART:
            raise self._over(name, info.file_size, MAX_PART, "bytes")

    def _check_markup(self, name: str, data: bytes) -> None:
        bare = data.removeprefix(b"\xef\xbb\xbf").lstrip()
        declared = _ENCODING.match(bare)
        encoding = declared[1].lower() if declared else b"utf-8"
        if not bare.startswith(b"<") or encoding not in (b"utf-8", b"utf8", b"us-ascii") or b"\0" in data[:1000]:
            raise self.refused(f"part {name!r} is not XML in UTF-8")
        if b"<!" in data and _DOCTYPE.search(data):
            raise self.refused(
                f"part {name!r} declares a DOCTYPE or entities, which {self.program.value[0]} never writes"
            )

    def _over(self, name: str, count: int, limit: int, what: str) -> OverLimit:
        found = f"part {name!r} has {count:,} {what}; {limit:,} are allowed"
        return OverLimit(found, place=self.place, remedy="divide the document")


_SAFELY: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def _in_utf8(data: bytes) -> bytes:
    """XML in UTF-8; UTF-16, which packages may also use, is converted, and anything else is returned unchanged."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return data
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "surrogatepass")


def _check_directory(data: bytes, place: str, program: Program) -> None:
    """Refuse on the zip's end record alone, before its directory is read.

    Raises:
        InputRefused, OverLimit: it has no such record, too many members, or a layout only enormous zips need.
    """
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        found = "this file is refused: it is cut off, or its zip archive is damaged"
        raise InputRefused(found, place=place, remedy="send it again, or save it as plain text in UTF-8")
    count = int.from_bytes(data[at + 10 : at + 12], "little")
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    if data[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        record = data[max(0, at - 76) : at - 20]
        if not record.startswith(b"PK\x06\x06"):
            found = f"this {program.value[0]} file is refused: its zip is damaged, or in the format for enormous files"
            raise InputRefused(found, place=place, remedy=program.resave)
        count, size = int.from_bytes(record[32:40], "little"), int.from_bytes(record[40:48], "little")
    if count > MAX_MEMBERS or size > MAX_DIRECTORY:
        found = f"{count:,} members in its zip; {program.a_file} may have {MAX_MEMBERS:,}"
        raise OverLimit(found, place=place, remedy=program.resave)
