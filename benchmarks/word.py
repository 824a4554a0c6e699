"""How long a Word file with tracked changes takes to read: 2,000 paragraphs, two changes in each.

Run ``python -m benchmarks.word``; seconds of processor time, beside pandoc reading the same file.
"""

from __future__ import annotations

import io
import resource
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

from amendtrack.formats.docx import read_docx

PARAGRAPHS = 2_000
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


def main() -> None:
    """Print both times."""
    data = tracked(PARAGRAPHS)
    read_docx(tracked(1))
    started = time.process_time()
    file = read_docx(data)
    print(f"read: {time.process_time() - started:.2f} s of CPU, {len(file.changes):,} changes")
    try:
        import pypandoc
    except ModuleNotFoundError:
        print("pandoc is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        path.write_bytes(data)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [pypandoc.get_pandoc_path(), "--track-changes=all", "-t", "plain", str(path)],
            capture_output=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"pandoc: {after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f} s of CPU")


if __name__ == "__main__":
    main()
