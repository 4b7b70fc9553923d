"""The sealed log of acts outside cases, the sealer of every registered log, and the access log.

Others enter here.
"""

__all__: list[str] = []
