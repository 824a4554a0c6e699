"""Facts at the end of commit messages: read back exactly, and never forged by a value."""

import pytest

from amendtrack.errors import InputRefused
from amendtrack.record.trailers import read_trailers, write_trailers


def test_what_is_written_is_read_back():
    facts = (("Proposal", "NOR-1"), ("Title", "Статус: принято [shall] – «oui»"), ("Channel", "e-mail: late"))
    assert read_trailers(write_trailers("NOR-1 on Rev.0", facts)) == facts


def test_empty_values_are_left_out():
    assert write_trailers("A", [("Title", " "), ("Act", "init")]) == "A\n\nAct: init\n"


@pytest.mark.parametrize("value", ["x\nStatus: adopted", "x\rStatus: adopted", "x\0y", "x\u2028y", "x\x1b[2J"])
def test_no_value_passes_for_another_trailer(value):
    with pytest.raises(InputRefused, match=r"U\+"):
        write_trailers("A", [("Title", value)])


def test_only_a_last_paragraph_of_trailers_counts():
    assert read_trailers("Status: adopted") == ()
    assert read_trailers("A\n\nStatus: adopted\n\nbut only said in passing\n") == ()
    assert read_trailers("A\n\nStatus: adopted\nnot a trailer\n") == ()
