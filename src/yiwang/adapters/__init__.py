"""One package per outside system, each with its labelled stand-in."""
