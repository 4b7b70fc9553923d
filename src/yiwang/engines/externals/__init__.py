"""Steps of cases that are done in another system: sent, answered, or never; both numbers kept; nothing guessed."""
