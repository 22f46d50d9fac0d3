"""What is pasted where no field takes it as it is: a sentence says so. Nothing vanishes."""

from textual import events

from ktd_tui.i18n import plural


class TakesPastes:
    """A screen or dialog that says what became of a paste that no field took as it was."""

    def on_paste(self, event: events.Paste) -> None:
        """Take in, or refuse in a sentence, what no field took."""
        event.stop()
        self.take_pasted(event.text)

    def take_pasted(self, text: str) -> object:
        """Take a block in; here: say that nothing takes it."""
        count = len(text.strip().splitlines())
        self.tell_of_paste(
            plural(
                "{n} line was pasted, but no field takes it here: open the field first.",
                "{n} lines were pasted, but no field takes them here: open the field first.",
                count,
            )
        )
        return None

    def tell_of_paste(self, text: str) -> None:
        """Say something where this screen says it."""
        self.warn(text)

    def warn(self, text: str) -> None:
        """Say what was refused; a screen does."""
        raise NotImplementedError
