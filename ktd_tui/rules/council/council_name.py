"""What a council is called where the office has not said it: after its agency, as decisions of founding write it."""

import re

BODY = "Hội đồng Thi đua - Khen thưởng"
_COMMITTEE = re.compile(r"^(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?=\S)", re.IGNORECASE)


def usual_council_name(agency: str) -> str:
    """Return a council's usual name; a people's committee's council is that of its place («… tỉnh Hậu Lộc»)."""
    whose = _COMMITTEE.sub("", agency, count=1)
    return f"{BODY} {whose}".strip()


def name_after(name: str, agency: str, new_agency: str) -> str:
    """Return the name under another agency: none, or one that was only the usual name of the former, goes along."""
    return usual_council_name(new_agency) if name in {"", usual_council_name(agency)} else name
