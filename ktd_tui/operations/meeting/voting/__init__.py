"""Questions put to the meeting, their ballots and their count."""
