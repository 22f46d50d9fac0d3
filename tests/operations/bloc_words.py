"""The sample in which nothing is called «khối»: its blocs are «Cụm», as every text of its records says."""

from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import Bloc
from ktd_tui.operations.desk import Desk
from store.models import models
from tests.test_bloc_words import LAW, WORD


def rename_blocs(desk: Desk) -> None:
    """Call every bloc «Cụm», in its own words and in all that people wrote."""
    with desk.store.transaction("Đổi tên"):
        for kind in models().values():
            for one in desk.store.find(kind):
                _rename(desk, one)
        for bloc in desk.store.find(Bloc):
            desk.store.save(bloc.with_(noun="Cụm"))


def _rename(desk: Desk, one: Record) -> None:
    there = one.model_dump()
    said = _renamed(there)
    if said != there:
        desk.store.save(type(one).model_validate(said))


def _renamed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _renamed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_renamed(one) for one in value)
    if not isinstance(value, str):
        return value
    return value.replace("Khối", "Cụm").replace("khối", "cụm").replace("KHỐI", "CỤM")


def said_of_blocs(text: str) -> list[str]:
    """Return the lines that still say «khối», other than as the law does and as the sample's own name."""
    lines = (LAW.sub("", line.strip()).replace("Khối V, năm 2022", "") for line in text.splitlines())
    return [line for line in lines if WORD.search(line)]
