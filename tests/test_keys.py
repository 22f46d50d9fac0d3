"""The one table of keys: nothing forbidden, nothing twice, and README says what the table says."""

from pathlib import Path

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
