"""A paper as one self-contained HTML file, to be shown on a screen and printed in black and white.

No script, no link, and no meaning carried by colour alone. Every text is escaped after ``visible``; each
paragraph runs in its own direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from amendtrack.papers.direction import RIGHT_TO_LEFT, named_pieces, way_of
from amendtrack.papers.paper import (
    Element,
    Face,
    Footnote,
    Grid,
    GridRow,
    Mark,
    Paper,
    Paragraph,
    Role,
    Run,
    Table,
    touch,
)
from amendtrack.papers.plain import lines_kept, one_line_kept
from amendtrack.render.html import escaped, set_off
from amendtrack.render.safe import one_line
from amendtrack.text.scripts import is_turned

STYLE = """
html{font:1.06rem/1.5 Georgia,"Times New Roman","Liberation Serif","Noto Serif",var(--other),serif}
html{--other:Amiri,"Noto Naskh Arabic","Songti SC",SimSun,"Noto Serif CJK SC"}
html{--sans:Arial,"Liberation Sans","Noto Sans","Noto Sans Arabic","Noto Sans CJK SC",sans-serif}
html{color:#000;background:#fff}
body{max-width:48rem;margin:0 auto;padding:1.2rem}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0 .6rem}
h2{font-size:1.15rem;margin:1.8rem 0 .5rem;border-bottom:2px solid #000;break-after:avoid}
h3{font-size:1rem;margin:1.1rem 0 .3rem;break-after:avoid}
.kind,.status{font:bold .85rem/1.4 var(--sans);letter-spacing:.06em;text-transform:uppercase;margin:0}
.status{border:3px solid #000;padding:.3rem .6rem;display:inline-block;margin-bottom:.6rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0;font-size:.9rem}
dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere}
dl.foot{break-before:avoid;break-inside:avoid}
dl.foot{border-top:1px solid #000;margin-top:2rem;padding-top:.4rem;font-size:.75rem}
p{margin:.5rem 0;overflow-wrap:anywhere;text-align:start}
ul{margin:.4rem 0;padding-inline-start:1.3rem}li{margin:.2rem 0;overflow-wrap:anywhere}
.note{font-size:.9rem;border-inline-start:3px solid #000;padding-inline-start:.7rem}
.row{display:grid;grid-template-columns:1fr 7.5rem;gap:1rem;align-items:start}
.at{font:bold .8rem/1.5 var(--sans);text-align:end;overflow-wrap:anywhere;margin-top:.65rem}
.at p{margin:0}.nb{white-space:nowrap}
h3.first{font-size:1.2rem}.mid{text-align:center}h4{font-size:1rem;margin:.9rem 0 .3rem;break-after:avoid}
.in1{margin-inline-start:1.6rem}.in2{margin-inline-start:3.2rem}.in3,.in4,.in5{margin-inline-start:4.8rem}
.bullet{display:list-item;list-style:disc outside;margin-inline-start:1.6rem}
blockquote{margin:.5rem 1.6rem}
.code{font:.9rem/1.4 "Courier New","Liberation Mono","DejaVu Sans Mono",monospace;white-space:pre-wrap}
.fn{font-size:.9rem;margin:.25rem 0}.first-fn{border-top:1px solid #000;padding-top:.4rem;margin-top:1.2rem}
.fn+.at{margin-top:.25rem}h3+.at,h4+.at{margin-top:1.1rem}.first-fn+.at{margin-top:1.6rem}
sup{line-height:0;font-size:.7em}.prop{font-weight:bold}.opp{text-decoration:line-through;text-decoration-thickness:1px}
.who{font-style:italic}.own{font-style:normal}
:is(:lang(ar),:lang(fa),:lang(he),:lang(ur),:lang(zh),:lang(ja),:lang(ko)) :is(.who,i){font-style:normal}
:is(:lang(zh),:lang(ja)) i{font-family:KaiTi,STKaiti,"AR PL UKai CN","Liberation Serif",var(--other),serif}
td.at{border:0;width:7rem;padding-inline-end:0}table.text{font-size:1em}
ins{font-weight:bold;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:2px}
.gap{margin-inline-start:.2em}
del{text-decoration:line-through;text-decoration-thickness:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.6rem 0}
th,td{border:1px solid #000;padding:.25rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
th{font-family:var(--sans);font-size:.8rem;overflow-wrap:normal}thead{display:table-header-group}tr{break-inside:avoid}
@media screen and (min-width:70rem){html{font-size:1.35rem}}
@media print{html{font-size:11pt}body{max-width:none;padding:0}p,li{orphans:3;widows:3}.status{font-size:12pt}}
@page{margin:20mm 18mm}
""".strip().replace("\n", "")


def html(paper: Paper) -> str:
    """The paper as a whole page; ends with a newline."""
    title = one_line(f"{paper.kind}: {paper.title}")
    return (
        f'<!DOCTYPE html>\n<html{_root(paper.own)}><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
        f"<title>{escaped(title)}</title><style>{STYLE}</style></head>\n<body>\n"
        + "\n".join(_parts(paper))
        + "\n</body></html>\n"
    )


def _root(own: str) -> str:
    """The language of the paper's own words, and which way they run."""
    return f' lang="{escaped(own)}"' + (' dir="rtl"' if own in RIGHT_TO_LEFT else "")


def _parts(paper: Paper) -> Iterator[str]:
    if paper.status:
        yield f'<p class="status">{escaped(one_line(paper.status))}</p>'
    yield f'<p class="kind">{escaped(one_line(paper.kind))}</p>\n<h1 dir="auto">{escaped(one_line(paper.title))}</h1>'
    yield f"<dl>{_pairs(paper.head)}</dl>"
    for section in paper.sections:
        if section.heading:
            yield f'<h2 dir="{way_of(section.heading)}">{escaped(one_line(section.heading))}</h2>'
        yield from _blocks(section.blocks, paper.language)
    if paper.foot:
        yield f'<dl class="foot">{_pairs(paper.foot)}</dl>'


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<dt>{escaped(name)}</dt><dd><bdi>{escaped(one_line(value))}</bdi></dd>" for name, value in pairs)


class _Margin(Enum):
    """Whether addresses are printed beside the text of a section."""

    NONE = "none"
    ADDRESSES = "addresses"


@dataclass(frozen=True, slots=True)
class _Setting:
    """The setting of a section's text: its language, and whether there is a margin."""

    language: str
    margin: _Margin

    @property
    def attributes(self) -> str:
        """The language of the text, and which way it runs: a label may be in another script."""
        way = "rtl" if self.language in RIGHT_TO_LEFT else "auto"
        return f' dir="{way}"' + (f' lang="{escaped(self.language)}"' if self.language else "")

    def beside(self, shown: str, margin: str) -> str:
        """A paragraph of the text with the addresses of its slots beside it."""
        if self.margin is _Margin.NONE:
            return shown
        turned = ' dir="rtl"' if self.language in RIGHT_TO_LEFT else ""
        return f'<div class="row"{turned}>{shown}<div class="at">{_addresses(margin)}</div></div>'


def _addresses(margin: str) -> str:
    """Addresses in a margin, none of them broken behind its dash."""
    shown = _RANGE.sub(r'<span class="nb">\g<0></span>', escaped(one_line(margin)))
    return f"<bdi>{shown}</bdi>"


_RANGE = re.compile(r"[^\s–]+–[^\s–]+")


def _blocks(blocks: tuple[Element, ...], language: str) -> Iterator[str]:
    listed: Role | None = None
    noted = False
    beside = any(not isinstance(block, Table) and _margin(block) for block in blocks)
    setting = _Setting(language, _Margin.ADDRESSES if beside else _Margin.NONE)
    for block in blocks:
        item = block.role if isinstance(block, Paragraph) and block.is_listed else None
        if item is not listed:
            yield from ("</ul>",) if listed else ()
            yield from (f"<ul{setting.attributes if item is Role.READING else ''}>",) if item else ()
            listed = item
        match block:
            case Table():
                yield _table(block)
            case Grid():
                yield _grid(block, setting)
            case Footnote():
                yield _footnote(block, setting, "fn" if noted else "fn first-fn")
            case _:
                yield _paragraph(block, setting)
        noted = isinstance(block, Footnote)
    if listed:
        yield "</ul>"


def _margin(block: Paragraph | Grid | Footnote) -> str:
    return "".join(row.margin for row in block.rows) if isinstance(block, Grid) else block.margin


_OWN = {Role.ITEM: "<li{}>{}</li>", Role.TITLE: "<h3{}>{}</h3>", Role.NOTE: '<p{} class="note">{}</p>'}
"""How the paper's own paragraphs are written; those of the text are in its language, with a margin beside them."""


@lru_cache(maxsize=1 << 14)
def _paragraph(block: Paragraph, setting: _Setting) -> str:
    words = _runs(block.runs)
    match block.role:
        case Role.PROSE:
            return f'<p dir="{way_of(block.text)}">{words}</p>'
        case Role.ITEM | Role.TITLE | Role.NOTE as role:
            return _OWN[role].format(f' dir="{way_of(block.text)}"', words)
        case Role.SLOT:
            return f"<h3{setting.attributes}><bdi>{words}</bdi></h3>"
        case Role.READING:
            who = block.runs[0].text.removesuffix(": ")
            sign = block.runs[0].text[len(who) :]
            return f"<li>{_isolated(who)}{sign}{_runs(block.runs[1:])}</li>"
        case Role.HEADING | Role.CENTRED_HEADING:
            name = "h4" if block.level > 2 else "h3"
            looks = ("first",) * (block.level == 1) + ("mid",) * (block.role is Role.CENTRED_HEADING)
            kind = f' class="{" ".join(looks)}"' if looks else ""
            shown = f"<{name}{setting.attributes}{kind}>{words}</{name}>"
        case Role.SUBPARAGRAPH | Role.BULLET as role:
            kind = f"{'bullet ' if role is Role.BULLET else ''}in{block.level + (role is Role.SUBPARAGRAPH)}"
            shown = f'<p{setting.attributes} class="{kind}">{words}</p>'
        case Role.QUOTATION:
            shown = f"<blockquote{setting.attributes}><p>{words}</p></blockquote>"
        case Role.CODE:
            shown = f'<p{setting.attributes} class="code">{words}</p>'
        case _:
            shown = f"<p{setting.attributes}>{words}</p>"
    return setting.beside(shown, block.margin)


def _footnote(note: Footnote, setting: _Setting, kind: str) -> str:
    words = f"<sup>{escaped(one_line(note.label))}</sup> {_runs(note.runs)}"
    return setting.beside(f'<p{setting.attributes} class="{kind}">{words}</p>', note.margin)


def _runs(runs: Iterable[Run]) -> str:
    """The runs, with a gap where deleted and inserted words touch."""
    shown, last = list[str](), Run("")
    for run in runs:
        shown.append(set_off(_run(run)) if touch(last, run) else _run(run))
        last = run
    return "".join(shown)


def _run(run: Run) -> str:
    if run.note:
        return _faced(f"<sup>{escaped(one_line(run.note))}</sup>", run)
    if run.mark is Mark.NAMES:
        return _names(run.text)
    shown = _LABEL.sub(r'<bdi dir="ltr">\1</bdi>', "<br>".join(map(escaped, lines_kept(run.text))))
    return _faced(_ADDRESS.sub(r'<bdi dir="ltr">\1</bdi>', shown) if is_turned(run.text) else shown, run)


_LABEL = re.compile(r"\b(\d{1,9} (?:ante|bis|ter|qua|quin|sex|sept|oct|non|dec|un|duo)[a-z]*)\b")
"""A label of Latin letters, which keeps its order between lines from right to left."""
_ADDRESS = re.compile(r"\b(\d{1,9}#\d{1,9})\b")
"""The address of a slot, which does so too."""


def _faced(shown: str, run: Run) -> str:
    if run.face is not Face.UPRIGHT:
        shown = f"<i>{shown}</i>" if run.face & Face.ITALIC else shown
        shown = f"<b>{shown}</b>" if run.face & Face.BOLD else shown
        shown = f"<s>{shown}</s>" if run.face & Face.STRUCK else shown
    match run.mark:
        case Mark.STRUCK:
            return f"<del>{shown}</del>"
        case Mark.NEW:
            return f"<ins>{shown}</ins>"
        case Mark.BOLD | Mark.SIGN:
            return f"<b>{shown}</b>"
        case Mark.PROPOSED:
            return f'<span class="prop">{shown}</span>'
        case Mark.OPPOSED:
            return f'<span class="opp">{shown}</span>'
    return shown


def _names(text: str) -> str:
    """`` – Names delete``, what follows the dash isolated: it runs in its own direction."""
    lead, sign, names = one_line_kept(text).partition("– ")
    if not sign:
        return f'<bdi class="who">{escaped(text)}</bdi>'
    if not is_turned(names):
        return f'{escaped(lead)}– <bdi class="who">{escaped(names)}</bdi>'
    return f'{escaped(lead)}– <span class="who">{_isolated(names)}</span>'


def _isolated(names: str) -> str:
    """Names, each of which runs in its own direction; the words between and behind them run with the text."""
    if not is_turned(names):
        return f"<bdi>{escaped(one_line_kept(names))}</bdi>"
    shown = ((escaped(one_line_kept(piece)), is_name) for piece, is_name in named_pieces(names))
    return "".join(f'<bdi class="own">{piece}</bdi>' if is_name else piece for piece, is_name in shown)


def _grid(grid: Grid, setting: _Setting) -> str:
    way = "rtl" if setting.language in RIGHT_TO_LEFT else "auto"
    names = ("th" if k < grid.heads else "td" for k in range(len(grid.rows)))
    rows = [
        _grid_row(row, grid.columns, f'{name} dir="{way}"', setting) for row, name in zip(grid.rows, names, strict=True)
    ]
    head = f"<thead>{''.join(rows[: grid.heads])}</thead>" if grid.heads else ""
    body = "\n".join(rows[grid.heads :])
    return f'<table class="text"{setting.attributes}>{head}<tbody>\n{body}\n</tbody></table>'


def _grid_row(row: GridRow, columns: int, opening: str, setting: _Setting) -> str:
    closing, last = opening.partition(" ")[0], len(row.cells) - 1
    spread = f' colspan="{columns - last}"' if last + 1 < columns else ""
    cells = (f"<{opening}{spread if k == last else ''}>{_runs(cell)}</{closing}>" for k, cell in enumerate(row.cells))
    margin = f'<td class="at">{_addresses(row.margin)}</td>'
    return f"<tr>{''.join(cells)}{margin if setting.margin is _Margin.ADDRESSES else ''}</tr>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{escaped(cell)}</th>" for cell in table.head)
    rows = "\n".join(
        "<tr>" + "".join(f'<td dir="{way_of(cell)}">{escaped(one_line(cell))}</td>' for cell in row) + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"


__all__ = ["html"]
