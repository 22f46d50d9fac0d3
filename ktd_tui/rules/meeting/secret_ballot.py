"""Sealing and opening electronic ballots, with libsodium's own boxes (PyNaCl) and nothing of our own beneath.

A ballot is sealed to the box's public key (anonymous X25519 box). The box's private key is kept only sealed
for each pair of tellers: to the first inside a seal to the second; each teller's own key is sealed under
their passphrase (argon2id). So any two tellers open the box together, and one alone does not.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.secret import BallotBox, Share, TellerKey
from ktd_tui.domain.voting import SecretBallot
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

if TYPE_CHECKING:
    from nacl.public import PrivateKey, SealedBox

LEAST = 3
"""Ballots below which the box stays shut: one or two would show who voted what."""
PASSPHRASE = 8
"""Letters of a passphrase at least."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters of a receipt: none that is taken for another."""
GROUP, GROUPS = 4, 3
"""Letters of a receipt in a group, and groups."""
RECEIPT = GROUP * GROUPS
VOTE_ID = 26
MARKS = 64
"""Bytes for the marks of a ballot, one bit a choice."""
MOST = MARKS * 8
"""Choices that a ballot can hold."""


class Cost(NamedTuple):
    """What deriving a key from a passphrase costs: passes, and bytes of memory."""

    operations: int
    memory: int


COST = Cost(3, 256 * 2**20)
"""libsodium's “moderate”: about a second, once a teller."""


class Opened(NamedTuple):
    """What lay in a box.

    Attributes:
        ballots: In the order of their receipts, which are random: nothing of the box's order is left.
        unreadable: Ballots that were tampered with or copied.
    """

    ballots: tuple[SecretBallot, ...]
    unreadable: int


