"""A session that is cut off over a real sshd, in both models; all forty where ``KTD_RENEW`` asks for it."""

from typing import TYPE_CHECKING

import pytest

from tests.terminal.server.accounts import needs_sudo, needs_useradd
from tests.terminal.server.security import page
from tests.terminal.server.security.cuts import CUTS, Cut, cut_off
from tests.terminal.server.sshd import needs_root, needs_sshd

if TYPE_CHECKING:
    from tests.terminal.server.servers import Server

pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]
SHORT = ("sudo killed (SIGKILL)", "the terminal closed")
"""Their own ways in both models; ``test_cut_lines`` has the others each time."""


@pytest.mark.parametrize(
    "cut",
    [cut for cut in CUTS if page.RENEWS or cut.what in SHORT],
    ids=lambda cut: f"{cut.model}: {cut.what}, {cut.moment}",
)
def test_nothing_acknowledged_is_lost(cut: Cut, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(f"{cut.model}_server")
    page.note(cut, server, cut_off(server, cut))


@pytest.mark.skipif(page.RENEWS, reason="it is written when all has been tried")
def test_the_page_tells_of_what_stands_in_the_tables() -> None:
    told = page.told()
    assert told == page.rows(), "KTD_RENEW=1 writes the page anew"
