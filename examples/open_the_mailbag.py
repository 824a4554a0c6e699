"""A difficult mailbag: what is clear is recorded, the rest is left for manual review, with the reason.

The messages are in `mailbag/`, as they might arrive; every delegation, address and position is invented.
`amendtrack intake DRAFT FOLDER` shows the same as a table.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from amendtrack import Draft, open_bag, read_folder, read_register, take_in

mailbag = Path(__file__).parent / "mailbag"
register = read_register((mailbag / "delegations.csv").read_text(encoding="utf-8"))

with TemporaryDirectory() as folder:
    text = (mailbag / "draft.md").read_bytes()
    draft = Draft.init(Path(folder) / "plan", text, title="Draft Plan", at="2009-07-17", delegations=register)
    draft.revise((mailbag / "rev1.md").read_bytes(), label="Rev.1", at="2009-08-01")

    bag = open_bag(read_folder(mailbag / "bag"), draft.delegations, draft.settings.timezone)
    for taken in take_in(draft, bag, received="2009-08-21 18:00"):
        print(f"{taken.piece.place}: {taken.disposition.value}, {taken.name or 'without a number'}")
        print(f"    {taken.said}")
    print()
    print(draft.tally())
