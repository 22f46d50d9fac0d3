"""What the tables of the data are called, where a person is told of one: msgids by their names."""

from collections.abc import Mapping

from ktd_tui.i18n import N_, Word

_HEAD = "_meta"
"""The first table of a data file, whose only record tells its form."""

TABLES: Mapping[str, str] = {
    "councils": N_("councils"),
    "blocs": N_("blocs"),
    "units": N_("units"),
    "people": N_("people"),
    "movements": N_("movements"),
    "bloc_years": N_("years of blocs"),
    "criteria_sets": N_("criteria sets"),
    "registrations": N_("registrations"),
    "score_sheets": N_("score sheets"),
    "meetings": N_("meetings"),
    "minutes_lines": N_("lines of minutes"),
    "votes": N_("votes"),
    "archives": N_("archived years"),
    "agendas": N_("agendas"),
    "pledges": N_("pledges"),
    "concretisations": N_("units' parts in movements"),
    "activities": N_("activities"),
    "evidence": N_("pieces of evidence"),
    "exemplars": N_("exemplars"),
    "award_rules": N_("sets of award rules"),
    "award_decisions": N_("award decisions"),
    "tie_decisions": N_("decisions on ties"),
    "sealed_papers": N_("sealed papers"),
    "signed_papers": N_("signed papers"),
    "posts": N_("shared posts"),
    "replies": N_("answers to posts"),
    "grants": N_("roles of people"),
    "pens": N_("pens of meetings"),
}
"""Names of the tables of records, msgids."""


def table_word(table: str) -> Word | str:
    """Return what a table is called; one that is not ktd's by its own name."""
    if table == _HEAD:
        return Word(N_("head of the file"))
    return Word(TABLES[table]) if table in TABLES else table
