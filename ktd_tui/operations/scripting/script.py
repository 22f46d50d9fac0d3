"""A meeting driven by words instead of keys: one at a time (``ktd meeting``), or a whole script.

A script has one act a line, its verb first; what is indented goes on with the line above; «#» begins a
remark. The verbs (``verbs.VERBS``) call the operations that the screens call.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, tell
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.verbs import VERBS


class ScriptAct(NamedTuple):
    """One act of a script.

    Attributes:
        line: Its line's number, from 1.
        verb: What is done.
        text: What stands behind the verb; lines that go on with it are joined by line feeds.
    """

    line: int
    verb: str
    text: str


def acts(script: str) -> list[ScriptAct]:
    """Take a script apart."""
    found: list[ScriptAct] = []
    for number, line in enumerate(script.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace() and found:
            last = found[-1]
            found[-1] = last._replace(text=f"{last.text}\n{line.strip()}".strip("\n"))
        else:
            verb, _, text = line.strip().partition(" ")
            found.append(ScriptAct(number, verb, text.strip()))
    return found


def perform(driver: Driver, act: ScriptAct) -> None:
    """Do one act.

    Raises:
        Refused: There is no such verb, or what it does is refused.
    """
    verb = VERBS.get(act.verb)
    if verb is None:
        raise Refused(
            N_("There is no act “{verb}”. There are: {verbs}."), verb=act.verb, verbs=", ".join(VERBS)
        )
    verb.do(driver, act.text)


def run_script(driver: Driver, script: Iterable[ScriptAct]) -> int:
    """Carry a script out, act by act; return how many were done. What was done before a refusal stays.

    Raises:
        Refused: An act was refused; the sentence names its line.
    """
    done = 0
    for act in script:
        try:
            perform(driver, act)
        except KtdError as error:
            raise Refused(
                N_("Line {line} ({verb}): {reason} {n} acts before it were carried out."),
                line=act.line,
                verb=act.verb,
                reason=tell(error),
                n=done,
            ) from error
        done += 1
    return done
