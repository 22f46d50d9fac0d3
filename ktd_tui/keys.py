"""The one table of keys: screens, footer, help page and README all read it.

Only keys that survive a Vietnamese input method and every terminal (design: F-keys, Ctrl+letter,
arrows, Enter, Esc, Tab); letters are aliases, they never write, and fields take them as text, also where
they are typed beside the field.
"""

from typing import NamedTuple

from ktd_tui.i18n import N_


class Key(NamedTuple):
    """One key with one meaning everywhere.

    Attributes:
        id: Name of the meaning; also the id that a key map would use.
        keys: Textual's names, the main key first, then aliases.
        shown: How footer and help write the main key.
        text: What it does, a msgid; a screen may say it more exactly.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    text: str


_TABLE = (
    Key("help", ("f1", "question_mark"), "F1", N_("Help")),
    Key("palette", ("ctrl+p", "colon"), "Ctrl+P", N_("All commands")),
    Key("find", ("ctrl+f", "slash"), "Ctrl+F", N_("Find")),
    Key("back", ("escape", "q"), "Esc", N_("Back")),
    Key("quit", ("ctrl+q",), "Ctrl+Q", N_("Quit")),
    Key("open", ("enter",), "Enter", N_("Open")),
    Key("field", ("tab",), "Tab", N_("Next field")),
    Key("mark", ("space",), "Space", N_("Mark")),
    Key("new", ("f2",), "F2", N_("Add")),
    Key("more", ("f3",), "F3", N_("More")),
    Key("edit", ("f4", "e"), "F4", N_("Edit")),
    Key("delete", ("delete",), "Delete", N_("Delete")),
    Key("save", ("ctrl+s",), "Ctrl+S", N_("Save, confirm")),
    Key("undo", ("ctrl+z",), "Ctrl+Z", N_("Undo")),
    Key("redo", ("ctrl+y",), "Ctrl+Y", N_("Redo")),
    Key("history", ("ctrl+r",), "Ctrl+R", N_("History, trash")),
    Key("reload", ("f5",), "F5", N_("Reload")),
    Key("pane", ("f6",), "F6", N_("Other pane")),
    Key("next_missing", ("f8",), "F8", N_("Next missing")),
    Key("previous_missing", ("f7",), "F7", N_("Previous missing")),
    Key("explain", ("f9",), "F9", N_("Explain this number")),
    Key("phrase", ("ctrl+t",), "Ctrl+T", N_("Set phrase")),
    Key("move_up", ("ctrl+u",), "Ctrl+U", N_("Move up")),
    Key("move_down", ("ctrl+d",), "Ctrl+D", N_("Move down")),
    Key("next_step", ("ctrl+n",), "Ctrl+N", N_("Next step")),
    Key("previous_step", ("ctrl+o",), "Ctrl+O", N_("Step before")),
    Key("pen", ("ctrl+e",), "Ctrl+E", N_("Take the pen")),
    Key("door", ("ctrl+k",), "Ctrl+K", N_("Who comes, who leaves")),
    Key("export", ("f12",), "F12", N_("Export PDF")),
    Key("plain", ("ctrl+g",), "Ctrl+G", N_("Plain text")),
    Key("redraw", ("ctrl+l",), "Ctrl+L", N_("Redraw the screen")),
)

KEYS: dict[str, Key] = {key.id: key for key in _TABLE}

FORBIDDEN = {
    "ctrl+h": "the byte of Backspace",
    "ctrl+i": "the byte of Tab",
    "ctrl+m": "the byte of Enter",
    "ctrl+j": "the byte of Enter in some terminals",
    "ctrl+b": "tmux takes it",
    "ctrl+a": "screen takes it",
    "left_square_bracket": "Telex writes ơ, ư with it",
    "right_square_bracket": "Telex writes ơ, ư with it",
    "backspace": "input methods send it",
}
"""Keys that must not be bound, with the reason."""
