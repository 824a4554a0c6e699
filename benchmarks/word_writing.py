"""How long a Word file takes: 2,000 paragraphs with 4,000 changes, as CPU seconds.

python -m benchmarks.word_writing
"""

from __future__ import annotations

import time

from amendtrack import compare
from amendtrack.formats.docx.writing import Author, Facts, write_redline
from amendtrack.redline import Redline

PARAGRAPHS = 2_000
_WORDS = "States Parties shall clear all mined areas under their control and report progress to each meeting".split()


def amended() -> Redline:
    """A text and one with two words of each paragraph replaced."""
    before = [[_WORDS[(7 * k + 3 * n) % len(_WORDS)] for n in range(40)] for k in range(PARAGRAPHS)]
    after = [[*words[:10], "without", *words[11:30], "delay", *words[31:]] for words in before]
    return compare(*("".join(f"{k}. {' '.join(w)}\n\n" for k, w in enumerate(t, 1)) for t in (before, after)))


def main() -> None:
    """Print what writing took."""
    redline = amended()
    start = time.process_time()
    data = write_redline(redline, Author("Galdora"), Facts("Plan"))
    print(f"written: {PARAGRAPHS:,} paragraphs, {2 * PARAGRAPHS:,} changes, {len(data):,} bytes")
    print(f"         {time.process_time() - start:.2f} s CPU")


if __name__ == "__main__":
    main()
