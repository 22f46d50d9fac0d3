"""The press: papers are set in a process of its own.

It gets ready (reportlab and four fonts, a tenth of a second) while this process still loads the rest; it
never holds up who is typing; and what reportlab needs of memory goes with it, on a server where many
sessions stay open all day. ``benchmarks/paper`` measures both.
"""

import gc
import os
import select
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ktd_tui.errors import Refused
from ktd_tui.i18n import language

if TYPE_CHECKING:
    from subprocess import Popen

    from ktd_tui.papers.document import Prepared, Rendered

    Answer = Rendered | tuple[str, dict[str, object]]
    """A paper that was set, or a refusal's words and facts."""

IDLE = 10
"""Seconds that a press waits for the next paper."""


class Press:
    """Sets papers one after another; it starts its process when it is first needed.

    Where no process can be had, or it is gone, a paper is set in this one: the same bytes, only later.
    """

    def __init__(self) -> None:
        self._process: Popen[bytes] | None = None
        self._lock = Lock()  # papers are set one at a time, whichever thread brings them

    def get_ready(self) -> None:
        """Start the process, where a paper will come soon."""
        from subprocess import DEVNULL, PIPE, Popen

        # Its modules are the ones of this process, not what happens to lie in the working directory.
        home = os.pathsep.join(filter(None, (str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH"))))
        try:
            self._process = Popen(  # noqa: S603  # ourselves
                [sys.executable, "-P", "-m", __name__, language()],
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={**os.environ, "PYTHONPATH": home},
            )
        except OSError:  # no process is to be had: papers are set here
            self._process = None

    def render(self, paper: "Prepared") -> "Rendered":
        """Set a paper as PDF; see ``pdf.render_pdf``.

        Raises:
            Refused: The font has no glyph for some character; the sentence says where it stands.
        """
        with self._lock:
            answer = self._ask(paper)
        if answer is None:
            return render_here(paper)
        from ktd_tui.papers.document import Rendered

        if isinstance(answer, Rendered):
            return answer
        message, facts = answer
        raise Refused(message, **facts)

    def _ask(self, paper: "Prepared") -> "Answer | None":
        """Return the PDF, or the refusal's words; None where the process gave no answer."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self.get_ready()
        import pickle

        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            pickle.dump(paper, process.stdin)
            process.stdin.flush()
            answer: Answer = pickle.load(process.stdout)  # noqa: S301  # from our own child
        except (OSError, EOFError, pickle.UnpicklingError):
            self.close()
            return None
        return answer

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process:
            with suppress(OSError), process:  # its end closes the pipes, where it is gone already too
                process.kill()  # it holds nothing that could be lost


def render_here(paper: "Prepared") -> "Rendered":
    """Set a paper in this process."""
    from ktd_tui.papers.render.pdf import render_pdf

    return render_pdf(paper)


def serve(spoken: str) -> None:
    """Be the process: set each paper that comes on standard input, until none comes any more.

    Args:
        spoken: The language of who waits: a refusal names the place of what cannot be set.
    """
    import pickle

    from ktd_tui import i18n
    from ktd_tui.papers.render.fonts import find_faces
    from ktd_tui.papers.render.frame import sheet
    from ktd_tui.papers.render.pdf import render_pdf

    i18n.use(spoken)
    gc.freeze()  # what is loaded by now stays, and is not searched for garbage
    sheet(find_faces())  # the fonts are read before they are asked for
    papers, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([papers], [], [], IDLE)[0]:
        try:
            answer: Answer = render_pdf(pickle.load(papers))  # noqa: S301  # from our own parent
        except EOFError:
            return
        except Refused as refused:
            answer = refused.message, refused.facts
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
