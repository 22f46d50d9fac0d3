"""From points to results: grades with what they take, and how people settled ties."""
