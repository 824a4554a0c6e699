"""What a night at the desk costs: forty mails of mixed kinds taken in, and the whole pack for a meeting issued.

    python -m benchmarks.desk [--runs 3] [--delegations 60] [--words 12000]

Processor time of this process, on an action plan of invented words with invented delegations. Nothing waits for the
disk, which is the disk's matter. The mails are whole messages with whole texts, Word files, instructions, comments,
and some that must be left. The pack holds every paper in three forms, an acknowledgement for each delegation.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from amendtrack.draft import Draft
from amendtrack.draft.desk import Taken, take_in
from amendtrack.formats.mailbag import open_bag
from amendtrack.record.registers import Delegation, Register
from benchmarks.cost import seconds
from benchmarks.mails import AMENDMENTS, KINDS, mails
from benchmarks.tables import Table
from benchmarks.wording import Wording

_DOUBTS = ("other-words", "unlike", "typed")
"""What sentences of random words are suspected of, in a whole text that is meant as it stands."""


def text_of(words: int) -> Wording:
    """The plan, its paragraphs numbered."""
    base = Wording(words)
    base.paragraphs = [f"{n}. {paragraph}" for n, paragraph in enumerate(base.paragraphs, 1)]
    return base


def opened(folder: Path, base: Wording, names: list[str]) -> Draft:
    """A draft with that text and delegations, each known by the address it writes from."""
    known = (Delegation(n, (("", f"Land {n}"),), mails=(f"@{n.casefold()}.example",)) for n in names)
    register = Register(tuple(known))
    return Draft.init(folder, base.text(), title="Plan", at="2009-07-17", delegations=register, durability="fast")


def desk(draft: Draft, bag: dict[str, bytes]) -> list[Taken]:
    """The bag taken in as ``intake`` does."""
    return list(take_in(draft, open_bag(bag, draft.delegations, draft.settings.timezone)))


def proposed(draft: Draft, base: Wording, code: str, seed: int, amendments: int) -> None:
    """A proposal of that delegation, with so many amendments."""
    text = base.proposal(amendments, seed)
    draft.propose(text, by=code, received="2009-08-21T10:00", channel="mail", allow=_DOUBTS)


def measured(words: int, delegations: int) -> tuple[dict[str, float], Counter[str]]:
    """Processor seconds of each part of one night, and what became of the pieces of the bag."""
    with tempfile.TemporaryDirectory() as name:
        folder, base = Path(name), text_of(words)
        names = [f"D{n:03}" for n in range(delegations)]
        draft, bag = opened(folder / "draft", base, names), mails(base, names)
        taken: list[Taken] = []
        first = seconds(lambda: taken.extend(desk(draft, bag)))
        sent = {entry.delegation for entry in draft.proposals()}
        for n, code in enumerate(names, 100):
            if code not in sent:
                proposed(draft, base, code, n, AMENDMENTS)
        issued = seconds(lambda: draft.issue_to(folder / "pack", "PM2", at="2009-09-02T23:15"))
        size = sum(file.stat().st_size for file in (folder / "pack").rglob("*") if file.is_file())
        again = seconds(lambda: draft.issue_to(folder / "again", "PM2", at="2009-09-02T23:15"))
        parts = {f"{len(bag)} mails taken in": first, f"the pack issued ({size / 1e6:.0f} MB)": issued}
        whole = {"taken in and issued": first + issued, "the pack written again": again}
        return parts | whole, Counter(t.disposition.value for t in taken)


def main() -> None:
    """Print the least of several nights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--delegations", type=int, default=60)
    parser.add_argument("--words", type=int, default=12_000)
    asked = parser.parse_args()
    nights = [measured(asked.words, asked.delegations) for _ in range(asked.runs)]
    title = f"{asked.words:,} words, {asked.delegations} delegations, {AMENDMENTS} amendments each"
    rows = tuple((part, f"{min(night[part] for night, _ in nights):.2f} s") for part in nights[0][0])
    Table(("part", "processor time"), rows).show(title)
    Table(("mails", "number"), tuple((kind, str(n)) for kind, n in KINDS.items())).show("the bag")
    became = tuple((fate, str(n)) for fate, n in sorted(nights[0][1].items()))
    Table(("what became of the pieces", "number"), became).show("the desk")


if __name__ == "__main__":
    main()
