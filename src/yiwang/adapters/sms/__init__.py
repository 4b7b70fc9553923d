"""Text messages. Here stands a labelled stand-in: a box that everybody at a demonstration can see."""
