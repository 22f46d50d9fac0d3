"""Keys bound to what a screen or dialog does, by their id, never the key itself; the rights it asks for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from ktd_tui.errors import KtdError, NotAllowed
from ktd_tui.i18n import tell
from ktd_tui.keys import KEYS

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.scope import At, Where
    from ktd_tui.rules.access import Act, Scope


def bindings(*same: str, **actions: str | tuple[str, str]) -> list[BindingType]:
    """Bind keys of the table to actions of a screen.

    Args:
        *same: Keys whose action has the key's own id.
        **actions: Key id → action name, or (action name, msgid of what it does here).
    """
    bound: list[BindingType] = []
    for key_id, action in (dict(zip(same, same, strict=True)) | actions).items():
        name, text = action if isinstance(action, tuple) else (action, KEYS[key_id].text)
        bound.append(Binding(",".join(KEYS[key_id].keys), name, text, id=key_id))
    return bound


def needs(acts: "Act | tuple[Act, ...]", *actions: str) -> dict[str, tuple["Act", ...]]:
    """Say which right actions ask for; of several acts one suffices."""
    return dict.fromkeys(actions, acts if isinstance(acts, tuple) else (acts,))


class Asking:
    """A page that says which right each of its actions asks for, so that nobody fills in a form for nothing.

    The operation asks again when it is carried out; here it is only told early, and the keys are not shown.

    Attributes:
        ASKS: Acts by the name of the action; one of them suffices. What is not named asks for none.
    """

    ASKS: ClassVar[Mapping[str, tuple["Act", ...]]] = {}

    if TYPE_CHECKING:

        @property
        def desk(self) -> "Desk":
            """The desk at which this person works."""

        def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
            """Tell whether an action is there now, as Textual asks."""

        def warn(self, text: str) -> None:
            """Tell what was refused."""

        @property
        def about(self) -> "At | None":
            """The record whose bloc this page speaks of."""

    def year_of_unit(self, unit_id: str) -> "Scope":
        """Return the place of a unit's own work in the year that this page shows."""
        return self.desk.scope(self.about)._replace(unit_id=unit_id)

    @property
    def where(self) -> "Where":
        """Where the rights are held that this page asks for; None: of the council."""
        return self.about

    def asked_of(self, action: str) -> "Where":
        """Return where an action asks for its right now: often of the marked record."""
        del action
        return self.where

    def acts_of(self, action: str) -> tuple["Act", ...]:
        """Return the acts one of which an action asks for now; none: it asks for no right."""
        return self.ASKS.get(action, ())

    def offers(self, action: str) -> bool:
        """Tell whether an action is shown among the keys: to who may do it somewhere here, now or later."""
        return (
            bool(self.check_action(action, ()))
            and self._hindrance(self.ASKS.get(action), self.where, ever=True) is None
        )

    def advice(self, action: str, text: str) -> str:
        """Return a text that says how things stand and, behind its first full stop, which key goes on.

        Who is not offered that key reads only how things stand.
        """
        return text if self.offers(action) else f"{text.partition('. ')[0].removesuffix('.')}."

    def check_asked(self, action: str) -> None:
        """Refuse to begin what this person may not carry out.

        Raises:
            NotAllowed: The right is missing; the sentence says who has it.
        """
        if (acts := self.acts_of(action)) and (found := self._hindrance(acts, self.asked_of(action))):
            raise found

    def _hindrance(
        self, acts: tuple["Act", ...] | None, at: "Where", *, ever: bool = False
    ) -> NotAllowed | None:
        if not acts:
            return None
        try:
            found = self.desk.hindrance(acts, at, ever=ever)
        except KtdError:  # what is shown here is gone, or cannot be read: the page says so itself
            return None
        return found if isinstance(found, NotAllowed) else None

    def may(self, action: str) -> bool:
        """Tell whether to begin what a row or line of the page does instead of a key; say who may."""
        try:
            self.check_asked(action)
        except NotAllowed as error:
            self.warn(tell(error))
            return False
        return True
