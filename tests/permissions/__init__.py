"""Who may do what: every role at every address."""
