"""Reads the records that ship with ktd from TOML files, which name records in words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ktd_tui.domain.base import Record
from ktd_tui.ids import named_id
from store.models import models

DATA = Path(__file__).resolve().parents[1] / "data"


def load(files: Iterable[Path]) -> list[Record]:
    """Read records from TOML files; ``"@name"`` is replaced by the id of the record so named.

    Raises:
        pydantic.ValidationError: A record does not fit its model.
        KeyError: A name that no record has.
    """
    tables = [(kind, doc) for file in files for kind, docs in _parse(file).items() for doc in docs]
    ids = {doc["id"]: named_id(doc["id"], order) for order, (_, doc) in enumerate(tables)}
    kinds = models()
    return [kinds[kind].model_validate(_resolve(doc, ids)) for kind, doc in tables]


def _parse(file: Path) -> dict[str, list[dict[str, Any]]]:
    import tomllib

    return tomllib.loads(file.read_text("utf-8"))


def _resolve(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, str):
        return ids[value] if value.startswith("@") else value
    if isinstance(value, list):
        return [_resolve(item, ids) for item in value]
    if isinstance(value, dict):
        return {key: _resolve(item, ids) for key, item in value.items()}
    return value
