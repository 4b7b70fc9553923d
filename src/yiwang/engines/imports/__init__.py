"""Imports (数据迁入): what another system kept comes in by a definition: tried first, row by row, and accounted for."""
