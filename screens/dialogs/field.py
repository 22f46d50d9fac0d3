"""One field of a form: what it is called, what it holds, and which values it takes."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.layout import cells
from ktd_tui.operations.lookup import called
from ktd_tui.terminal.fields import VnInput
from ktd_tui.text import fold, matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screens.host import Host

PARTS = "; "
"""Between the parts of a list that is typed in one line."""
SHOWN = 6
"""Choices that are named at most; F4 shows all of them."""
ROOM = 190
"""Cells of choices that three lines of a form show on 80 columns, what is said of the rest beside them."""


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Attributes:
        choices: Where given, it takes one of them (key, text): F4 or typing finds it; the answer is the key.
        many: The value is a list, one a line; it is typed with “; ” between.
        number: It holds a number: the first key replaces it, as in a spreadsheet.
        offered: What stands there is a proposal as a whole: the first key replaces it, too.
        other: Another text than a choice is taken, too.
        empty: Why there are no choices, where there may be none.
    """

    key: str
    label: str
    value: str = ""
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()
    many: bool = False
    number: bool = False
    offered: bool = False
    other: bool = False
    empty: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """The text of each choice by its key; those that read alike are numbered."""
        alike: Counter[str] = Counter()
        texts: dict[str, str] = {}
        for key, text in dict(self.choices).items():
            alike[text] += 1
            texts[key] = text if alike[text] == 1 else f"{text} (#{alike[text]})"
        return texts

    def shown(self, value: str) -> str:
        """Return a value as the form shows it."""
        if self.choices:
            return self.texts.get(value, value if self.other else "")
        return value.replace("\n", PARTS) if self.many else value

    def read(self, typed: str, meant: Container[str] = ()) -> str:
        """Return the value of what the form shows.

        Args:
            typed: What stands in the field.
            meant: The choices that go by what was typed, as by a unit's short name.

        Raises:
            Refused: It is none of the choices, or several of them.
        """
        if not self.choices:
            return typed.replace(PARTS, "\n") if self.many else typed
        if self.value and typed == self.shown(self.value):
            return self.value
        found = self.fitting(typed, meant)
        if len(found) == 1:
            return found[0]
        if self.other:
            return typed
        told = {"label": self.label, "choices": self.named(found or self.texts)}
        if not typed.strip():
            raise Refused(N_("{label}: choose one of {choices}."), **told)
        if found:
            raise Refused(N_("{label}: “{typed}” may be several: {choices}."), typed=typed, **told)
        raise Refused(N_("{label}: “{typed}” is not one of the choices: {choices}."), typed=typed, **told)

    def fitting(self, typed: str, meant: Container[str] = ()) -> list[str]:
        """Return the keys of the choices that a text may mean: one where it says one in full."""
        texts = self.texts
        if not typed.strip():
            return [key for key in texts if not key]
        said = [key for key, text in texts.items() if text == typed.strip()]
        said = said or [key for key, text in texts.items() if fold(text) == fold(typed.strip())]
        said = said or [key for key in texts if key in meant]
        if said or self.other:
            return said
        return [key for key, text in texts.items() if matches(typed, text)]

    def named(self, keys: "Iterable[str]") -> str:
        """Name choices, the first of many."""
        texts = [self.texts[key] for key in keys]
        ends = list(accumulate(cells(text) + 3 for text in texts[:SHOWN]))
        fitting = max(1, sum(end <= ROOM for end in ends))
        more = [t("… {n} in all, F4", n=len(texts))] if len(texts) > fitting else []
        return " · ".join([*texts[:fitting], *more])


class FieldInput(VnInput):
    """The field as one types in it; numbers, choices and proposals are replaced by what is typed first."""

    def __init__(self, of: Field) -> None:
        super().__init__(of.shown(of.value), id=f"field-{of.key}", placeholder=of.hint)
        self.of = of
        self.overwritten = of.number or of.offered or bool(of.choices)
        self.can_focus = True

    def fitting(self) -> list[str]:
        """Return the keys of the choices that what was typed may mean."""
        return self.of.fitting(self.value, self._meant())

    def read(self) -> str:
        """Return the value of what stands in the field.

        Raises:
            Refused: It is none of the choices, or several of them.
        """
        return self.of.read(self.value, self._meant())

    def _meant(self) -> Container[str]:
        of, desk = self.of, cast("Host", self.app).desk
        return called(desk, self.value, whole=of.other) if of.choices else ()

    def complete(self) -> None:
        """Write what was typed out in full.

        Raises:
            Refused: It is none of the choices, or several of them.
        """
        of = self.of
        if of.choices:
            read = self.read()
            self.value = of.shown(read) if read in of.texts else self.value
