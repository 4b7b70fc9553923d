"""Acts of the editors: begin a change, save a form; a new theme. Each writes the draft of a proposal."""
