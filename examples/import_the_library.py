"""Two proposals on one paragraph: what each would change, both in one text, one accepted and the other rejected.

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

made = con.accept(["Galdora"])
print("open:", ", ".join(slot.address for slot in made.open_slots))
print(made.reject(["Norvia"]).clean(), end="")
print(str(con.view("Norvia")) == PROPOSALS["Norvia"])
