"""Time stamps (RFC 3161): an authority reached by HTTP, and a labelled stand-in for demo sites."""
