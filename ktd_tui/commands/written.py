"""What a command says of a file that it wrote."""

from argparse import Namespace
from pathlib import Path
from typing import NotRequired, TypedDict

from ktd_tui.commands import base
from ktd_tui.commands.frame import Answer
from ktd_tui.operations.files import Written, told_to


class FileTold(TypedDict):
    """A file that was written: bytes, and the pages of a PDF."""

    path: Path
    bytes: int
    pages: NotRequired[int]


def written(options: Namespace, of: Written) -> Answer[FileTold]:
    """Tell which file was written, and to whom came by SSH how to fetch it."""
    data: FileTold = {"path": of.path, "bytes": of.size}
    if of.pages:
        data["pages"] = of.pages
    return Answer(data, told_to(base.actor(options).name, of))
