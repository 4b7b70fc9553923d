"""External steps as plain values: numbers, states, messages, what an answer means, and files that go to and fro."""
