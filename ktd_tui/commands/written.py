"""What a command says of a file that it wrote."""

from argparse import Namespace

from ktd_tui.commands import base
from ktd_tui.commands.frame import Answer
from ktd_tui.operations.files import Written, told_to


def written(options: Namespace, of: Written) -> Answer:
    """Tell which file was written, and to whom came by SSH how to fetch it."""
    data = {"path": of.path, "bytes": of.size} | ({"pages": of.pages} if of.pages else {})
    return Answer(data, told_to(base.actor(options).name, of))
