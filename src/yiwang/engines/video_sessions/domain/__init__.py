"""What a provider must do, how a session goes on, when one is open: plain Python."""
