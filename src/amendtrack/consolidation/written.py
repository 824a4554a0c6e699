"""Conversion of edits and decisions to plain facts (dicts, lists, strings and numbers) for files and JSON, and back.

Invalid facts raise ``ValueError``, ``TypeError`` or ``LookupError``; the caller reports where they occurred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from amendtrack.consolidation.decision import Decision, DecisionKind, Ruling
from amendtrack.consolidation.edits import (
    Break,
    Edit,
    Identity,
    Inserted,
    Moved,
    Part,
    Place,
    Relabelled,
    Reworded,
    Struck,
    rank_of,
)

Facts = Mapping[str, object]


# -- edits ---------------------------------------------------------------------------------------


def facts_of_edit(edit: Edit) -> dict[str, object]:
    """An edit as facts; every kind has the same fields, and those that do not apply are empty."""
    kind, start, end, gap, key = edit.identity
    parts: list[object] = []
    c1 = c2 = 0
    lead = mark = label = ""
    match edit:
        case Reworded(c1=c1, c2=c2):
            parts = [p if isinstance(p, str) else {"gap": p.gap, "mark": p.mark} for p in edit.parts]
        case Struck(c1=c1, c2=c2) | Moved(c1=c1, c2=c2):
            pass
        case Inserted(at=c1, lead=lead, mark=mark, label=label):
            c2, parts, key = c1, [edit.wording], edit.key
        case Relabelled(c1=c1, c2=c2, label=label):
            parts = [edit.mark]
    return {
        "kind": kind,
        "start": list(start),
        "end": list(end),
        "key": list(key),
        "c1": c1,
        "c2": c2,
        "parts": parts,
        "gap": gap,
        "rank": rank_of(edit),
        "lead": lead,
        "mark": mark,
        "label": label,
        **({"under": list(edit.under)} if isinstance(edit, Inserted) and edit.under else {}),
    }


def edit_of_facts(facts: Facts) -> Edit:
    """The edit that ``facts_of_edit`` wrote."""
    start, end, key = place_of(facts["start"]), place_of(facts["end"]), texts_of(facts["key"])
    c1, c2 = number_of(facts["c1"]), number_of(facts["c2"])
    gap, rank = number_of(facts["gap"]), number_of(facts["rank"])
    lead, mark, label = (text_of(facts[name]) for name in ("lead", "mark", "label"))
    parts = tuple(_part_of(p) for p in list_of(facts["parts"]))
    edit: Edit
    match facts["kind"]:
        case "words":
            edit = Reworded(start, end, key, c1, c2, parts)
        case "delete":
            edit = Struck(start[0], c1, c2)
        case "insert":
            wording = text_of(parts[0])
            under = texts_of(facts.get("under", []))
            edit = Inserted(
                gap=gap, rank=rank, at=c1, key=key, wording=wording, lead=lead, mark=mark, label=label, under=under
            )
        case "move":
            edit = Moved(unit=start[0], gap=gap, rank=rank, c1=c1, c2=c2)
        case "label":
            edit = Relabelled(unit=start[0], c1=c1, c2=c2, plain=key[0], mark=text_of(parts[0]), label=label)
        case kind:
            raise ValueError(f"{kind!r} is not a kind of edit")
    if edit.identity[1:4] != (start, end, gap):
        raise ValueError(f"an edit of the kind {facts['kind']} does not stand at {start}")
    return edit


def _part_of(fact: object) -> Part:
    if isinstance(fact, Mapping):
        return Break(text_of(fact["gap"]), text_of(fact["mark"]))
    return text_of(fact)


def facts_of_identity(identity: Identity) -> list[object]:
    """What makes an edit the same edit, as facts."""
    kind, start, end, gap, key = identity
    return [kind, list(start), list(end), gap, list(key)]


def identity_of_facts(fact: object) -> Identity:
    """The identity that ``facts_of_identity`` wrote."""
    kind, start, end, gap, key = list_of(fact)
    return (text_of(kind), place_of(start), place_of(end), number_of(gap), texts_of(key))


# -- decisions -----------------------------------------------------------------------------------


def facts_of_decision(decision: Decision) -> dict[str, object]:
    """A decision as facts, in a fixed order."""
    return {
        "kind": decision.kind.value,
        "names": list(decision.names),
        "when": decision.when,
        "by": decision.by,
        "rulings": [_facts_of_ruling(r) for r in decision.rulings],
        **({"left": [list(pair) for pair in decision.left]} if decision.left else {}),
    }


def decision_of_facts(facts: Facts) -> Decision:
    """The decision that ``facts_of_decision`` wrote."""
    return Decision(
        DecisionKind(facts["kind"]),
        texts_of(facts["names"]),
        tuple(_ruling_of_facts(r) for r in list_of(facts["rulings"])),
        text_of(facts["when"]),
        text_of(facts["by"]),
        tuple(_address_left(fact) for fact in list_of(facts.get("left", []))),
    )


def _address_left(fact: object) -> tuple[str, str]:
    address, passage = map(text_of, _pair(list_of(fact)))
    if not address.rpartition("#")[2].isdecimal():
        raise ValueError(f"{address!r:.40} is no address of a slot")
    return address, passage


def _facts_of_ruling(ruling: Ruling) -> dict[str, object]:
    """A ruling as facts: each edit once, with its outcome."""
    said = dict.fromkeys(ruling.kept, "stands") | dict.fromkeys(ruling.dropped, "out")
    edits = [[*facts_of_identity(i), said.get(i, "open")] for i in sorted(ruling.seen)]
    facts: dict[str, object] = {
        "what": ruling.what,
        "address": ruling.address,
        "parties": sorted(ruling.parties),
        "edits": edits,
    }
    if ruling.wording:
        facts["wording"] = ruling.wording
    if ruling.retaining is not None:
        facts["retaining"] = sorted(ruling.retaining)
    if ruling.own:
        facts["own"] = [facts_of_edit(e) for e in ruling.own]
    return facts


def _ruling_of_facts(fact: object) -> Ruling:
    facts = mapping_of(fact)
    said = [(identity_of_facts(list_of(e)[:5]), list_of(e)[5]) for e in list_of(facts["edits"])]
    if any(what not in ("stands", "out", "open") for _, what in said):
        raise ValueError("an edit neither stands nor is out nor open")
    return Ruling(
        text_of(facts["what"]),
        text_of(facts["address"]),
        frozenset(i for i, _ in said),
        frozenset(i for i, what in said if what == "stands"),
        frozenset(i for i, what in said if what == "out"),
        frozenset(texts_of(facts["parties"])),
        text_of(facts.get("wording", "")),
        tuple(edit_of_facts(mapping_of(e)) for e in list_of(facts.get("own", []))),
        frozenset(texts_of(facts["retaining"])) if "retaining" in facts else None,
    )


# -- single facts --------------------------------------------------------------------------------


def text_of(fact: object) -> str:
    """The fact, if it is text."""
    if not isinstance(fact, str):
        raise TypeError(f"{fact!r:.40} is not text")
    return fact


def number_of(fact: object) -> int:
    """The fact, if it is a whole number."""
    if not isinstance(fact, int) or isinstance(fact, bool):
        raise TypeError(f"{fact!r:.40} is not a whole number")
    return fact


def list_of(fact: object) -> Sequence[object]:
    """The fact, if it is a list."""
    if isinstance(fact, str) or not isinstance(fact, Sequence):
        raise TypeError(f"{fact!r:.40} is not a list")
    return fact


def mapping_of(fact: object) -> Facts:
    """The fact, if it is a mapping."""
    if not isinstance(fact, Mapping):
        raise TypeError(f"{fact!r:.40} is not an object")
    return fact


def texts_of(fact: object) -> tuple[str, ...]:
    """The fact, if it is a list of texts."""
    return tuple(map(text_of, list_of(fact)))


def place_of(fact: object) -> Place:
    """The fact, if it is a unit and a word in it."""
    unit, word = map(number_of, _pair(list_of(fact)))
    return unit, word


def _pair(found: Sequence[object]) -> Iterable[object]:
    if len(found) != 2:
        raise ValueError(f"{len(found)} values where two belong")
    return found


__all__ = [
    "decision_of_facts",
    "edit_of_facts",
    "facts_of_decision",
    "facts_of_edit",
    "facts_of_identity",
    "identity_of_facts",
    "list_of",
    "mapping_of",
    "texts_of",
]
