"""A form: named fields one under the other; Enter goes to the next, on the last it saves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import work
from textual.containers import Horizontal
from textual.widgets import Input, Static

from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t, tell
from ktd_tui.terminal.fields import VnInput
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.base import Dialog
from screens.dialogs.form_drafts import KeptFields
from screens.dialogs.pick import PickDialog
from screens.dialogs.settle import Save, settle

if TYPE_CHECKING:
    from textual.widget import Widget

PARTS = "; "
"""Between the parts of a list that is typed in one line."""


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Attributes:
        choices: Where given, F4 or typing picks one of them (key, text); the answer is the key.
        many: The value is a list, one a line; it is typed with “; ” between.
        other: Another text than a choice is taken, too.
        empty: Why there are no choices, where there may be none.
    """

    key: str
    label: str
    value: str = ""
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()
    many: bool = False
    other: bool = False
    empty: str = ""

    def shown(self, value: str) -> str:
        """Return a value as the form shows it."""
        if self.choices:
            return dict(self.choices).get(value, value if self.other else "")
        return value.replace("\n", PARTS) if self.many else value

    def read(self, typed: str) -> str:
        """Return the value of what the form shows."""
        if self.choices:
            return {text: key for key, text in self.choices}.get(typed, typed)
        return typed.replace(PARTS, "\n") if self.many else typed


class FormDialog(Dialog[bool]):
    """Fill in fields and save; a refusal is told in the dialog and nothing typed is lost.

    Attributes:
        told: What to say of the save, where there is more to say than that it was done.
    """

    BINDINGS = bindings("save", edit="choose", reload=("begin_anew", N_("As recorded")))

    def __init__(self, question: str, fields: Sequence[Field], save: Save[object], seen: Any = None) -> None:
        """Ask.

        Args:
            question: What the form is for.
            fields: The fields in order.
            save: The operation; runs in the store's thread with the values by key, and what was seen.
            seen: The record (or value) that is shown and changed; None for a new one.
        """
        hint = t("Enter: next field, then save · Ctrl+S: save · Esc: leave") if len(fields) > 1 else ""
        if any(field.choices for field in fields):
            hint = t("F4: choose · Enter: next, then save · Ctrl+S: save · Esc: leave")
        super().__init__(question, hint)
        self._fields = fields
        self._save = save
        self._seen = seen
        self.told = ""

    def content(self) -> Iterator["Widget"]:
        """Yield a row a field."""
        for field in self._fields:
            with Horizontal(classes="row"):
                if len(self._fields) > 1:
                    yield Static(field.label, classes="label", markup=False)
                entry = VnInput(field.shown(field.value), id=f"field-{field.key}", placeholder=field.hint)
                entry.can_focus = True
                yield entry

    def on_mount(self) -> None:
        """Bring back what was typed last time and not saved."""
        self.kept = KeptFields(self, self._question, self._seen)
        self._tell(self.kept.fill(self._entries()))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed: Esc and a cut line lose nothing."""
        event.stop()
        self.kept.keep(str(event.input.id).removeprefix("field-"), event.input.value)

    def action_begin_anew(self) -> None:
        """Show what is recorded, and forget what was typed."""
        for key, entry in self._entries().items():
            entry.value = self.kept.at_first[key]
        self.kept.forget()
        self._tell("")

    def _entries(self) -> dict[str, Input]:
        return {f.key: self.query_one(f"#field-{f.key}", Input) for f in self._fields}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or save after the last."""
        event.stop()
        keys = [f.key for f in self._fields]
        place = keys.index(str(event.input.id).removeprefix("field-"))
        if self._fields[place].choices and not event.value and not self._fields[place].other:
            self._choose(self._fields[place])
        elif place + 1 < len(keys):
            self.query_one(f"#field-{keys[place + 1]}", Input).focus()
        else:
            self.action_save()

    def action_choose(self) -> None:
        """Open the choices of the field that has the focus."""
        focused = self.focused.id if self.focused else None
        for field in self._fields:
            if focused == f"field-{field.key}" and (field.choices or field.empty):
                self._choose(field)

    @work
    async def _choose(self, field: Field) -> None:
        key = await self.app.push_screen_wait(PickDialog(field.label, field.choices, empty=field.empty))
        if key is not None:
            self.query_one(f"#field-{field.key}", Input).value = dict(field.choices)[key]

    def _values(self) -> dict[str, str]:
        entries = self._entries()
        return {f.key: f.read(entries[f.key].value) for f in self._fields}

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save; close when it is on disk, else say why not."""
        self._tell(t("Working…"))
        try:
            settled = await settle(self.app, self._save, self._values(), self._seen, self._shown)
        except KtdError as error:
            self._tell(f"! {tell(error)}")
            return
        if settled is None:
            self._tell(t("Nothing is decided yet; what you typed is still here."))
            return
        if settled.joined:
            self.told = t("Saved. What somebody else changed meanwhile stays beside it.")
        self.kept.forget()
        self._close()

    def _close(self) -> None:
        below = self.app.screen_stack[-2]
        self.dismiss(True)
        if self.told and isinstance(below, KtdScreen):
            below.call_later(below.say, self.told)

    def _tell(self, text: str) -> None:
        self.query_one("#complaint", Static).update(plain(text))

    def _shown(self, key: str, value: str) -> tuple[str, str]:
        """Return a field's label and a value in words, for the question what is to stay."""
        field = next((f for f in self._fields if f.key == key), None)
        if field is None:
            return "", value
        return field.label, field.shown(value) or value if field.choices else value
