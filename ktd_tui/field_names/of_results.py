"""What people call the fields of results and of minutes, msgids; the package has all others."""

from collections.abc import Mapping

from ktd_tui.i18n import N_

FIELD_WORDS: Mapping[str, str] = {
    "made_from": N_("Code of the data"),
    "approved": N_("Code of the results approved"),
    "by": N_("Who or what decided"),
    "filled_by": N_("Filled by"),
    "grade": N_("Grade"),
    "rounding": N_("Total rounded to"),
    "consequence": N_("Consequence"),
    "share": N_("Share of the units"),
    "share_of": N_("Share counted of"),
    "apart": N_("By sub-groups"),
    "floors": N_("Floors"),
    "ballot": N_("By ballot"),
    "quota_rounding": N_("Quota rounded"),
    "undisciplined": N_("Nobody disciplined"),
    "staff": N_("People of the unit"),
    "people": N_("People"),
    "women": N_("Women"),
    "titled": N_("With the members' title"),
    "disciplined": N_("Disciplined"),
    "unit_ids": N_("Units"),
    "told": N_("How"),
    "recorded_by": N_("Recorded by"),
    "vote_more": N_("More than that share"),
    "votes": N_("Number of votes"),
    "vote_by": N_("Who votes"),
    "goes_on": N_("Further paragraph"),
    "decided": N_("Total that the meeting decided"),
}
