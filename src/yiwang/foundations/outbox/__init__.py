"""The one queue: messages written in the transaction of an act, delivered after it at least once."""
