"""Two texts compared as negotiators read them: units first, then words."""

from amendtrack.redline.amendment import Amendment, AmendmentKind, amendments
from amendtrack.redline.comparison import Redline, compare

__all__ = ["Amendment", "AmendmentKind", "Redline", "amendments", "compare"]
