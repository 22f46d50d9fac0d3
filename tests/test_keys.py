"""The one table of keys: nothing forbidden, nothing twice, and README says what the table says."""

import importlib
import pkgutil
from pathlib import Path

import screens
from ktd_tui.keys import FORBIDDEN, KEYS

ROOT = Path(__file__).resolve().parent.parent


def test_no_forbidden_key_is_bound() -> None:
    bound = {name: key.id for key in KEYS.values() for name in key.keys}
    clash = {name: (bound[name], why) for name, why in FORBIDDEN.items() if name in bound}
    assert not clash, clash


def test_no_key_means_two_things() -> None:
    seen: dict[str, str] = {}
    for key in KEYS.values():
        for name in key.keys:
            assert name not in seen, f"{name} means {seen[name]} and {key.id}"
            seen[name] = key.id


def test_every_action_has_a_key_without_letters() -> None:
    for key in KEYS.values():
        assert len(key.keys[0]) > 1, f"{key.id}: its main key is the letter {key.keys[0]}"


def test_readme_lists_every_key() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    missing = [key.shown for key in KEYS.values() if f"`{key.shown}`" not in text]
    assert not missing, f"README.md does not name {missing}"


ELSEWHERE_TOO = {"app.focus_next", "noop"}
"""Tab as Textual has it, and keys that a grid carries out by itself and only lists."""
MEANS = {
    "back": {"back", "leave"},
    "delete": {"delete"},
    "door": {"door"},
    "edit": {
        "edit", "mend", "amend", "choose", "agenda", "style", "note_scan", "rules", "answer", "name",
        "settle",
    },
    "explain": {"explain_number"},
    "export": {"export", "preview", "read", "copy"},
    "find": {"find"},
    "help": {"help"},
    "history": {"history"},
    "mark": {"mark"},
    "move_down": {"move_down"},
    "move_up": {"move_up"},
    "new": {"new", "answer", "cast", "evidence", "attach"},
    "next_missing": {"next_missing", "next_error", "missing"},
    "next_step": {"next_step"},
    "open": {"open", "run"},
    "palette": {"help"},
    "pane": {
        "next_view", "register", "head", "everybody", "blocs", "layer", "movement", "unit", "year", "charts",
        "over_years", "ranking",
    },
    "pen": {"take_pen"},
    "phrase": {"phrase"},
    "plain": {"plain", "back"},
    "previous_missing": {"previous_missing", "previous_error", "missing"},
    "previous_step": {"previous_step"},
    "quit": {"ask_quit"},
    "redo": {"redo"},
    "redraw": {"redraw"},
    "reload": {"reload", "begin_anew"},
    "save": {"save", "confirm", "open_meeting", "seal", "put"},
    "undo": {"undo"},
}  # fmt: skip
"""What each key does, whatever the screen: F2 adds, F4 changes what is marked, F6 shows the other part of the
same page, Ctrl+S makes valid what stands there. F3 has whatever else there is; it alone is free."""


def test_a_key_keeps_its_meaning_on_every_screen() -> None:
    found: dict[str, set[str]] = {}
    for room in pkgutil.walk_packages(screens.__path__, "screens."):
        module = importlib.import_module(room.name)
        own = [kind for kind in vars(module).values() if getattr(kind, "__module__", "") == room.name]
        for kind in (kind for kind in own if "BINDINGS" in vars(kind)):
            for binding in (b for b in kind.BINDINGS if getattr(b, "id", None)):
                found.setdefault(binding.id, set()).add(binding.action.partition("(")[0])
    other = {
        key: does - MEANS[key] - ELSEWHERE_TOO for key, does in found.items() if key not in ("more", "field")
    }
    assert not {key: does for key, does in other.items() if does}, "means something else on one screen"
    unused = {key: means - found.get(key, set()) for key, means in MEANS.items()}
    assert not {key: means for key, means in unused.items() if means}, "no screen has it: take it out"
