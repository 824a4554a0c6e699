"""Where results go: one document to standard output or a file, everything else to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import get_terminal_size

import click

from amendtrack.errors import InputRefused
from amendtrack.render.safe import one_line, visible

VERSION = 1


def json_document(name: str, value: Mapping[str, object]) -> str:
    """The value as JSON with its format name and major version, keys sorted, one line."""
    made = {"format": f"amendtrack.{name}", "version": VERSION, **value}
    return _in_utf8(json.dumps(made, ensure_ascii=False, sort_keys=True, default=str))


@dataclass(frozen=True, slots=True)
class Output:
    """How one command gives its output: as JSON or not, quietly or not, to a file or not."""

    as_json: bool = False
    quiet: bool = False
    file: Path | None = None

    def spare(self, source: Path) -> None:
        """Refuse to write over a file that is being read.

        Raises:
            InputRefused: naming it.
        """
        if self.file is not None and self.file.is_file() and source.is_file() and self.file.samefile(source):
            found = "the result would overwrite this file, from which it is made"
            raise InputRefused(found, place=str(source), remedy="name another file after -o")

    def document(self, text: str) -> None:
        """Give the result: exact in a file or pipe; on a terminal with hostile characters spelt out.

        Raises:
            InputRefused: the file's name is that of a Word, PDF, HTML or JSON file, say, and this is text.
        """
        self._refuse_other_names(_OTHER_KINDS if self.as_json else _OTHER_KINDS | _DATA)
        text = _in_utf8(text if text.endswith("\n") or not text else f"{text}\n")
        if self.file is not None and str(self.file) != "-":
            write_whole(self.file, text.encode("utf-8"))
            self.note(f"Written to {self.file}")
            return
        shown = visible(text) if sys.stdout.isatty() else text
        sys.stdout.write(shown)

    def _refuse_other_names(self, kinds: Mapping[str, str]) -> None:
        if self.file is not None and (kind := kinds.get(self.file.suffix.lower())):
            found = f"this result is {'JSON' if self.as_json else 'text'}, not {kind}"
            ends = ".json" if self.as_json else ".md or .txt"
            hint = f"end the name after -o in {ends}{', or add --json' if kind == 'JSON' else ''}"
            raise InputRefused(found, place=str(self.file), remedy=hint)

    @property
    def width(self) -> int | None:
        """The columns of the terminal that the result goes to; none in a pipe or a file, where no line is broken."""
        if self.file is not None or self.as_json or not sys.stdout.isatty():
            return None
        return get_terminal_size().columns

    def data(self, name: str, value: Mapping[str, object]) -> None:
        """Give the result as JSON."""
        self.document(json_document(name, value))

    def raw(self, data: bytes) -> None:
        """Give bytes as they are."""
        if self.file is not None and str(self.file) != "-":
            write_whole(self.file, data)
            self.note(f"Written to {self.file}")
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def note(self, line: str) -> None:
        """Report something in addition to the result: one line; on a terminal, broken between words."""
        if not self.quiet:
            shown = one_line(line)
            click.echo(_broken(shown) if sys.stderr is not None and sys.stderr.isatty() else shown, err=True)

    def notes(self, lines: Iterable[str]) -> None:
        """Report several things in addition to the result, one line each."""
        for line in lines:
            self.note(line)


def _broken(line: str) -> str:
    """A line as lines that fit on the terminal; a word that is longer than that, such as a path, is left whole."""
    from textwrap import wrap

    wide = get_terminal_size().columns
    if len(line) <= wide:
        return line
    return "\n".join(wrap(line, wide, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False))


_OTHER_KINDS = {
    **dict.fromkeys((".docx", ".doc"), "a Word file"),
    **dict.fromkeys((".html", ".htm"), "a web page"),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".csv"), "a spreadsheet"),
    ".pdf": "a PDF file",
    ".odt": "an OpenDocument file",
    ".rtf": "an RTF file",
}
_DATA = {".json": "JSON"}
"""Names that promise something other than text."""


def _in_utf8(text: str) -> str:
    """The text with the bytes of a file's name that are not UTF-8 spelt out; in JSON they are then exact.

    >>> print(_in_utf8('{"place": "Norvia\\udcff.md"}'))
    {"place": "Norvia\\udcff.md"}
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def is_page(path: Path | None) -> bool:
    """Whether a result is to be a web page: its name ends in ``.html``."""
    return path is not None and path.suffix.lower() in (".html", ".htm")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file completely or not at all: a new file in the same folder replaces the old one.

    Raises:
        InputRefused: it could not be written; what was there is unchanged.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise InputRefused("this is a folder", place=str(path), remedy="name a file")
        target.write_bytes(data)  # a device or pipe cannot be replaced
        return
    if not target.parent.is_dir():
        raise InputRefused("no such folder", place=str(path.parent), remedy="create it, or name another")
    part = target.with_name(f".{target.name[:80]}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as err:
        part.unlink(missing_ok=True)
        found = (err.strerror or "cannot be written").lower()
        raise InputRefused(found, place=str(path), remedy="name another place for -o") from err
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def read_file(path: Path) -> bytes:
    """The bytes of a file; of standard input for ``-``.

    Raises:
        InputRefused: there is no such file, or it cannot be read.
    """
    if str(path) == "-":
        if sys.stdin is None:
            raise InputRefused("standard input is closed", place="-", remedy="name a file")
        return sys.stdin.buffer.read()
    if path.is_dir():
        raise InputRefused("this is a folder", place=str(path), remedy="name a file")
    try:
        return path.read_bytes()
    except FileNotFoundError as err:
        raise InputRefused("no such file", place=str(path), remedy=nearest(path)) from err
    except OSError as err:
        found = (err.strerror or "cannot be read").lower()
        raise InputRefused(found, place=str(path), remedy="check the file") from err


def nearest(path: Path) -> str:
    """The remedy for a missing file: the nearest other name in the same folder, if any; a broken link has its own."""
    from difflib import get_close_matches

    folder = path.parent
    names = sorted({p.name for p in folder.iterdir()} - {path.name}) if folder.is_dir() else []
    near = get_close_matches(path.name, names, n=1)
    return f"nearest: {folder / near[0]}" if near else "check the name"
