"""Person checks: the provider's contract, and the way to a signature with and without one."""
