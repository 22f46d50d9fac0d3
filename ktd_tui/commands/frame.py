"""How a command is declared: its options as data, what it does, and what it answers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.errors import Refused
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.dialect import speak_of
from ktd_tui.operations.lookup import bloc_named

D_co = TypeVar("D_co", covariant=True)


class Answer(NamedTuple, Generic[D_co]):
    """What a command answers: the same for a program (``--json``) and for a person.

    Attributes:
        data: What ``--json`` prints; its type, which each command declares, is told in ``docs/json.md``.
        text: The sentence or lines that are printed without it.
        status: The exit status.
    """

    data: D_co
    text: str | Iterable[str]
    status: int = DONE

    def say(self, options: Namespace) -> int:
        """Print the answer as the options ask for it, and return the exit status."""
        if options.json:
            say_json(self.data)
        else:
            for line in (self.text,) if isinstance(self.text, str) else self.text:
                say(line)
        return self.status


Run = Callable[[Namespace, Path], "Answer[Any] | int"]
"""Carries a command out on a data directory; returns its answer, or its exit status once all is said."""
Work = Callable[[Desk, Namespace], "Answer[Any] | None"]
"""Carries a command out on the open data; what answers nothing is followed by its group's list."""
R = TypeVar("R", bound=Run)
W = TypeVar("W", bound=Callable[[Desk, Namespace], Any])


class Option:
    """An option or argument of a command; its texts are translated when the parser is made."""

    def __init__(self, names: str, says: str, metavar: str = "", /, **how: Any) -> None:
        """Declare it.

        Args:
            names: The argument's name, or the option's spellings with a space between.
            says: Help, a msgid.
            metavar: A msgid; an example that is the same in every language goes into ``how``.
            how: What else ``add_argument`` takes.
        """
        self._names, self._says, self._metavar, self._how = names.split(), says, metavar, how

    def add_to(self, parser: ArgumentParser) -> None:
        """Add the option to a parser."""
        how = {**self._how, "metavar": t(self._metavar)} if self._metavar else self._how
        parser.add_argument(*self._names, help=_helped(self._says), **how)


def _helped(says: str) -> str:
    """Return a help text as argparse takes it: a per cent in it is no place to fill in."""
    return t(says).replace("%", "%%")


class Command(NamedTuple):
    """A command, or one verb of a command.

    Attributes:
        name: The word that is typed.
        says: Help, a msgid.
        options: Its options, in the order of the help.
        run: What carries it out; None where its verbs do.
        verbs: Its verbs (``ktd task add``).
        dest: The name under which the chosen verb stands in the parsed options.
        about: Tell what the command does at the head of its own help, too.
        told: What makes its answer: the type that is returned says what ``--json`` prints; of what returns
            nothing, the next one's.
    """

    name: str
    says: str
    options: Sequence[Option] = ()
    run: Run | None = None
    verbs: "Commands | None" = None
    dest: str = "verb"
    about: bool = True
    told: Sequence[Callable[..., Any]] = ()

    def add_to(self, commands: Any, common: ArgumentParser, verb: str | None = None) -> None:
        """Add the command's parser, and those of its verbs, or only that of one."""
        about = t(self.says) if self.about else None
        parser = commands.add_parser(self.name, parents=[common], help=_helped(self.says), description=about)
        for option in self.options:
            option.add_to(parser)
        if self.run:
            parser.set_defaults(run=_said(self.run), answered_by=self.told)
        if self.verbs:
            what = {"dest": self.dest, "metavar": t("WHAT"), "title": t("what to do")}
            self.verbs.add_to(
                parser.add_subparsers(**what, required=True), common, verb if verb in self.verbs else None
            )


class Commands:
    """The commands of a module, or the verbs of one command, declared above the functions they call."""

    def __init__(self, *every: Option) -> None:
        """Start with none; all that are added have the options ``every`` before their own."""
        self._every = every
        self._made: dict[str, Command] = {}
        self._list: Work | None = None

    def add_to(
        self, parsers: Any, common: ArgumentParser, name: str | None = None, verb: str | None = None
    ) -> None:
        """Add the parsers of all commands, or only that of one, and of that the one verb that is typed."""
        for command in self._made.values() if name is None else (self._made[name],):
            command.add_to(parsers, common, verb)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a command of that name."""
        return name in self._made

    def group(
        self, name: str, says: str, *every: Option, verbs: "Commands | None" = None, dest: str = "verb"
    ) -> "Commands":
        """Declare a command that has verbs, and return them; ``dest`` names the chosen one in the options."""
        verbs = verbs or Commands(*every)
        self._made[name] = Command(name, says, verbs=verbs, dest=dest)
        return verbs

    def bare(self, name: str, says: str, *options: Option, about: bool = True) -> Callable[[R], R]:
        """Declare a command that does not work on open data."""

        def declare(run: R) -> R:
            self._put(Command(name, says, options, run, about=about, told=(run,)))
            return run

        return declare

    def add(self, name: str, says: str, *options: Option) -> Callable[[W], W]:
        """Declare a command that works on open data."""

        def declare(work: W) -> W:
            told = (work,) if self._list is None else (work, self._list)
            self._put(Command(name, says, options, _on_desk(work, self._list), told=told))
            return work

        return declare

    def _put(self, command: Command) -> None:
        self._made[command.name] = command._replace(options=(*self._every, *command.options))

    def listing(self, name: str, says: str, *options: Option) -> Callable[[W], W]:
        """Declare the verb that shows a list; the others that answer nothing show the list afterwards."""

        def declare(show: W) -> W:
            self._list = show
            return self.add(name, says, *options)(show)

        return declare


def _said(run: Run) -> Callable[[Namespace, Path], int]:
    """Return what carries a command out, says its answer and returns the exit status."""

    def said(options: Namespace, directory: Path) -> int:
        answer = run(options, directory)
        return answer if isinstance(answer, int) else answer.say(options)

    return said


def _on_desk(work: Work, then: Work | None) -> Run:
    """Return what opens the data and works on it; the answer is said once the data is closed."""

    def run(options: Namespace, directory: Path) -> Answer[Any] | int:
        with open_desk(directory, options) as desk:
            speak_as_meant(desk, options)
            answer = work(desk, options)
            if answer is None and then is not None:
                answer = then(desk, options)
        return DONE if answer is None else answer

    return run


def speak_as_meant(desk: Desk, options: Namespace) -> None:
    """Say what later sentences call the bloc that a command names; a name of none is refused in a moment."""
    bloc = None
    with suppress(Refused):
        bloc = bloc_named(desk, options.bloc) if getattr(options, "bloc", None) else None
    speak_of(desk, bloc)


def spaced(*parts: object) -> str:
    """Return the parts that are not empty as one line."""
    return "  ".join(str(part) for part in parts if part)
