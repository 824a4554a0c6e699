"""The register's line for a proposal: kept whole, and damage in it is told."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from amendtrack.errors import MadeByNewer, RecordDamaged
from amendtrack.record.entries import Entry, State, entry_file, read_entry, write_entry, write_proposals_table
from amendtrack.record.remarks import Kind, Problem, Remark

ENTRY = Entry(
    name="NRV-2",
    delegation="NRV",
    number=2,
    revision="Rev.0",
    commit="0" * 40,
    received=datetime(2009, 8, 21, 16, 20, tzinfo=UTC),
    filename="norvia.md",
    original="received/NRV-2/1/norvia.md",
    size=12,
    sha256="1" * 64,
)
FULL = replace(
    ENTRY,
    cosponsors=("GLD",),
    kind=Kind.INSTRUCTIONS,
    state=State.VOID,
    reason="recorded under the wrong name",
    ended=datetime(2009, 8, 22, tzinfo=UTC),
    amends="GLD-1",
    language="fr",
    sponsors=("COV", "GLD"),
    retains=("9", "Action #14"),
    remarks=(Remark("", "stronger language on victims"), Remark("IV", "shorten")),
    problems=(Problem("in para 8 replace “x”", "twice there", ("8, line 1", "8, line 3")),),
)


@pytest.mark.parametrize("entry", [ENTRY, FULL])
def test_a_line_is_kept_whole(entry: Entry) -> None:
    assert read_entry(write_entry(entry), entry_file(entry.name)) == entry


@pytest.mark.parametrize(
    ("part", "by"),
    [
        (b'"void"', b'"gone"'),
        (b'"instructions"', b'"song"'),
        (b'"version": 1', b'"version": 0'),
        (b'"Rev.0"', b'"Rev.0'),
        (b'"2009-08-22T00:00:00+00:00"', b'"2009-08-22"'),
        (b'"language": "fr"', b'"language": 7'),
        (b'"words": "shorten"', b'"wards": "shorten"'),
        (b'"NRV-2"', b'"NRV-3"'),
    ],
)
def test_damage_is_told_with_its_place(part: bytes, by: bytes) -> None:
    data = write_entry(FULL)
    assert part in data
    with pytest.raises(RecordDamaged, match=r"proposals/NRV/2\.json"):
        read_entry(data.replace(part, by), entry_file("NRV-2"))


def test_what_a_newer_amendtrack_wrote_is_no_damage() -> None:
    data = write_entry(FULL).replace(b'"version": 1', b'"version": 2')
    with pytest.raises(MadeByNewer, match=r"proposals/NRV/2\.json: a newer amendtrack .*; update amendtrack"):
        read_entry(data, entry_file("NRV-2"))


def test_the_table_quotes_what_a_spreadsheet_would_compute() -> None:
    table = write_proposals_table([replace(FULL, title="=1+1")]).decode()
    assert "'=1+1" in table
    assert "9;Action #14" in table
    assert "stronger language on victims;IV: shorten" in table
