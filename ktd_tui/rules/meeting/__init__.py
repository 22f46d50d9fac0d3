"""Rules of the meeting: its steps, quorum, ballots, who is there."""
