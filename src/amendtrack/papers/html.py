"""A paper as one self-contained HTML file, to be shown on a screen and printed in black and white.

No script, no link, and no meaning carried by colour alone. Every text is escaped after ``visible``; each
paragraph runs in its own direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from amendtrack.papers.paper import Element, Mark, Paper, Paragraph, Role, Table
from amendtrack.papers.plain import one_line_kept
from amendtrack.render.html import escaped
from amendtrack.render.safe import one_line

STYLE = """
html{font:1.06rem/1.5 Georgia,"Times New Roman","Noto Naskh Arabic","Noto Serif CJK SC",serif}
html{color:#000;background:#fff}
body{max-width:48rem;margin:0 auto;padding:1.2rem}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0 .6rem}
h2{font-size:1.15rem;margin:1.8rem 0 .5rem;border-bottom:2px solid #000;break-after:avoid}
h3{font-size:1rem;margin:1.1rem 0 .3rem;break-after:avoid}
.kind,.status{font:bold .85rem/1.4 Arial,sans-serif;letter-spacing:.06em;text-transform:uppercase;margin:0}
.status{border:3px solid #000;padding:.3rem .6rem;display:inline-block;margin-bottom:.6rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0;font-size:.9rem}
dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere}
p{margin:.5rem 0;overflow-wrap:anywhere;text-align:start}
ul{margin:.4rem 0;padding-inline-start:1.3rem}li{margin:.2rem 0;overflow-wrap:anywhere}
.note{font-size:.9rem;border-inline-start:3px solid #000;padding-inline-start:.7rem}
.row{display:grid;grid-template-columns:1fr 7.5rem;gap:1rem;align-items:start}
.at{font:bold .8rem/1.5 Arial,sans-serif;text-align:end;overflow-wrap:anywhere;margin-top:.65rem}
ins{font-weight:bold;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:2px}
del+ins{margin-inline-start:.2em}
del{text-decoration:line-through;text-decoration-thickness:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.6rem 0}
th,td{border:1px solid #000;padding:.25rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
th{font-family:Arial,sans-serif;font-size:.8rem;overflow-wrap:normal}thead{display:table-header-group}tr{break-inside:avoid}
@media screen and (min-width:70rem){html{font-size:1.35rem}}
@media print{html{font-size:11pt}body{max-width:none;padding:0}p,li{orphans:3;widows:3}.status{font-size:12pt}}
@page{margin:20mm 18mm}
""".strip().replace("\n", "")


_RIGHT_TO_LEFT = frozenset(f' lang="{language}"' for language in ("ar", "fa", "he", "ur"))


def html(paper: Paper) -> str:
    """The paper as a whole page; ends with a newline."""
    title = one_line(f"{paper.kind}: {paper.title}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
        f"<title>{escaped(title)}</title><style>{STYLE}</style></head>\n<body>\n"
        + "\n".join(_parts(paper))
        + "\n</body></html>\n"
    )


def _parts(paper: Paper) -> Iterator[str]:
    if paper.status:
        yield f'<p class="status">{escaped(one_line(paper.status))}</p>'
    yield f'<p class="kind">{escaped(one_line(paper.kind))}</p>\n<h1 dir="auto">{escaped(one_line(paper.title))}</h1>'
    pairs = "".join(f'<dt>{escaped(n)}</dt><dd dir="auto">{escaped(one_line(v))}</dd>' for n, v in paper.head)
    yield f"<dl>{pairs}</dl>"
    language = f' lang="{escaped(paper.language)}"' if paper.language else ""
    for section in paper.sections:
        if section.heading:
            yield f'<h2 dir="auto">{escaped(one_line(section.heading))}</h2>'
        yield from _blocks(section.blocks, language)


def _blocks(blocks: tuple[Element, ...], language: str) -> Iterator[str]:
    listed = False
    beside = any(isinstance(b, Paragraph) and b.margin for b in blocks)
    for block in blocks:
        item = isinstance(block, Paragraph) and block.role is Role.ITEM
        if item is not listed:
            yield "<ul>" if item else "</ul>"
            listed = item
        yield _table(block) if isinstance(block, Table) else _paragraph(block, language, beside)
    if listed:
        yield "</ul>"


@lru_cache(maxsize=1 << 14)
def _paragraph(block: Paragraph, language: str, beside: bool) -> str:
    words = "".join(_run(run.text, run.mark) for run in block.runs)
    match block.role:
        case Role.ITEM:
            return f'<li dir="auto">{words}</li>'
        case Role.TITLE:
            return f'<h3 dir="auto">{words}</h3>'
        case Role.NOTE:
            return f'<p dir="auto" class="note">{words}</p>'
        case Role.HEADING:
            shown = f'<h3 dir="auto"{language}>{words}</h3>'
        case Role.TEXT:
            shown = f'<p dir="auto"{language}>{words}</p>'
        case _:
            return f'<p dir="auto">{words}</p>'
    if not beside:
        return shown
    turned = ' dir="rtl"' if language in _RIGHT_TO_LEFT else ""
    return f'<div class="row"{turned}>{shown}<div class="at">{escaped(one_line(block.margin))}</div></div>'


def _run(text: str, mark: Mark) -> str:
    shown = escaped(one_line_kept(text))
    match mark:
        case Mark.STRUCK:
            return f"<del>{shown}</del>"
        case Mark.NEW:
            return f"<ins>{shown}</ins>"
        case Mark.BOLD:
            return f"<b>{shown}</b>"
    return shown


def _table(table: Table) -> str:
    head = "".join(f"<th>{escaped(cell)}</th>" for cell in table.head)
    rows = "\n".join(
        "<tr>" + "".join(f'<td dir="auto">{escaped(one_line(cell))}</td>' for cell in row) + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"


__all__ = ["html"]