def new_receipt() -> str:
    """Return a random receipt: «7KQ2-M9XD-3FHA» (59 bits)."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(RECEIPT))
    return written(drawn)


def written(receipt: str) -> str:
    """Return a receipt as it is written, whatever way it was typed."""
    plain = "".join(letter for letter in receipt.upper() if letter.isalnum())
    return "-".join(plain[begin : begin + GROUP] for begin in range(0, len(plain), GROUP))


def check_passphrase(passphrase: str) -> None:
    """Refuse what is too short, before others have typed theirs.

    Raises:
        Refused: It is.
    """
    if len(passphrase) < PASSPHRASE:
        raise Refused(N_("A passphrase has at least {n} letters."), n=PASSPHRASE)


def teller_key(teller: str, passphrase: str, cost: Cost = COST) -> TellerKey:
    """Make a teller's pair of keys.

    Raises:
        Refused: The passphrase is too short.
    """
    from nacl import pwhash, utils
    from nacl.public import PrivateKey
    from nacl.secret import SecretBox

    check_passphrase(passphrase)
    private = PrivateKey.generate()
    salt = utils.random(pwhash.argon2id.SALTBYTES)
    sealed = SecretBox(_derived(passphrase, salt, cost)).encrypt(bytes(private))
    return TellerKey(
        teller=teller,
        salt=_text(salt),
        operations=cost.operations,
        memory=cost.memory,
        public=_text(bytes(private.public_key)),
        sealed=_text(sealed),
    )


def new_box(vote_id: str, tellers: Sequence[TellerKey]) -> BallotBox:
    """Make an empty box that any two of the tellers can open together.

    Raises:
        Refused: Less than two tellers.
    """
    from nacl.public import PrivateKey, PublicKey, SealedBox

    if len(tellers) < 2:  # noqa: PLR2004  # together: two
        raise Refused(N_("At least two tellers keep the key of the box."))
    private = PrivateKey.generate()
    shares = [
        Share(
            first=one.teller,
            second=other.teller,
            sealed=_text(
                SealedBox(PublicKey(_bytes(other.public))).encrypt(
                    SealedBox(PublicKey(_bytes(one.public))).encrypt(bytes(private))
                )
            ),
        )
        for one, other in combinations(sorted(tellers, key=lambda key: key.teller), 2)
    ]
    return BallotBox(
        vote_id=vote_id,
        public=_text(bytes(private.public_key)),
        tellers=tuple(tellers),
        shares=tuple(shares),
    )


def sealed_ballot(box: BallotBox, receipt: str, marked: Iterable[int]) -> str:
    """Seal a ballot; every ballot of a box has the same size.

    Args:
        receipt: Its receipt, which nobody but the voter sees before the box is opened.
        marked: Places of the choices on the ballot; none is a blank ballot.
    """
    from nacl.public import PublicKey, SealedBox

    marks = sum(1 << place for place in set(marked))
    text = "".join(letter for letter in receipt if letter.isalnum()).encode("ascii")
    content = text + box.vote_id.encode("ascii") + marks.to_bytes(MARKS, "big")
    return _text(SealedBox(PublicKey(_bytes(box.public))).encrypt(content))


def box_opened(box: BallotBox, passphrases: Mapping[str, str], choices: Sequence[str]) -> Opened:
    """Open every ballot of a box.

    Args:
        passphrases: Those of two tellers, by attendee id.
        choices: What the ballot was about, in its order.

    Raises:
        Refused: A passphrase is wrong, or these two are not its tellers.
    """
    from nacl.public import PrivateKey, SealedBox

    private = SealedBox(PrivateKey(_box_key(box, passphrases)))
    found: dict[str, SecretBallot] = {}
    for ballot in box.ballots.values():
        one = _unsealed(private, box.vote_id, ballot, choices)
        if one:
            found.setdefault(one.receipt, one)
    ordered = sorted(found.values(), key=lambda ballot: ballot.receipt)
    return Opened(tuple(ordered), len(box.ballots) - len(ordered))


def _unsealed(
    private: "SealedBox[PrivateKey]", vote_id: str, ballot: str, choices: Sequence[str]
) -> SecretBallot | None:
    """Return a ballot, None where it was not sealed to this box for this round."""
    from nacl.exceptions import CryptoError

    try:
        content = private.decrypt(_bytes(ballot))
    except (CryptoError, ValueError, TypeError):
        return None
    if len(content) != RECEIPT + VOTE_ID + MARKS or content[RECEIPT:-MARKS] != vote_id.encode():
        return None
    marks = int.from_bytes(content[-MARKS:], "big")
    if marks >> len(choices):
        return None
    receipt = written(content[:RECEIPT].decode("ascii", "replace"))
    marked = tuple(choice for place, choice in enumerate(choices) if marks >> place & 1)
    return SecretBallot(receipt=receipt, choices=marked)


def _box_key(box: BallotBox, passphrases: Mapping[str, str]) -> bytes:
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    share = next((s for s in box.shares if {s.first, s.second} == set(passphrases)), None)
    if share is None:
        raise Refused(N_("Two of the tellers who locked the box open it together."))
    keys = {one: _teller_private(box, one, passphrases[one]) for one in passphrases}
    try:
        outer = SealedBox(PrivateKey(keys[share.second])).decrypt(_bytes(share.sealed))
        return SealedBox(PrivateKey(keys[share.first])).decrypt(outer)
    except (CryptoError, ValueError, TypeError) as error:
        raise Refused(
            N_("The box was tampered with and cannot be opened; declare the round void.")
        ) from error


def _teller_private(box: BallotBox, teller: str, passphrase: str) -> bytes:
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    key = next(one for one in box.tellers if one.teller == teller)
    derived = _derived(passphrase, _bytes(key.salt), Cost(key.operations, key.memory))
    try:
        return SecretBox(derived).decrypt(_bytes(key.sealed))
    except (CryptoError, ValueError, TypeError) as error:
        raise Refused(N_("A passphrase does not fit. Nothing was opened; try again.")) from error


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from nacl import pwhash
    from nacl.secret import SecretBox

    return pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE, passphrase.encode("utf-8"), salt, opslimit=cost.operations, memlimit=cost.memory
    )


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _bytes(text: str) -> bytes:
    return b64decode(text.encode("ascii"), validate=True)
