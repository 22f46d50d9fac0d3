"""Build hook: compile every gettext catalogue, so that no binary catalogue is kept in git."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]  # hatchling leaves it open
    """Write ``ktd.mo`` beside each ``ktd.po`` and ship it in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; ``version`` is hatchling's build version ("standard" or "editable")."""
        del version
        for source in sorted(Path(self.root, "ktd_tui", "locales").rglob("ktd.po")):
            target = source.with_suffix(".mo")
            # Beside it, then in its place: who starts meanwhile, or has it open, reads one of them whole.
            written = source.with_suffix(f".{os.getpid()}.tmp")
            with source.open("rb") as po, written.open("wb") as mo:
                write_mo(mo, read_po(po))
            written.replace(target)
            build_data["artifacts"].append(str(target.relative_to(self.root)))
