"""Settings: where the data is, which language, which theme.

Later sources win: defaults, ``/etc/ktd.toml`` (a shared server), ``ktd.toml`` in the user's
configuration folder, ``KTD_DATA``, the command line.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import LANGUAGES, N_

SERVER_FILE = Path("/etc/ktd.toml")
THEMES = ("dark", "light", "contrast")
SERVICE = "service_account"
FETCH = "fetch"
"""How papers are fetched: a line with {account} and {path}, or {file}, their place in the papers' folder."""
SERVERS_OWN = (SERVICE, FETCH)
"""Settings of the server's file alone: a person's own file has no say in them."""
BORDERS = ("auto", "line", "ascii")
CLIPBOARDS = ("off", "osc52")
DATABASES = ("postgresql://", "postgres://")
"""How an address begins where the data lies in a database."""
WORDS = frozenset({"data", "folder", "papers", "language", "theme", "borders", "clipboard"})
"""Settings that are one word each."""
PAPERS = ("folder", "database")
"""Where sealed papers are kept."""


class Settings(NamedTuple):
    """What the user or the server set.

    Attributes:
        data: The data directory; None means the platform's user data directory.
        database: The address of the database that the records lie in; empty: they lie in the data directory.
        folder: The data directory beside a database: papers, drafts and copies lie there.
        papers: ``database``: sealed papers lie there, too; ``folder``; empty: where they have been until now.
        language: ``vi`` or ``en``.
        theme: ``dark``, ``light`` or ``contrast``.
        borders: ``line``, ``ascii``, or ``auto`` for what the terminal can draw.
        clipboard: ``osc52``: a key hands text to the terminal's clipboard; ``off``: shows it to be marked.
        keys: A person's own keys by action, as the file has them; checked by ``keymap.remap``.
        keys_from: The file that they stand in.
    """

    data: Path | None = None
    language: str = "vi"
    theme: str = "dark"
    borders: str = "auto"
    clipboard: str = "off"
    database: str = ""
    folder: Path | None = None
    papers: str = ""
    keys: Mapping[str, object] = {}
    keys_from: Path | None = None

    def placed(self, data: str) -> "Settings":
        """Return the settings with the data at a directory, or at a database's address."""
        if data.startswith(DATABASES):
            return self._replace(data=None, database=data, papers="")
        return self._replace(data=Path(data), database="", papers="")

    def directory(self) -> Path:
        """Return the data directory, the platform's own where none was set.

        Raises:
            Refused: None was set, and the account has no home to keep data in.
        """
        own = self.folder if self.database else self.data
        if own is not None:
            return own
        from platformdirs import user_data_path

        try:
            return user_data_path("ktd-database" if self.database else "ktd", appauthor=False)
        except RuntimeError as error:
            raise Refused(N_("This account has no home. Name the data directory: ktd --data DIR")) from error


def user_file() -> Path:
    """Return the path of the user's own settings, whether it exists or not."""
    base = os.environ.get("XDG_CONFIG_HOME") or Path("~/.config")
    with suppress(RuntimeError):  # an account without a home
        return Path(base).expanduser() / "ktd.toml"
    return Path(base) / "ktd.toml"


def read_settings(files: Iterable[Path] | None = None) -> Settings:
    """Read the settings.

    Raises:
        Refused: A file is not TOML, or has an unknown name or value; the file is named.
    """
    settings = Settings()
    for file in (SERVER_FILE, user_file()) if files is None else files:
        with suppress(PermissionError):  # in a home that one may not look into there are no settings
            if file.is_file():
                settings = _merge(settings, file)
    if data := os.environ.get("KTD_DATA"):
        settings = settings.placed(data)
    return settings


def server_setting(name: str, file: Path | None = None) -> str:
    """Return one setting of the server's own file, whatever a person set; empty where it sets none.

    Raises:
        OSError: The file cannot be read.
    """
    content = (file or SERVER_FILE).read_bytes()  # most machines have none, and need no reader of it
    import tomllib

    try:
        found = tomllib.loads(content.decode("utf-8")).get(name, "")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    return found if isinstance(found, str) else ""


def server_folder() -> str:
    """Return the data directory that the server's own file names; empty where it names none.

    Raises:
        OSError: The file cannot be read.
    """
    data = server_setting("data")
    return server_setting("folder") if data.startswith(DATABASES) else data


def _merge(settings: Settings, file: Path) -> Settings:
    import tomllib

    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(N_("The settings {path} cannot be read: {reason}"), path=file, reason=error) from error
    if file == SERVER_FILE:
        for name in SERVERS_OWN:
            found.pop(name, None)
    keys = found.pop("keys", {})
    if not isinstance(keys, dict):
        raise Refused(N_("The settings {path} hold an unknown “{name}”."), path=file, name="keys")
    for name, value in found.items():
        words = {"language": LANGUAGES, "theme": THEMES, "borders": BORDERS, "clipboard": CLIPBOARDS,
                 "papers": PAPERS}  # fmt: skip
        allowed = words.get(name)
        fits = isinstance(value, str) and "\0" not in value and (not allowed or value in allowed)
        if name not in WORDS or not fits:
            raise Refused(N_("The settings {path} hold an unknown “{name}”."), path=file, name=name)
    if "data" in found:
        settings = settings.placed(found["data"])
    return settings._replace(
        folder=Path(found["folder"]) if "folder" in found else settings.folder,
        papers=found.get("papers", settings.papers),
        language=found.get("language", settings.language),
        theme=found.get("theme", settings.theme),
        borders=found.get("borders", settings.borders),
        clipboard=found.get("clipboard", settings.clipboard),
        keys=keys or settings.keys,
        keys_from=file if keys else settings.keys_from,
    )
