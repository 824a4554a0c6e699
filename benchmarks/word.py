"""How long a Word file with tracked changes takes to write and to read: 2,000 paragraphs, two changes in each.

Run ``python -m benchmarks.word``; seconds of processor time, the best of three, beside pandoc reading the file read.
"""

from __future__ import annotations

import io
import resource
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from amendtrack import compare
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.writer import Author, FileFacts, write_redline
from amendtrack.redline.comparison import Redline
from benchmarks.tables import Table

PARAGRAPHS = 2_000
WORDS = "States Parties shall clear all mined areas under their control and report progress to each meeting".split()
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def tracked(paragraphs: int) -> bytes:
    """A Word file of so many paragraphs, a deletion and an insertion in each."""

    def change(act: str, words: str) -> str:
        tag = "t" if act == "ins" else "delText"
        inner = f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        return f'<w:{act} w:id="1" w:author="Anna" w:date="2009-08-21T10:00:00Z">{inner}</w:{act}>'

    def paragraph(n: int) -> str:
        words = f"{n}. The States Parties shall, as soon as possible, "
        more = f" the matters of paragraph {n} above and report on them to each meeting."
        kept = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
        return f"<w:p>{kept.format(words)}{change('del', 'review')}{change('ins', 'examine')}{kept.format(more)}</w:p>"

    body = "".join(map(paragraph, range(1, paragraphs + 1)))
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def amended() -> Redline:
    """A text, and one with two words of each paragraph replaced."""
    before = [[WORDS[(7 * k + 3 * n) % len(WORDS)] for n in range(40)] for k in range(PARAGRAPHS)]
    after = [[*words[:10], "without", *words[11:30], "delay", *words[31:]] for words in before]
    return compare(*("".join(f"{k}. {' '.join(w)}\n\n" for k, w in enumerate(t, 1)) for t in (before, after)))


def cost(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of three."""
    best = []
    for _ in range(3):
        started = time.process_time()
        work()
        best.append(time.process_time() - started)
    return min(best)


def by_pandoc(data: bytes) -> str:
    """What pandoc takes to read the file with its changes; a hyphen where it is not installed."""
    try:
        import pypandoc
    except ModuleNotFoundError:
        return "-"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        path.write_bytes(data)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [pypandoc.get_pandoc_path(), "--track-changes=all", "-t", "plain", str(path)]
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return f"{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f} s"


def main() -> None:
    """Print the table."""
    redline, data = amended(), tracked(PARAGRAPHS)
    written = cost(lambda: write_redline(redline, Author("Galdora"), FileFacts("Plan")))
    read = cost(lambda: read_docx(data))
    rows = (
        ("written", f"{written:.2f} s", "-", "under 2 s"),
        ("read", f"{read:.2f} s", by_pandoc(data), "under 3 s"),
    )
    print(Table(("2,000 paragraphs, 4,000 changes", "amendtrack", "pandoc", "wanted"), rows))


if __name__ == "__main__":
    main()
