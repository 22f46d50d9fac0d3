"""A form: named fields one under the other; Enter goes to the next, on the last it saves."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, t, tell
from ktd_tui.layout import cells, wrap
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.base import Dialog
from screens.dialogs.field import PARTS, Field, FieldInput
from screens.dialogs.form_drafts import KeptFields
from screens.dialogs.pick import PickDialog
from screens.dialogs.settle import Save, settle

if TYPE_CHECKING:
    from textual.widget import Widget

__all__ = ["PARTS", "Field", "FormDialog"]
NARROW, BROAD = 18, 48
"""Columns of the labels of a form, at least and at most: names of units are labels, too."""


class FormDialog(Dialog[bool]):
    """Fill in fields and save; a refusal is told in the dialog and nothing typed is lost.

    Attributes:
        told: What to say of the save, where there is more to say than that it was done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "save", edit=("choose", N_("Choose from a list")), reload=("begin_anew", N_("As recorded"))
        ),
        Binding("tab,down", "go(1)", show=False),
        Binding("shift+tab,up", "go(-1)", show=False),
    ]

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
        """Yield a row a field, the labels in one piece; the longest says where all of them end."""
        with Horizontal(id="rows"):
            if len(self._fields) > 1:
                width = min(max(NARROW, *(cells(field.label) + 1 for field in self._fields)), BROAD)
                rows = ((wrap(field.label, width) or [""])[0] for field in self._fields)
                labels = Static("\n".join(rows), id="labels", markup=False)
                labels.styles.width = width
                yield labels
            with Vertical(id="fields"):
                yield from map(FieldInput, self._fields)
        if any(field.choices for field in self._fields):
            yield Static("", id="offered", markup=False)

    def on_mount(self) -> None:
        """Bring back what was typed last time and not saved."""
        self.kept = KeptFields(self, self._question, self._seen)
        self._tell(self.kept.fill(self._entries(), new=self._is_new))

    @property
    def _is_new(self) -> bool:
        """Whether it adds a record; what was seen of a person holds also who headed the unit."""
        return getattr(self._seen, "person", self._seen) is None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what the field takes."""
        if isinstance(event.widget, FieldInput):
            self._offer(event.widget)

    def _offer(self, entry: FieldInput) -> None:
        """Show the choices that what stands in a field leaves."""
        of = entry.of
        for offered in self.query("#offered").results(Static):
            untouched = entry.value in ("", of.shown(of.value))
            keys = of.texts if untouched else entry.fitting()
            offered.update(plain(of.named(keys)) if of.choices else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed: Esc and a cut line lose nothing."""
        event.stop()
        self.kept.keep(str(event.input.id).removeprefix("field-"), event.input.value)
        if event.input.has_focus and isinstance(event.input, FieldInput):
            self._offer(event.input)

    def action_begin_anew(self) -> None:
        """Show what is recorded, and forget what was typed; or bring back what was typed and left."""
        back = self.kept.take_back()
        for key, entry in self._entries().items():
            entry.value = back.get(key, self.kept.at_first[key])
        if not back:
            self.kept.forget()
        self._tell("")

    def action_leave(self) -> None:
        """Close without saving; a new form begins anew next time, and offers once what was typed."""
        self.kept.leave()
        super().action_leave()

    def _entries(self) -> dict[str, FieldInput]:
        return {f.key: self.query_one(f"#field-{f.key}", FieldInput) for f in self._fields}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or save after the last; a choice that is left open is asked for."""
        event.stop()
        entry = self._entries()[str(event.input.id).removeprefix("field-")]
        of, found = entry.of, entry.fitting()
        if of.choices and (len(found) > 1 or not (found or entry.value)):
            self._choose(entry, found)
        elif entry.of is self._fields[-1]:
            self.action_save()
        else:
            self.action_go(1)

    def action_go(self, way: int) -> None:
        """Go to the next field or the one before, once this one holds what it may."""
        entries = list(self._entries().values())
        here = next((n for n, entry in enumerate(entries) if entry.has_focus), 0)
        if self._completed(entries[here]):
            self._tell("")
            entries[(here + way) % len(entries)].focus()

    def _completed(self, entry: FieldInput) -> bool:
        """Write a choice out in full; where it is none, say so there."""
        try:
            entry.complete()
        except Refused as refused:
            entry.focus()
            self._tell(f"! {tell(refused)}")
            return False
        return True

    def action_choose(self) -> None:
        """Open the choices of the field that has the focus."""
        if not isinstance(self.focused, FieldInput):
            return
        if self.focused.of.choices or self.focused.of.empty:
            self._choose(self.focused)
        else:
            self._tell(t("There is nothing to choose from here: type it."))

    @work
    async def _choose(self, entry: FieldInput, keys: Sequence[str] = ()) -> None:
        texts = entry.of.texts
        choices = [(key, text) for key, text in texts.items() if not keys or key in keys]
        key = await self.app.push_screen_wait(PickDialog(entry.of.label, choices, empty=entry.of.empty))
        if key is not None:
            entry.value = texts[key]
            entry.action_end()  # else what is typed next goes into the middle of it
            if entry.select_on_focus:
                entry.action_select_all()

    def action_save(self) -> None:
        """Save; close when it is on disk, else say why not."""
        entries = self._entries()
        if all(self._completed(entry) for entry in entries.values()):
            self.saving = True
            self._write({key: entry.read() for key, entry in entries.items()})

    @work
    async def _write(self, values: dict[str, str]) -> None:
        self._tell(t("Working…"))
        try:
            settled = await settle(self.app, self._save, values, self._seen, self._shown)
        except KtdError as error:
            self._stay(f"! {tell(error)}")
            self._go_to_fault(error)
            return
        if settled is None:
            self._stay(t("Nothing is decided yet; what you typed is still here."))
            return
        if settled.joined:
            self.told = t("Saved. What somebody else changed meanwhile stays beside it.")
        self.kept.saved()
        self._close()

    def _stay(self, why: str) -> None:
        self.saving = False
        self._tell(why)

    def _go_to_fault(self, error: KtdError) -> None:
        """Put the cursor in the field that a refusal names, else in the one that holds what it quotes."""
        quoted = {str(fact) for fact in error.facts.values()}
        begins = str(error.facts["text"]) if "over" in error.facts else ""  # of what is too long
        entries = self._entries()
        named = entries.get(str(error.facts.get("field")))
        typed = ((entry, " ".join(entry.value.split())) for entry in entries.values())
        holding = (entry for entry, text in typed if text and (text in quoted or (begins and begins in text)))
        if entry := named or next(holding, None):
            entry.focus()

    def _close(self) -> None:
        below = self.app.screen_stack[-2]
        if isinstance(below, KtdScreen):
            below.wrote()
        self.dismiss(True)
        if isinstance(below, KtdScreen) and (said := self.told or t(below.SAVED)):
            below.call_later(below.say, said)

    def _tell(self, text: str) -> None:
        self.query_one("#complaint", Static).update(plain(text))

    def _shown(self, key: str, value: str) -> tuple[str, str]:
        """Return a field's label and a value in words, for the question what is to stay."""
        field = next((f for f in self._fields if f.key == key), None)
        if field is None:
            return "", value
        return field.label, field.shown(value) or value if field.choices else value
