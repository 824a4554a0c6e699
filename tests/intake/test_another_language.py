"""Adding a language takes a file and no code: a copy of the package with one more file reads one more language."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import amendtrack

PORTUGUESE = """# Portuguese, a few forms of it.

[draft]
# Plano do lago

1. As Partes trocam mapas e dados.

2. A ajuda é gratuita.

3. O plano termina em 2030.

[words]
drop: o, a, os, as, por favor, seguinte
replace: substituir, substitua-se, substituído
delete: suprimir, suprima-se, eliminar
insert: inserir, insira-se, acrescentar
read: deve ler-se
after: depois de, após
before: antes de
by: por
in: em, no, na
of: de, do, da
and: e
new: novo, um novo
noun: palavra, palavras, expressão
swap: trocar
not: não, se, ou

[ordinals]
1: primeiro, primeira
2: segundo, segunda

[places]
para: parágrafo, parágrafos

[meaning]
retracts: queria dizer
retractsfirst: desculpem
condition: se, desde que

[forms]
replace | replace OLD by NEW | No parágrafo 1, substituir a palavra "mapas" por "cartas". | mapas => cartas
replace | OLD read NEW | No parágrafo 3, "2030" deve ler-se "2031". | 2030 => 2031
delete | delete OLD | Parágrafo 1: suprimir "e dados". | mapas e dados => mapas
insert after | insert NEW after ANCHOR | Parágrafo 3: inserir "talvez" após "termina". | termina em => termina talvez em
delete unit | delete PLACES | Suprima-se o segundo parágrafo. | 2. A ajuda é gratuita.¶ =>
new | insert new LABEL TEXT | Inserir um novo parágrafo 2 bis: "É rápida." | gratuita. => gratuita.¶2 bis. É rápida.
"""
SCRIPT = r"""
from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.intake.instructions.forms import languages
from amendtrack.text.units import parse_text

language = next(one for one in languages() if one.code == "pt")
base = parse_text(language.draft)

def put(message):
    found = carry_out(read_message(message, base), base, {})
    return found.text.split(), len(found.problems)

for row in language.rows:
    old, _, new = (part.strip().replace("\u00b6", "\n\n") for part in row.gives.partition("=>"))
    assert put(row.sentence) == (language.draft.replace(old, new).split(), 0), row.sentence
for message in ('N\u00e3o suprimir o par\u00e1grafo 2.', 'Suprima-se o par\u00e1grafo 2, desde que seja aceite.',
                'Suprima-se o par\u00e1grafo 2. Desculpem, queria dizer o 3.', 'Suprima-se o par\u00e1grafo 9.'):
    assert put(message) == (language.draft.split(), 1), message
print(len(language.rows), "forms")
"""


@pytest.mark.long
def test_a_seventh_language_is_a_file_and_no_code(tmp_path: Path) -> None:
    package = Path(amendtrack.__file__).parent
    shutil.copytree(package, tmp_path / "amendtrack", ignore=shutil.ignore_patterns("__pycache__"))
    forms = tmp_path / "amendtrack" / "intake" / "instructions" / "forms"
    (forms / "pt.txt").write_text(PORTUGUESE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.stdout, done.stderr) == ("6 forms\n", "")
