"""A form: named fields one under the other; Enter goes to the next, on the last it saves."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Horizontal
from textual.widgets import Input, Static

from ktd_tui.errors import KtdError
from ktd_tui.i18n import t, tell
from ktd_tui.terminal.fields import VnInput
from ktd_tui.terminal.guard import plain
from screens.base import bindings
from screens.dialogs.base import Dialog
from screens.dialogs.pick import PickDialog

if TYPE_CHECKING:
    from textual.widget import Widget

    from screens.host import Host


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Attributes:
        choices: Where given, F4 or typing picks one of them (key, text); the answer is the key.
    """

    key: str
    label: str
    value: str = ""
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()


class FormDialog(Dialog[bool]):
    """Fill in fields and save; a refusal is told in the dialog and nothing typed is lost."""

    BINDINGS = bindings(save="save", edit="choose")

    def __init__(
        self, question: str, fields: Sequence[Field], save: Callable[[dict[str, str]], object]
    ) -> None:
        """Ask.

        Args:
            question: What the form is for.
            fields: The fields in order.
            save: The operation; runs in the store's thread with the values by key.
        """
        hint = t("Enter: next field, then save · Ctrl+S: save · Esc: leave")
        if any(field.choices for field in fields):
            hint = t("F4: choose · Enter: next, then save · Ctrl+S: save · Esc: leave")
        super().__init__(question, hint)
        self._fields = fields
        self._save = save

    def content(self) -> Iterator["Widget"]:
        """Yield a row a field."""
        for field in self._fields:
            value = dict(field.choices).get(field.value, "") if field.choices else field.value
            with Horizontal(classes="row"):
                yield Static(field.label, classes="label", markup=False)
                entry = VnInput(value, id=f"field-{field.key}", placeholder=field.hint)
                entry.can_focus = True
                yield entry

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or save after the last."""
        event.stop()
        keys = [f.key for f in self._fields]
        place = keys.index(str(event.input.id).removeprefix("field-"))
        if self._fields[place].choices and not event.value:
            self._choose(self._fields[place])
        elif place + 1 < len(keys):
            self.query_one(f"#field-{keys[place + 1]}", Input).focus()
        else:
            self.action_save()

    def action_choose(self) -> None:
        """Open the choices of the field that has the focus."""
        focused = self.focused.id if self.focused else None
        for field in self._fields:
            if focused == f"field-{field.key}" and field.choices:
                self._choose(field)

    @work
    async def _choose(self, field: Field) -> None:
        key = await self.app.push_screen_wait(PickDialog(field.label, field.choices))
        if key is not None:
            self.query_one(f"#field-{field.key}", Input).value = dict(field.choices)[key]

    def _values(self) -> dict[str, str]:
        values = {}
        for field in self._fields:
            typed = self.query_one(f"#field-{field.key}", Input).value
            if field.choices:
                by_text = {text: key for key, text in field.choices}
                values[field.key] = by_text.get(typed, typed)
            else:
                values[field.key] = typed
        return values

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save; close when it is on disk, else say why not."""
        values = self._values()
        self.query_one("#complaint", Static).update(t("Working…"))
        host: Host = self.app  # type: ignore[assignment]  # the app fulfils the Host protocol
        try:
            await host.carry_out(lambda: self._save(values))
        except KtdError as error:
            self.query_one("#complaint", Static).update(plain(f"! {tell(error)}"))
            return
        self.dismiss(True)
