"""The text of a consolidation with all decisions applied, whole or piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from amendtrack.consolidation.accepted_form import AddedForm, added_form, with_added
from amendtrack.consolidation.compose import Piece, compose, pieces
from amendtrack.consolidation.decision import Verdict, proposal_of
from amendtrack.consolidation.edits import Edit
from amendtrack.consolidation.strands import Strand
from amendtrack.consolidation.title_rules import with_title_rules
from amendtrack.errors import Unsettled

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation


def clean(con: Consolidation) -> str:
    """The text with all decisions applied; refused while anything is open, see ``Consolidation.clean``."""
    if gone := con.unfulfilled:
        what = ", ".join(f"{lapsed.ruling.what} ({lapsed.why})" for lapsed in gone)
        raise Unsettled(
            f"decisions that cannot be applied: {what}",
            slots=con.open_slots,
            remedy="take that back, or have it proposed again",
        )
    if still := con.open_slots:
        where = ", ".join(s.address for s in still)
        raise Unsettled(
            f"{len(still)} open slot{'s' if len(still) > 1 else ''}: {where}",
            slots=still,
            remedy="accept, reject, choose or keep what is open, then ask again",
        )
    if waiting := con.waiting:
        what = ", ".join(f"{amendment.name} on {given.place}, {given.in_words}" for amendment, given in waiting)
        raise Unsettled(
            f"proposed on agreed text and not decided: {what}",
            remedy=f"reject it, or reopen {waiting[0][1].place}",
        )
    return compose(con.labels_of_base, _with_form(con, con.strands), con.labels_shown(), con.orders)


def decided_pieces(con: Consolidation) -> tuple[list[Piece], str]:
    """The text with all decisions applied, and open slots as drafted, unit by unit; the white space at its end."""
    adopted = con.standing.kept | {s.identity for s in con.standing.own}
    strands = tuple(s for s in con.strands if s.identity in adopted) if con.open_slots else con.strands
    every = range(len(con.base.units))
    made = _with_form(con, strands)
    return pieces(con.labels_of_base, made, con.labels_shown(), every, orders=con.orders)


def _with_form(con: Consolidation, strands: Sequence[Strand[Edit]]) -> Sequence[Strand[Edit]]:
    """The edits, with the emphasis and titles that come with them, and the rules of titles as long as these become."""
    if not con.decisions:
        return strands
    return with_title_rules(con.base, with_added(strands, _accepted_form(con)))


def _accepted_form(con: Consolidation) -> Iterator[AddedForm]:
    """The form added by the proposals of which everything has been accepted; text agreed earlier gets none."""
    fates: dict[str, set[Verdict]] = {}
    for amendment in con.amendments:
        fates.setdefault(amendment.proposal, set()).add(con.standing.verdict(amendment))
    agreed = {con.addresses.index(g.place): g.when for g in con.agreements if g.place in con.addresses}
    for proposal in con.proposals:
        if fates.get(proposal.name) == {Verdict.ACCEPTED}:
            said = (d.when for d, r in con.standing.in_force if proposal_of(r.what) == proposal.name)
            when = max(said, default="")
            added = added_form(con.prepared, proposal.text, proposal.origins)
            yield from (one for one in added if one.unit not in agreed or when <= agreed[one.unit])
