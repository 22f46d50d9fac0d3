"""From points to the result: ranks, ties, grades, knock-outs, titles."""
