"""Keys bound to what a screen or dialog does: named by their id, never by the key itself."""

from textual.binding import Binding, BindingType

from ktd_tui.keys import KEYS


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
