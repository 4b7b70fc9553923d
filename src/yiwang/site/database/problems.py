"""What may go wrong with the embedded database, said to the person at the terminal."""


class DatabaseProblem(Exception):
    """A sentence that says what is wrong with the database and what to do about it."""
