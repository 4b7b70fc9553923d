"""Pages of the desk: the inbox, the search, a case with everything on one page."""
