"""Pages from Word files: the one door to LibreOffice, which is run where it is installed and asked for nothing else.

It runs without a window, in a folder and with a profile of its own that are gone afterwards, under a time
limit, and is kept from the network as far as an environment can say so; what we write holds no links.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from amendtrack.errors import InputRefused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
_NOWHERE = "http://127.0.0.1:9"


def office() -> str:
    """The program's path; empty where LibreOffice is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), "")


def pdf_of(document: bytes, *, seconds: int = SECONDS) -> bytes:
    """A Word file as PDF. The same file gives the same pages, but its bytes hold the time at which it was made.

    Raises:
        InputRefused: LibreOffice is not installed, gave no pages, or took longer than ``seconds``.
    """
    program = office()
    if not program:
        raise InputRefused(
            "no PDF can be made: LibreOffice is not installed", remedy="install it, or write a .docx and print that"
        )
    with tempfile.TemporaryDirectory(prefix="amendtrack-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "paper.docx").write_bytes(document)
        said = _converted(program, folder, seconds)
        made = folder / "paper.pdf"
        data = made.read_bytes() if made.is_file() else b""
    if not data.startswith(b"%PDF-"):
        found = f"LibreOffice made no PDF of it{f' ({said})' if said else ''}"
        raise InputRefused(found, remedy="write a .docx and print that")
    return data


def _converted(program: str, folder: Path, seconds: int) -> str:
    """Run the program; what it had to say is given back, the PDF is beside the document."""
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--nologo", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)]
    own = {"HOME": str(folder), "TMPDIR": str(folder), "http_proxy": _NOWHERE, "https_proxy": _NOWHERE}
    process = subprocess.Popen(
        [*command, str(folder / "paper.docx")],
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
        found = f"LibreOffice was not done after {seconds} seconds"
        raise InputRefused(found, remedy="write a .docx and print that") from err
    lines = said.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


__all__ = ["office", "pdf_of"]
