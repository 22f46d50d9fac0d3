"""First start: an empty council, or the sample; and the loader of files that name records in words."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ktd_tui.domain.access import Grant
from ktd_tui.domain.activity import Activity, Concretisation, Post, Reply
from ktd_tui.domain.base import Record
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.meeting import Agenda, Meeting
from ktd_tui.domain.merit import AwardRules, Exemplar
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Person, Unit
from ktd_tui.domain.pen import Pen
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet, Registration, ScoreSheet
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import named_id
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Act
from ktd_tui.text import clean

DATA = Path(__file__).resolve().parents[2] / "data"
TEMPLATES = tuple(DATA / f"criteria-{name}.toml" for name in "abc")
SAMPLE = DATA / "khoi-v-2022.toml"

RECORDS: tuple[type[Record], ...] = (
    Council, Bloc, Unit, Person, Movement, BlocYear, CriteriaSet, AwardRules, Registration, Pledge,
    Concretisation, Activity, Post, Reply, Evidence, Exemplar, ScoreSheet, Meeting, MinutesLine, Vote,
    SealedPaper, Agenda, Pen,
)  # fmt: skip
BLOC_CODES = ("I", "II", "III", "IV", "V")


def load(files: Iterable[Path]) -> list[Record]:
    """Read records from TOML files; ``"@name"`` is replaced by the id of the record so named.

    Raises:
        pydantic.ValidationError: A record does not fit its model.
        KeyError: A name that no record has.
    """
    tables = [(kind, doc) for file in files for kind, docs in _parse(file).items() for doc in docs]
    ids = {doc["id"]: named_id(doc["id"], order) for order, (_, doc) in enumerate(tables)}
    kinds = {record.table: record for record in RECORDS}
    return [kinds[kind].model_validate(_resolve(doc, ids)) for kind, doc in tables]


def _parse(file: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(file.read_text("utf-8"))


def _resolve(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, str):
        return ids[value] if value.startswith("@") else value
    if isinstance(value, list):
        return [_resolve(item, ids) for item in value]
    if isinstance(value, dict):
        return {key: _resolve(item, ids) for key, item in value.items()}
    return value


def set_up_sample(desk: Desk) -> None:
    """Fill an empty store with Khối V, 2022; who does it is the administrator.

    Raises:
        Refused: The store holds a council already.
    """
    _fill(desk, load((*TEMPLATES, SAMPLE)), N_("Khối V, 2022 was set up"))


def set_up_council(desk: Desk, name: str, agency: str, symbol: str = "", place: str = "") -> None:
    """Fill an empty store with a council and its five blocs; who does it is the administrator.

    Raises:
        Refused: The store holds a council already, or the name is empty.
    """
    name, agency, symbol, place = (clean(text, limit=500) for text in (name, agency, symbol, place))
    if not name:
        raise Refused(N_("The council needs a name."))
    council = Council(name=name, agency=agency, symbol=symbol, place=place)
    blocs = [
        Bloc(council_id=council.id, code=code, name=f"Khối thi đua số {code}", symbol=f"KTĐ{code}")
        for code in BLOC_CODES
    ]
    _fill(desk, [*load(TEMPLATES), council, *blocs], N_("The council was set up"))


def _fill(desk: Desk, records: Iterable[Record], why: str) -> None:
    who = desk.actor
    first = Grant(uid=who.uid, account=who.name, role=UserRole.ADMINISTRATOR)
    with desk.act(Act.EDIT_COUNCIL, why, at=None, final=True) as store:
        if store.find(Council):
            raise Refused(N_("There is a council in the data already; nothing was changed."))
        for record in (first, *records):
            store.save(record)
