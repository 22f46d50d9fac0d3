"""What is said of a year's papers in words: «papers dossier FILE», «papers attach 5 FILE»."""

from argparse import Namespace
from pathlib import Path

from ktd_tui.commands.frame import Option
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

ASKED = Option(
    "asked",
    N_("“dossier” and a file, as --dossier; “attach”, a number and a file, as --number and --attach"),
    N_("attach 5 FILE.pdf"),
    nargs="*",
)


def take_words(options: Namespace) -> None:
    """Set the options that these words stand for.

    Raises:
        Refused: They stand for none.
    """
    match options.asked:
        case []:
            pass
        case ["dossier"]:
            options.dossier = Path()
        case ["dossier", file]:
            options.dossier = Path(file)
        case ["attach", number, file] if number.isascii() and number.isdecimal():
            options.number, options.attach = int(number), Path(file)
        case words:
            message = N_("“{text}” is not understood: “dossier FILE.zip” or “attach 5 FILE.pdf”.")
            raise Refused(message, text=" ".join(words))
