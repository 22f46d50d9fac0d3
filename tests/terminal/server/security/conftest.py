"""The page of what was tried is made by one run, whole, or not at all."""

import pytest

from tests.terminal.server.security import page


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        page.forget()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lacking = page.renew()
    if page.RENEWS:
        said = f"not written: {len(lacking)} rows have no end" if lacking else "written anew"
        terminalreporter.write_line(f"{page.DOC.name}: {said}")
        for row in lacking:
            terminalreporter.write_line(f"  {row}")
