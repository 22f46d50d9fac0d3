"""Errors that a person is told about: an English sentence (the msgid) and its facts."""


class KtdError(Exception):
    """Base of everything that ends in one clear sentence for the user.

    Args:
        message: The msgid, an English sentence with ``{name}`` places; translated where it is shown.
        **facts: What fills the places; ``field``: the key of the field at fault, where a form's cursor goes.
    """

    def __init__(self, message: str, /, **facts: object) -> None:
        super().__init__(message, facts)
        self.message = message
        self.facts = facts

    def __str__(self) -> str:
        return self.message.format(**self.facts)


class Refused(KtdError):  # noqa: N818  # what happened, as the design names it
    """The act is not allowed, or its input is not acceptable; nothing was changed."""


class Shut(Refused):  # as above
    """Nothing goes in there now, whatever it is: not what was typed is at fault."""


class NotAllowed(Refused):  # as above
    """The person has no right to the act; the sentence says who has."""


class ReadOnly(NotAllowed, PermissionError):  # noqa: N818  # as above
    """The data was opened for reading only; TinyDB's callers know this as OSError."""


class NotFound(KtdError):  # noqa: N818  # as above
    """What was asked for is not in the data."""


class StoreError(KtdError):
    """The data file cannot be read or written; it was left as it was."""


class NotSaved(StoreError):  # noqa: N818  # as above
    """A save did not reach the disk; the data is as before."""


class NotJson(NotSaved, TypeError):  # noqa: N818  # as above
    """A value cannot be written as JSON; TinyDB's callers know this as TypeError."""


class Conflict(StoreError):  # noqa: N818  # as above
    """Somebody saved a newer revision of the same record first.

    Attributes:
        mine: The record that was to be saved.
        theirs: The record that is in the store now, or None where it was deleted.
    """

    def __init__(self, message: str, /, *, mine: object, theirs: object, **facts: object) -> None:
        super().__init__(message, **facts)
        self.mine = mine
        self.theirs = theirs
