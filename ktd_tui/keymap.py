"""A person's own keys: ``[keys]`` in their ktd.toml puts other keys on the actions of the one table.

Footer, F1 and every screen read that table, so what is changed here is changed everywhere.
"""

import re
from collections.abc import Mapping

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.keys import FORBIDDEN, KEYS, Key

_NAME = re.compile(r"f([1-9]|1[0-9]|2[0-4])|ctrl\+[a-z]|insert|delete|enter|tab|space|escape")
FIXED = frozenset({"enter", "escape", "tab", "space"})
"""Keys that mean the same to everybody: forms and dialogs live on them."""


def remap(wanted: Mapping[str, object], file: object) -> None:
    """Put a person's keys into the table; before any screen is imported.

    Args:
        wanted: Key or list of keys by the name of the action (``export = "f11"``).
        file: Where that stands, for messages.

    Raises:
        Refused: An action or key that there is not, one that must not be bound, or one key for two actions.
    """
    fresh = dict(KEYS)
    for name, value in wanted.items():
        if name not in KEYS:
            raise Refused(N_("{path}: there is no action “{name}”."), path=file, name=name)
        listed = value if isinstance(value, list) else [value]
        keys = tuple(_checked(key, name, file) for key in listed)
        if not keys:
            raise Refused(N_("{path}: “{name}” is left without a key."), path=file, name=name)
        letters = tuple(key for key in KEYS[name].keys if _is_alias(key))
        fresh[name] = KEYS[name]._replace(keys=(*keys, *letters), shown=shown(keys[0]))
    _check_clashes(fresh, file)
    KEYS.update(fresh)


def _is_alias(key: str) -> bool:
    """Tell whether a key is a letter or sign that only lists know."""
    return _NAME.fullmatch(key) is None


def _checked(key: object, action: str, file: object) -> str:
    name = str(key).strip().lower()
    if name in FORBIDDEN:
        raise Refused(
            N_("{path}: “{key}” cannot be used ({reason})."), path=file, key=name, reason=FORBIDDEN[name]
        )
    if not isinstance(key, str) or _NAME.fullmatch(name) is None:
        raise Refused(
            N_("{path}: “{key}” is no key for “{name}”. Use F1–F24 or Ctrl with a letter: f11, ctrl+t."),
            path=file,
            key=name,
            name=action,
        )
    if name in FIXED and name not in KEYS[action].keys:
        raise Refused(N_("{path}: “{key}” means the same everywhere; it stays."), path=file, key=name)
    return name


def _check_clashes(table: Mapping[str, Key], file: object) -> None:
    owner: dict[str, Key] = {}
    for key in table.values():
        for name in key.keys:
            other = owner.setdefault(name, key)
            if other is not key:
                raise Refused(
                    N_("{path}: “{key}” is on both “{one}” and “{other}”. Give one of them another key."),
                    path=file,
                    key=shown(name),
                    one=t(other.text),
                    other=t(key.text),
                )


def shown(name: str) -> str:
    """Write a key as footer and help do: ``F11``, ``Ctrl+T``."""
    return "+".join(part.capitalize() for part in name.split("+"))


def table() -> list[str]:
    """Return the table of keys as lines of Markdown, for the docs."""
    heads = (t("Key"), t("What it does"), t("Name in ktd.toml"))
    lines = [f"| {' | '.join(heads)} |", "| --- | --- | --- |"]
    for key in KEYS.values():
        aliases = " ".join(f"`{ALIASES.get(name, name)}`" for name in key.keys[1:])
        keys = f"`{key.shown}` {aliases}".strip()
        lines.append(f"| {keys} | {t(key.text)} | `{key.id}` |")
    return lines


ALIASES = {"question_mark": "?", "colon": ":", "slash": "/"}
"""How signs are written."""


def _print_docs() -> None:
    """Write the page of the docs on keys."""
    import sys

    from ktd_tui import i18n

    heads = {
        "vi": '# Phím\n\nĐổi phím ở mục `[keys]` trong `~/.config/ktd.toml`, ví dụ `export = "f11"`.\n'
        "Phím chữ chỉ dùng trong danh sách, không bao giờ ghi dữ liệu; trang có ô để viết thì chữ vào ô đó.",
        "en": '# Keys\n\nOwn keys: `[keys]` in `~/.config/ktd.toml`, for example `export = "f11"`.\n'
        "Letters are for lists only and never write; on a page with a field for writing they go into it.",
    }
    for language in ("vi", "en"):
        i18n.use(language)
        sys.stdout.write("\n".join((heads[language], "", *table(), "", "")))


if __name__ == "__main__":
    _print_docs()
