"""The form of a bloc: its number, its name, and what it calls its offices."""

from typing import TYPE_CHECKING

from ktd_tui.i18n import t
from ktd_tui.operations.council.blocs import BLOC_TEXTS, save_bloc
from ktd_tui.operations.dialect import words_for
from screens.dialogs.form import Field, FormDialog

if TYPE_CHECKING:
    from ktd_tui.domain.organisation import Bloc
    from ktd_tui.operations.desk import Desk


def bloc_form(desk: "Desk", bloc: "Bloc | None") -> FormDialog:
    """Make the form that changes a bloc, or adds one."""
    words = bloc.words if bloc else None
    labels = {
        "code": (t("Number"), t("e.g. VI, 6")),
        "name": (t("Name"), t("e.g. Khối thi đua số VI")),
        "symbol": (t("Symbol"), t("for paper numbers, e.g. KTĐVI")),
        "noun": (t("Called"), words.noun if words else t("e.g. Khối, Cụm")),
        "head_title": (t("Leading office"), words.head if words else t("e.g. Khối trưởng, Trưởng khối")),
        "deputy_title": (t("Deputy office"), words.deputy if words else t("e.g. Khối phó")),
    }
    fields = [Field(key, *_labelled(labels[key], getattr(bloc, key) if bloc else "")) for key in BLOC_TEXTS]
    last = str(bloc.last_year or "") if bloc else ""
    fields.append(Field("last_year", t("Last year"), last, t("empty: it goes on")))

    def save(values: dict[str, str], seen: "Bloc | None") -> object:
        return save_bloc(desk, seen, **values)

    return FormDialog(t("Bloc", **words_for(bloc)) if bloc else t("New bloc"), fields, save, bloc)


def _labelled(texts: tuple[str, str], value: str) -> tuple[str, str, str]:
    label, hint = texts
    return label, value, hint
