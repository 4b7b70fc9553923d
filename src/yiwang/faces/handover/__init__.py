"""A hand-over as its receiver and those at work read it: what is in it, which way, how far, the proof."""
