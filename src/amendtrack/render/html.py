"""Redlines and consolidated texts as self-contained HTML fragments.

Everything printed is escaped after ``visible``; there is no script, no link and no outside resource.
Signs and words repeat everything that colour shows, as on a terminal: insertions and deletions are ``ins`` and ``del``
elements, and each changed unit has a title in words.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from itertools import groupby

from amendtrack.consolidation.reports import Conflict, conflicts, tally
from amendtrack.consolidation.value import Consolidation
from amendtrack.redline.comparison import Redline
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.render.brackets import Style
from amendtrack.render.counts import noise_line, repeated, summary
from amendtrack.render.decided import decided_notes
from amendtrack.render.descriptions import Coverage, ShownUnit, UnitFate, blocks_of, titled_once
from amendtrack.render.faces import Face, FormKind, bare
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.redlined import set_block
from amendtrack.render.safe import flowing, visible
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.render.typeset import typeset
from amendtrack.text.typeface import HARD_BREAK

_STYLE = """<style>
.amendtrack{max-width:46em;line-height:1.5;font-family:Georgia,'Times New Roman',serif}
.amendtrack p{margin:.3em 0;white-space:pre-line;overflow-wrap:anywhere}
.amendtrack .unit{margin:0 0 .9em;padding-inline-start:.9em;border-inline-start:3px solid transparent}
.amendtrack .title{font:bold .78em/1.4 Arial,sans-serif;letter-spacing:.03em}
.amendtrack .heading{font-weight:bold}
.amendtrack ins{color:#0a5d1e;background:#e4f5e7;text-decoration:underline;text-decoration-thickness:2px}
.amendtrack del{color:#a11212;background:#fbe7e7;text-decoration:line-through;text-decoration-thickness:2px}
.amendtrack .gap{margin-inline-start:.2em}
.amendtrack .edited,.amendtrack .split,.amendtrack .joined{border-color:#b58900}
.amendtrack .new{border-color:#0a5d1e}
.amendtrack :is(.deleted,.replaced){border-color:#a11212}
.amendtrack .moved,.amendtrack .moved-here{border-color:#1b6fa8}
.amendtrack .unchanged,.amendtrack .note{color:#555;font-size:.9em}
.amendtrack .in1{padding-inline-start:1.6em}
.amendtrack :is(.in2,.in3,.in4){padding-inline-start:3.2em}
.amendtrack td{border:1px solid #888;padding:.15em .5em;text-align:start;vertical-align:top}
.amendtrack table{border-collapse:collapse}
.amendtrack sup{line-height:0;font-size:.7em}
.amendtrack b{color:#1b6fa8;font-weight:bold}
</style>"""


def redline_html(redline: Redline, extent: Coverage = Coverage.WHOLE, context: int = 1) -> str:
    """The redline as one self-contained ``div``; whole, or its changes with ``context`` units around each.

    >>> from amendtrack import compare, render
    >>> print(render.redline_html(compare("5. Clear all areas.", "5. Clear known areas.")).splitlines()[-2])
    <div class="unit edited"><p dir="auto" class="title">EDITED 5</p>\
<p dir="auto">5. Clear <del>all</del><ins class="gap">known</ins> areas.</p></div>
    """
    parts = [_paragraph(summary(redline), "summary heading")]
    parts += [_paragraph(f"{said}.", "note") for said in repeated(redline)]
    parts += filter(None, map(_block, titled_once(blocks_of(old_before_new(redline), extent, context))))
    if said := noise_line(redline):
        parts.append(_paragraph(said, "note"))
    return _fragment(parts)


def consolidation_html(con: Consolidation, style: Style = Style.ATTRIBUTED) -> str:
    """Consolidated text, conflict list and tally as one self-contained ``div``; without names if unattributed.

    >>> from amendtrack import consolidate, render
    >>> con = consolidate("5. Clear all areas.", {"Arda": "5. Clear known areas."})
    >>> print(render.consolidation_html(con).splitlines()[-4])
    <div class="unit"><p dir="auto">5. Clear <b>[</b>all<b> / </b>known – <bdi>Arda</bdi><b>]</b> areas.</p></div>
    """
    named = style is Style.ATTRIBUTED
    parts = []
    if con.is_hypothetical:
        whose = f"the proposals of {', '.join(con.delegations) or 'nobody'}" if named else "some of the proposals"
        parts.append(_paragraph(f"Hypothetical text with {whose}; not agreed", "heading"))
    for is_row, units in groupby(typeset(con, style), key=lambda unit: unit.form.is_row):
        here = list(units)
        shown = [_rows(here)] if is_row else map(_set, here)
        parts += [f'<div class="unit">{one}</div>' for one in shown]
    if doubtful := notes_on_slots(con):
        parts += [_paragraph(CHECK, "heading"), *(_paragraph(f"{at}: {note}", "note") for at, note in doubtful)]
    parts.append(_conflict_list(conflicts(con), _named if named else _unnamed))
    parts.append(_paragraph(f"Proposals: {tally(con).within}.", "note"))
    parts += [_paragraph(note, "note") for note in decided_notes(con, style)]
    return _fragment(parts)


def page(title: str, fragment: str) -> str:
    """A whole page around a fragment; its policy forbids scripts and outside resources.

    >>> print(page("Plan", "<p>5. Clear all areas.</p>").splitlines()[-2])
    <p>5. Clear all areas.</p>
    """
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
        f"<title>{escaped(title)}</title></head>\n<body>\n{fragment}\n</body></html>\n"
    )


def escaped(text: str) -> str:
    """The text as HTML shows it literally, in an element or a quoted attribute.

    >>> escaped('<b onclick="x">\\x1b')
    '&lt;b onclick=&quot;x&quot;&gt;&lt;U+001B&gt;'
    """
    return html.escape(visible(text), quote=True)


def lines(text: str) -> str:
    """The text as ``escaped`` shows it, with the line breaks that somebody typed; other line ends are blanks."""
    return "<br>".join(escaped(flowing(line)) for line in text.split(HARD_BREAK))


def _fragment(parts: list[str]) -> str:
    return f'<div class="amendtrack">{_STYLE}\n' + "\n".join(parts) + "\n</div>"


def _block(block: ShownUnit) -> str:
    """A unit under its title; nothing for the line under a table's header."""
    kind = "unchanged" if block.fate is UnitFate.GAP else block.fate.value.lower().replace(" ", "-")
    title = _paragraph(bare(block.title), "title") if block.title else ""
    made = set_block(block)
    if block.stretches and not made:
        return ""
    shown = _rows(made) if made and made[0].form.is_row else "".join(map(_set, made))
    note = _paragraph(f"Note: {block.note}.", "note") if block.note else ""
    return f'<div class="unit {kind}">{title}{shown}{note}</div>'


def _set(unit: SetUnit) -> str:
    """A unit as a paragraph."""
    label = f"<sup>{escaped(unit.form.label)}</sup> " if unit.form.kind is FormKind.NOTE else ""
    depth = unit.form.level + (unit.form.kind is FormKind.ITEM)
    kind = "heading" if unit.form.kind is FormKind.HEADING else f"in{depth}" if depth else ""
    sign = "• " if unit.form.kind is FormKind.BULLET else ""
    return f'<p dir="auto"{_class(kind)}>{label}{sign}{_spans(unit.cells[0])}</p>'


def _rows(units: Iterable[SetUnit]) -> str:
    """Consecutive rows as a table."""
    rows = ("".join(f'<td dir="auto">{_spans(cell)}</td>' for cell in unit.cells) for unit in units)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


_TAGS = {Ink.STRUCK: "del", Ink.PUT_IN: "ins", Ink.SIGN: "b"}


def _spans(spans: Iterable[Span]) -> str:
    """The spans, with a gap where deleted and inserted words touch."""
    shown, last = list[str](), Span("")
    for span in spans:
        touch = {last.ink, span.ink} == {Ink.STRUCK, Ink.PUT_IN}
        apart = last.text[-1:].isspace() or span.text[:1].isspace()
        shown.append(set_off(_span(span)) if touch and not apart else _span(span))
        last = span
    return "".join(shown)


def set_off(changed: str) -> str:
    """An element of deleted or inserted words with a gap before it, which is no character."""
    name, rest = changed[: len("<ins")], changed[len("<ins") :]
    return f'{name} class="gap"{rest}'


def _span(span: Span) -> str:
    shown = f"<sup>{escaped(span.note)}</sup>" if span.note else lines(span.text)
    if span.ink is Ink.NAMES:
        lead, sign, names = shown.partition("– ")
        return f"{lead}– <bdi>{names}</bdi>" if sign else shown
    shown = f"<i>{shown}</i>" if span.face & Face.ITALIC else shown
    shown = f"<strong>{shown}</strong>" if span.face & Face.BOLD else shown
    shown = f"<s>{shown}</s>" if span.face & Face.STRUCK else shown
    tag = _TAGS.get(span.ink, "")
    return f"<{tag}>{shown}</{tag}>" if tag else shown


def _paragraph(text: str, kind: str) -> str:
    return f'<p dir="auto"{_class(kind)}>{escaped(text)}</p>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _conflict_list(found: tuple[Conflict, ...], say: Callable[[Conflict], str]) -> str:
    hard, soft = [c for c in found if c.blocks], [c for c in found if not c.blocks]
    said = f"{len(hard)} conflict{'s' if len(hard) != 1 else ''} to settle" if hard else "No conflicts"
    parts = [_paragraph(said, "heading"), _items("ol", map(say, hard))]
    if soft:
        parts += [_paragraph("To be read together", "heading"), _items("ul", map(say, soft))]
    return "\n".join(p for p in parts if p)


def _named(conflict: Conflict) -> str:
    return f"{_unnamed(conflict)} – {', '.join(conflict.parties)}: {bare(conflict.explanation)}"


def _unnamed(conflict: Conflict) -> str:
    return f"{conflict.where}: {conflict.kind}"


def _items(element: str, lines: Iterable[str]) -> str:
    items = "".join(f'<li dir="auto">{escaped(line)}</li>' for line in lines)
    return f"<{element}>{items}</{element}>" if items else ""


__all__ = ["Coverage", "consolidation_html", "escaped", "page", "redline_html", "set_off"]
