"""A value inside a JSON document that knows its place, so that a wrong type is refused with that place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

from amendtrack.errors import InputRefused

_V = TypeVar("_V")
_E = TypeVar("_E", bound=Enum)


class Field:
    """One value and its place; each method gives the value as one type, or raises ``InputRefused``."""

    __slots__ = ("place", "value")

    def __init__(self, value: object, place: str) -> None:
        self.value, self.place = value, place

    def _refused(self, wanted: str) -> InputRefused:
        found = {dict: "an object", list: "a list", str: "a string", type(None): "null"}.get(
            type(self.value), repr(self.value)[:40]
        )
        return InputRefused(f"found {found} where {wanted} belongs", place=self.place or "document")

    def has(self, key: str | int) -> bool:
        if isinstance(key, int):
            return isinstance(self.value, list) and key < len(self.value)
        return isinstance(self.value, dict) and key in self.value

    def at(self, key: str | int) -> Field:
        if isinstance(key, int):
            if not isinstance(self.value, list) or key >= len(self.value):
                raise self._refused(f"a list of more than {key}")
            return Field(self.value[key], f"{self.place}[{key}]")
        if not isinstance(self.value, dict):
            raise self._refused("an object")
        if key not in self.value:
            raise InputRefused(f"there is no {key!r}", place=self.place or "document")
        return Field(self.value[key], f"{self.place}.{key}".lstrip("."))

    def each(self, read: Callable[[Field], _V]) -> tuple[_V, ...]:
        if not isinstance(self.value, list):
            raise self._refused("a list")
        return tuple(read(Field(v, f"{self.place}[{n}]")) for n, v in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self._refused("a string")
        return self.value

    def number(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self._refused("a whole number")
        return self.value

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            raise self._refused("true or false")
        return self.value

    def pair(self) -> tuple[int, int]:
        return self.at(0).number(), self.at(1).number()

    def triple(self) -> tuple[int, int, str]:
        return self.at(0).number(), self.at(1).number(), self.at(2).text()

    def one_of(self, kinds: type[_E]) -> _E:
        name = self.text()
        for kind in kinds:
            if kind.value == name:
                return kind
        known: Sequence[str] = [str(k.value) for k in kinds]
        raise InputRefused(f"unknown {name!r}", place=self.place, remedy=f"known are {', '.join(known)}")


__all__ = ["Field"]
