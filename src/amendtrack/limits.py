"""How much of anything is taken: every limit on what comes in, in one place, so that no input takes all there is.

A limit is a count, never a time: the same input is taken or refused on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass

# A text
TEXT_BYTES = 32_000_000
TEXT_WORDS = 1_000_000
TEXT_PARAGRAPHS = 200_000
TITLE_LETTERS = 300
NAME_LETTERS = 120
MEETING_LETTERS = 60
# A message
MESSAGE_BYTES = 64_000_000
MESSAGE_WORD_BYTES = 2_000_000
MESSAGE_PARTS = 200
MESSAGE_MULTIPARTS = 60
MESSAGE_DEPTH = 12
PAGE_LETTERS = 4_000_000
PAGE_TAGS = 100_000
PDF_PAGES = 200
PDF_LETTERS = 100_000
# A Word file
WORD_MEMBERS = 2_000
WORD_INFLATED = 100_000_000
WORD_RATIO = 200
WORD_PART = 40_000_000
WORD_SMALL_PART = 12_000_000
WORD_DEPTH = 100
WORD_CHANGES = 200_000
WORD_LETTERS = 8_000_000
# A table
SHEETS = 100
CELLS = 500_000
CELL_LETTERS = 8_000_000
COLUMNS = 500
# A folder, and a repository
FOLDER_BYTES = 2_000_000_000
OBJECT_BYTES = 256_000_000
COMMIT_FILES = 500_000
FETCHED_OBJECTS = 2_000_000
FETCHED_BYTES = 4_000_000_000
FETCHED_REFS = 100_000


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as it is shown: of what, how much, and of which unit."""

    of: str
    most: int
    unit: str

    def __str__(self) -> str:
        return f"{self.of}: {self.most:,} {self.unit}"


LIMITS = tuple(
    Limit(*row)
    for row in (
        ("a text", TEXT_BYTES, "bytes"),
        ("a text", TEXT_WORDS, "words"),
        ("a text", TEXT_PARAGRAPHS, "paragraphs"),
        ("the title of a draft", TITLE_LETTERS, "characters"),
        ("a recorder's name", NAME_LETTERS, "characters"),
        ("a meeting's name", MEETING_LETTERS, "characters"),
        ("a message", MESSAGE_BYTES, "bytes"),
        ("the words of one part of a message", MESSAGE_WORD_BYTES, "bytes"),
        ("a message", MESSAGE_PARTS, "parts"),
        ("a message", MESSAGE_MULTIPARTS, "parts that hold parts"),
        ("a message", MESSAGE_DEPTH, "parts within parts"),
        ("a web page", PAGE_LETTERS, "characters"),
        ("a web page", PAGE_TAGS, "tags"),
        ("the words of a PDF file", PDF_PAGES, "pages"),
        ("the words of a PDF file", PDF_LETTERS, "characters"),
        ("a Word or Excel file", WORD_MEMBERS, "parts"),
        ("a Word or Excel file, unpacked", WORD_INFLATED, "bytes"),
        ("a Word or Excel file, unpacked", WORD_RATIO, "times its size"),
        ("the text of a Word file", WORD_PART, "bytes"),
        ("any other part of a Word file", WORD_SMALL_PART, "bytes"),
        ("a Word file", WORD_DEPTH, "elements within elements"),
        ("a Word file", WORD_CHANGES, "tracked changes"),
        ("a Word file", WORD_LETTERS, "characters"),
        ("an Excel file", SHEETS, "worksheets"),
        ("an Excel file", CELLS, "cells"),
        ("an Excel file", CELL_LETTERS, "characters"),
        ("a table", COLUMNS, "columns"),
        ("a mailbag, or any folder that is read", FOLDER_BYTES, "bytes"),
        ("one object of a repository", OBJECT_BYTES, "bytes"),
        ("one commit", COMMIT_FILES, "files"),
        ("what is fetched at once", FETCHED_OBJECTS, "objects"),
        ("what is fetched at once, unpacked", FETCHED_BYTES, "bytes"),
        ("what is fetched at once", FETCHED_REFS, "branches and tags"),
    )
)
