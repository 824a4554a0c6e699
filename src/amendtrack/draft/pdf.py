"""PDF from Word files, and Word files from other formats: the one door to LibreOffice, used if it is installed.

It runs without a window, in a folder and with a profile of its own that are gone afterwards, under a time
limit, and is kept off the network as far as environment variables can. ``converting`` decides which files it may
be given; what we write contains no links.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from amendtrack.errors import InputRefused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
_NOWHERE = "http://127.0.0.1:9"


def office() -> str:
    """The program's path; empty where LibreOffice is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), "")


def pdf_of(document: bytes, *, seconds: int = SECONDS) -> bytes:
    """A Word file as PDF. The same file gives the same pages, but the bytes include the time of making.

    Raises:
        InputRefused: LibreOffice is not installed, gave no pages, or took longer than ``seconds``.
    """
    return pdfs_of({"the Word file": document}, seconds=seconds)["the Word file"]


def pdfs_of(documents: Mapping[str, bytes], *, seconds: int = SECONDS) -> dict[str, bytes]:
    """Word files as PDF, by name, in one run of the program; ``seconds`` is for all of them.

    Raises:
        InputRefused: LibreOffice is not installed, gave no pages of one, or took longer than ``seconds``.
    """
    program = office()
    if not program:
        raise InputRefused(
            "LibreOffice, which makes PDF files, is not installed", remedy="install it, or write a .docx file"
        )
    with tempfile.TemporaryDirectory(prefix="amendtrack-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for k, document in enumerate(documents.values()):
            (folder / f"{k}.docx").write_bytes(document)
        files = [folder / f"{k}.docx" for k in range(len(documents))]
        said = _converted(program, folder, files, "pdf:writer_pdf_Export", seconds=seconds)
        made = (folder / f"{k}.pdf" for k in range(len(documents)))
        found = {name: file.read_bytes() if file.is_file() else b"" for name, file in zip(documents, made, strict=True)}
    for name, data in found.items():
        if not data.startswith(b"%PDF-"):
            what = f"LibreOffice could not convert {name}{f' ({said})' if said else ''}"
            raise InputRefused(what, remedy="write a .docx file instead")
    return found


def words_of(document: bytes, ending: str, *, place: str = "", seconds: int = SECONDS) -> bytes:
    """A file of another word processor (its ``ending`` says which) as a Word file.

    Raises:
        InputRefused: LibreOffice is not installed, made no Word file of it, or took longer than ``seconds``.
    """
    program = office()
    if not program:
        found = "LibreOffice, which converts such files, is not installed"
        raise InputRefused(found, place=place, remedy="save it as .docx")
    with tempfile.TemporaryDirectory(prefix="amendtrack-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        file, made = folder / f"0{ending}", folder / "0.docx"
        file.write_bytes(document)
        said = _converted(program, folder, [file], "docx:MS Word 2007 XML", seconds=seconds)
        data = made.read_bytes() if made.is_file() else b""
    if not data.startswith(b"PK"):
        found = f"LibreOffice could not convert it{f' ({said})' if said else ''}"
        raise InputRefused(found, place=place, remedy="save it as .docx")
    return data


def _converted(program: str, folder: Path, files: Sequence[Path], target: str, *, seconds: int) -> str:
    """Run the program and return what it printed; each result is beside its document."""
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--nologo", "--nolockcheck", "--convert-to", target, "--outdir", str(folder)]
    own = {"HOME": str(folder), "TMPDIR": str(folder), "http_proxy": _NOWHERE, "https_proxy": _NOWHERE}
    process = subprocess.Popen(
        [*command, *map(str, files)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | own,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as err:
        _stop(process)
        found = f"LibreOffice did not finish within {seconds} seconds"
        raise InputRefused(found, remedy="write a .docx file instead") from err
    lines = said.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


__all__ = ["office", "pdf_of", "pdfs_of", "words_of"]
