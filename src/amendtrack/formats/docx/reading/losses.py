"""What plain text cannot represent of a Word file, one line per kind, with a count and the first words concerned."""

from __future__ import annotations

from dataclasses import dataclass, field

_SHOWN, _LONGEST = 3, 80


@dataclass(slots=True)
class Losses:
    """Losses, in the order in which each kind was first met."""

    _met: dict[str, tuple[int, list[str]]] = field(default_factory=dict)

    def add(self, what: str, words: str | None = None) -> None:
        """Add one loss of this kind; ``words`` are those concerned."""
        count, shown = self._met.get(what, (0, []))
        words = " ".join((words or "").split())
        if words and len(shown) < _SHOWN:
            shown.append(f"“{words}”" if len(words) <= _LONGEST else f"“{words[:_LONGEST]}…”")
        self._met[what] = (count + 1, shown)

    @property
    def lines(self) -> tuple[str, ...]:
        """One line per kind."""
        lines = []
        for what, (count, shown) in self._met.items():
            times = f" ({count} times)" if count > 1 else ""
            more = " …" if len(shown) == _SHOWN and count > _SHOWN else ""
            lines.append(f"{what}{times}{': ' if shown else ''}{', '.join(shown)}{more}")
        return tuple(lines)
