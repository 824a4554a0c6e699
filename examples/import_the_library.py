"""Two proposals on one paragraph: what one of them changes, both in one text, and one accepted.

The delegations are invented.
"""

import amendtrack

BASE = "7. States Parties will destroy stockpiled mines without delay and report annually on progress.\n"
PROPOSALS = {
    "Norvia": BASE.replace(" without delay", ""),
    "Galdora": BASE.replace("annually", "each year by 30 April"),
}

redline = amendtrack.compare(BASE, PROPOSALS["Norvia"])
for span in redline.spans():
    if span.kind != "equal":
        print(f"{span.kind}: {span.text!r}")

con = amendtrack.consolidate(BASE, PROPOSALS)
print(amendtrack.brackets(con), end="")
for slot in con.slots:
    readings = [(variant.wording, variant.backers) for variant in slot.variants]
    print(f"characters {slot.start}-{slot.end} of {slot.unit}: {slot.base!r} or {readings}")

try:
    con.clean()
except amendtrack.Unsettled as err:
    print("not clean:", err)

print(con.accept(["Galdora"]).clean(), end="")
print(str(con.view("Norvia")) == PROPOSALS["Norvia"])
