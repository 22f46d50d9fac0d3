"""Everything a person can do, for the screens and the command line alike.

An operation takes a ``Desk`` first, asks for the right, applies the rule, commits, and returns what
is to be shown. It raises ``KtdError``: nothing was changed then.
"""
