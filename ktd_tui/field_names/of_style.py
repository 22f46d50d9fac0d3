"""What people call the fields of an office's own style of papers, msgids."""

from collections.abc import Mapping

from ktd_tui.i18n import N_

STYLE_WORDS: Mapping[str, str] = {
    "paper_superior": N_("Superior body"),
    "paper_agency": N_("Issuing body"),
    "paper_number_form": N_("Form of numbers"),
    "paper_signer": N_("Signer of letters"),
    "paper_signer_name": N_("Name of the signer"),
    "paper_signer_id": N_("Name of the signer"),
    "paper_recipients": N_("Recipients of letters"),
    "paper_titles_ground": N_("Titles before signers' names by"),
    "pledge_head_last": N_("The head signs the pledge last"),
    "signs_as": N_("Signs by"),
    "decision_signer": N_("Signer of decisions"),
    "paper_font": N_("Font of Word files"),
    "paper_page_head": N_("Head of Word files' pages"),
    "seats": N_("Members of the council"),
    "paper_organ_code": N_("Code of the issuing body"),
}
