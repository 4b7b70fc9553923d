"""What is applied, accounts and hats, audit search, health."""
