"""One text from the letter of 17 July to its adoption: two meetings, two revisions, and what became of every amendment.

The text is a practice text in the style of the Cartagena documents of 2009, and every delegation in it is invented.
"""

from tempfile import TemporaryDirectory

from amendtrack import Draft

ZERO = """# Practice declaration

1. We recall that mines kill and maim long after wars have ended.

2. We will clear all mined areas without delay and report annually on progress.

3. We will give survivors the care that they need.

4. We will hold an informal meeting each June.
"""

with TemporaryDirectory() as folder:
    draft = Draft.init(f"{folder}/declaration", ZERO, title="Practice declaration", at="2009-07-17")

    print("-- Written proposals, by the deadline of 21 August\n")
    for day, who, before, after in (
        ("18", "Norvia", " without delay", ""),
        ("19", "Galdora", "annually", "each year by 30 April"),
        ("20", "Hestria", "give survivors the care", "give survivors, and their families, the care"),
        ("21", "Brum", "each June", "every second year"),
    ):
        text = ZERO.replace(before, after)
        print(draft.propose(text, by=who, unregistered="added", received=f"2009-08-{day}T16:00"))
    draft.support("Galdora", "HES-1#1", at="2009-08-24", note="as in the annex on assistance")
    draft.oppose("Hestria", "NOR-1#1", at="2009-08-24")

    print("\n-- The text for the second preparatory meeting\n")
    print(draft.issue("PM2", at="2009-09-02T22:00"))
    print(draft.snapshot().issued("PM2"))

    print("-- After the meeting: the President's first revision\n")
    REV1 = ZERO.replace("without delay", "as soon as possible").replace(
        "survivors the", "survivors, and their families, the"
    )
    REV1 = REV1.replace("1. We recall", "1. We meet ten years after the rules came into force.\n\n2. We recall")
    for old, new in (
        ("4. We will hold", "5. We will hold"),
        ("3. We will give", "4. We will give"),
        ("2. We will", "3. We will"),
    ):
        REV1 = REV1.replace(old, new)
    revised = draft.revise(REV1, label="Rev.1", at="2009-10-01")
    print("\n".join(revised.notes))
    for line in draft.snapshot().carry_overs()[-1].lines:
        where = f", now {line.now}" if line.now and line.now != line.place else ""
        print(f"  {line.name}: {line.fate.value}{where}{f' ({line.why})' if line.why else ''}")
    print(draft.reconfirm("NOR-1", at="2009-10-12"))

    print("\n-- At the conference\n")
    print(draft.agree("1-2", "agreed ad ref", meeting="Conference", at="2009-12-01"))
    print(draft.printed())
    print(draft.accept(["GAL-1"], at="2009-12-03T11:00"))
    print(draft.keep(["3#1"], at="2009-12-03T11:10"))
    print(draft.withdraw("BRU-1", at="2009-12-04T09:00"))
    print(draft.adopt(at="2009-12-04T18:00"))
    print()
    print(draft.snapshot().adopted())
