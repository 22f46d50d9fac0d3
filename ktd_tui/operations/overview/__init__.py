"""The year at one look: the leader's page, charts, years beside each other, reminders."""
