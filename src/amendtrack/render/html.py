"""Redlines and consolidated texts as self-contained HTML fragments.

Everything printed is escaped after ``visible``; there is no script, no link and no outside resource.
Signs and words say what colour says, as on a terminal: insertions and deletions are ``ins`` and
``del`` elements, and each changed unit has a title in words.
"""

from __future__ import annotations

import html
import re

from amendtrack.consolidation.reports import Conflict, conflicts, tally
from amendtrack.consolidation.value import Consolidation
from amendtrack.redline.comparison import Redline
from amendtrack.render.brackets import Style, brackets
from amendtrack.render.counts import noise_line, summary
from amendtrack.render.decided import decided_notes
from amendtrack.render.descriptions import Coverage, ShownUnit, Stretch, StretchKind, UnitFate, blocks_of
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.safe import flowing, visible
from amendtrack.text.units import parse_text

_STYLE = """<style>
.amendtrack{max-width:46em;line-height:1.5;font-family:Georgia,'Times New Roman',serif}
.amendtrack p{margin:.3em 0;white-space:pre-line;overflow-wrap:anywhere}
.amendtrack .unit{margin:0 0 .9em;padding-inline-start:.9em;border-inline-start:3px solid transparent}
.amendtrack .title{font:bold .78em/1.4 Arial,sans-serif;letter-spacing:.03em}
.amendtrack .heading{font-weight:bold}
.amendtrack ins{color:#0a5d1e;background:#e4f5e7;text-decoration:underline;text-decoration-thickness:2px}
.amendtrack del{color:#a11212;background:#fbe7e7;text-decoration:line-through;text-decoration-thickness:2px}
.amendtrack del+ins{margin-inline-start:.15em}
.amendtrack .edited,.amendtrack .split,.amendtrack .joined{border-color:#b58900}
.amendtrack .new{border-color:#0a5d1e}
.amendtrack .deleted{border-color:#a11212}
.amendtrack .moved,.amendtrack .moved-here{border-color:#1b6fa8}
.amendtrack .gap,.amendtrack .note{color:#555;font-size:.9em}
.amendtrack b{color:#1b6fa8;font-weight:bold}
</style>"""


def redline_html(redline: Redline, extent: Coverage = Coverage.WHOLE, context: int = 1) -> str:
    """The redline as one self-contained ``div``; whole, or its changes with ``context`` units around each.

    >>> from amendtrack import compare, render
    >>> print(render.redline_html(compare("5. Clear all areas.", "5. Clear known areas.")).splitlines()[-2])
    <div class="unit edited"><p dir="auto" class="title">EDITED 5</p>\
<p dir="auto">5. Clear <del>all</del><ins>known</ins> areas.</p></div>
    """
    parts = [_paragraph(summary(redline), "summary heading")]
    parts += [_block(block) for block in blocks_of(redline, extent, context)]
    if said := noise_line(redline):
        parts.append(_paragraph(said, "note"))
    return _fragment(parts)


def consolidation_html(con: Consolidation, style: Style = Style.ATTRIBUTED) -> str:
    """Consolidated text, conflict list and tally as one self-contained ``div``; no name where unattributed.

    >>> from amendtrack import consolidate, render
    >>> con = consolidate("5. Clear all areas.", {"Arda": "5. Clear known areas."})
    >>> print(render.consolidation_html(con).splitlines()[-4])
    <div class="unit"><p dir="auto">5. Clear <b>[</b>all<b> / </b>known – Arda<b>]</b> areas.</p></div>
    """
    named = style is Style.ATTRIBUTED
    parts = []
    if con.is_hypothetical:
        whose = f"the proposals of {', '.join(con.delegations) or 'nobody'}" if named else "some of the proposals"
        parts.append(_paragraph(f"Hypothetical text with {whose}; not agreed", "heading"))
    text = parse_text(brackets(con, style))
    parts += [f'<div class="unit">{_paragraph(flowing(text.printed(u)), "", bracketed=True)}</div>' for u in text.units]
    if doubtful := notes_on_slots(con):
        parts += [_paragraph(CHECK, "heading"), *(_paragraph(f"{at}: {note}", "note") for at, note in doubtful)]
    parts.append(_conflict_list(conflicts(con), named=named))
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


def _fragment(parts: list[str]) -> str:
    return f'<div class="amendtrack">{_STYLE}\n' + "\n".join(parts) + "\n</div>"


def _block(block: ShownUnit) -> str:
    kind = "gap" if block.fate is UnitFate.GAP else block.fate.value.lower().replace(" ", "-")
    title = _paragraph(block.title, "title") if block.title else ""
    words = "".join(map(_stretch, block.stretches))
    shown = f'<p dir="auto"{_class("heading" if block.heading else "")}>{words}</p>' if words else ""
    note = _paragraph(f"Note: {block.note}.", "note") if block.note else ""
    return f'<div class="unit {kind}">{title}{shown}{note}</div>'


def _stretch(stretch: Stretch) -> str:
    text = escaped(stretch.text)
    match stretch.mark:
        case StretchKind.STRUCK:
            return f"<del>{text}</del>"
        case StretchKind.PUT_IN:
            return f"<ins>{text}</ins>"
    return text


def _paragraph(text: str, kind: str, *, bracketed: bool = False) -> str:
    shown = escaped(text)
    if bracketed:
        shown = re.sub(r"([\[\]]| / )", r"<b>\1</b>", shown)
    return f'<p dir="auto"{_class(kind)}>{shown}</p>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _conflict_list(found: tuple[Conflict, ...], *, named: bool) -> str:
    hard, soft = [c for c in found if c.blocks], [c for c in found if not c.blocks]
    said = f"{len(hard)} conflict{'s' if len(hard) != 1 else ''} to settle" if hard else "No conflicts"
    parts = [_paragraph(said, "heading"), _items("ol", hard, named=named)]
    if soft:
        parts += [_paragraph("To be read together", "heading"), _items("ul", soft, named=named)]
    return "\n".join(p for p in parts if p)


def _items(element: str, found: list[Conflict], *, named: bool) -> str:
    lines = [f"{c.where}: {c.kind}" + (f" – {', '.join(c.parties)}: {c.explanation}" if named else "") for c in found]
    items = "".join(f'<li dir="auto">{escaped(line)}</li>' for line in lines)
    return f"<{element}>{items}</{element}>" if items else ""


__all__ = ["Coverage", "consolidation_html", "escaped", "page", "redline_html"]
