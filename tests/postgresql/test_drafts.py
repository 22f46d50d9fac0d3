"""What somebody has half typed is there on another application server, too, and in a file as well."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ktd_tui.operations.server.drafts import Draft
from store import Store, open_store
from store.beside.drafts import Drafts
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")
Server = Callable[[str], Draft]


@pytest.fixture
def server(postgresql: DatabaseServer, tmp_path: Path) -> Iterator[Server]:
    """Log somebody in on the server of that name; each has a folder of its own."""
    url = postgresql.fresh()
    stores: dict[str, Store] = {}
    with ExitStack() as opened:

        def log_in(name: str) -> Draft:
            folder = tmp_path / name
            if name not in stores:
                folder.mkdir(0o700)
                (folder / "database").write_text(url)
                stores[name] = open_store(folder)
                opened.callback(stores[name].close)
            draft = Draft(Drafts(folder, stores[name].presence.drafts), "7")
            draft.load()
            return draft

        yield log_in


def test_who_was_cut_off_goes_on_at_another_server_where_they_were(server: Server) -> None:
    here = server("app1")
    here.set_text("report", "Báo cáo \0 “năm”")
    here.save()
    here.set_text("report", "Báo cáo tổng kết “năm”")
    here.save()
    there = server("app2")
    assert there.texts == {"report": "Báo cáo tổng kết “năm”"}
    there.set_text("report", "Báo cáo tổng kết năm 2023")
    there.save()
    assert server("app1").texts == {"report": "Báo cáo tổng kết năm 2023"}, "and back: the file here is older"


def test_what_was_saved_on_the_other_server_is_not_asked_about_again(server: Server) -> None:
    here = server("app1")
    here.set_text("report", "dở")
    here.save()
    there = server("app2")
    there.set_text("report", "")
    there.save()
    assert server("app1").texts == {}
    again = server("app1")
    again.set_text("report", "mới")
    again.save()
    assert server("app2").texts == {"report": "mới"}


def test_without_the_database_it_lies_in_the_file_and_is_the_later_one_when_that_is_back(
    server: Server, postgresql: DatabaseServer
) -> None:
    here = server("app1")
    here.set_text("report", "trước")
    here.save()
    postgresql.stop()
    try:
        here.set_text("report", "trong lúc mất máy chủ")
        here.save()
        assert server("app1").texts == {"report": "trong lúc mất máy chủ"}
    finally:
        postgresql.start()
    assert server("app1").texts == {"report": "trong lúc mất máy chủ"}


def test_two_sessions_of_one_person_do_not_outrun_each_other(server: Server) -> None:
    first, second = server("app1"), server("app2")
    for turn in range(3):
        first.set_text("report", f"một {turn}")
        first.save()
    second.set_text("report", "hai")
    second.save()
    assert server("app1").texts == server("app2").texts == {"report": "hai"}, "what was written last"
