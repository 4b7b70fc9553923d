"""A matter on a page: its time line, and its acts as forms."""
