"""Nobody gets further than they may: every attack of the table, on both models, over a real sshd."""

from typing import TYPE_CHECKING

import pytest

from tests.terminal.server.accounts import needs_sudo, needs_useradd
from tests.terminal.server.security import page
from tests.terminal.server.security.attacks import Attack, forget_drafts, state
from tests.terminal.server.security.further import ALL_ATTACKS
from tests.terminal.server.sshd import needs_root, needs_sshd

if TYPE_CHECKING:
    from tests.terminal.server.servers import Server

pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]


@pytest.mark.parametrize("attack", ALL_ATTACKS, ids=lambda attack: f"{attack.model}: {attack.what}")
def test_an_attack_is_held(attack: Attack, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(f"{attack.model}_server")
    forget_drafts(server)
    before = state(server)
    happened = attack.how(server)
    assert server.sshd.listens()
    assert state(server) == before
    if attack.writes:
        assert server.history()[0]["user"] == server.staff[0]
    page.note(attack, server, happened)
