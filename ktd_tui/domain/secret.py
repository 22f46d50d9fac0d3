"""The box of an electronic secret ballot: while it is open, nobody can read what lies in it.

It is a file of its own (``store.beside.ballot_box``), never a record: the journal, the history and the
backups tell who wrote what and when, and a secret ballot must not be in any of them.
"""

from pydantic import Field

from ktd_tui.domain.base import Value


class TellerKey(Value):
    """One teller's pair of keys, the private one sealed under their passphrase. Bytes are base64.

    Attributes:
        teller: Attendee id.
        salt: Of the passphrase.
        operations: Cost of deriving the key from the passphrase: passes (argon2id).
        memory: The same: bytes.
        public: Their public key.
        sealed: Their private key, sealed under the derived key.
    """

    teller: str
    salt: str
    operations: int = Field(gt=0)
    memory: int = Field(gt=0)
    public: str
    sealed: str


class Share(Value):
    """The box's private key, sealed to the first of two tellers inside a seal to the second."""

    first: str
    second: str
    sealed: str


class BallotBox(Value):
    """The box of one round.

    Attributes:
        public: The key to which every ballot is sealed.
        tellers: Those who can open it.
        shares: The key that opens it, once for every two of them.
        ballots: Sealed ballots by attendee id, all of one size.
        closed: Nothing may be put in any more.
    """

    vote_id: str
    public: str
    tellers: tuple[TellerKey, ...]
    shares: tuple[Share, ...]
    ballots: dict[str, str] = {}
    closed: bool = False
