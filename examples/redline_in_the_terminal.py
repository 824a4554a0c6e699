"""A redline as the terminal shows it: with signs as well as colour, so that it survives a pipe and a printer.

The texts are those of `amendtrack demo`; Ferrolia is invented.
"""

from rich.console import Console

from amendtrack import compare
from amendtrack.demo import DRAFTS, base_text, submissions
from amendtrack.render.terminal import Coverage, print_redline

action_plan = DRAFTS[0]
base = base_text(action_plan)
ferrolia = next(s for s in submissions(action_plan.name) if s.delegation == "FRL")

console = Console(width=76)
print_redline(compare(base, ferrolia.text(base)), console, Coverage.CHANGES, context=0)
