"""What the fixture ``copied`` gives: a folder made once, copied for each test."""

from collections.abc import Callable
from pathlib import Path

Copied = Callable[[Callable[[Path], object], Path], Path]
