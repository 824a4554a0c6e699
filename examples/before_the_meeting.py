"""The night before the meeting: open a draft, print the text for the meeting, and list what is contested.

The draft is one of the practice drafts of `amendtrack demo`; every delegation in it is invented.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from amendtrack.demo import build

with TemporaryDirectory() as folder:
    draft = build(Path(folder) / "practice").draft("decisions")

    print(draft.settings.title)
    for entry in draft.proposals():
        print(f"  {entry.name}, received {entry.received:%d %B %Y at %H:%M}")

    con = draft.consolidate()
    print()
    print(draft.printed(con))

    for conflict in con.conflicts:
        print(f"{conflict.kind} | {conflict.unit} | {'; '.join(conflict.parties)} | {conflict.explanation}")
    print(con.tally)
