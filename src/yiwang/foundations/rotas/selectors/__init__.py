"""Reads of rotas: the rota of units, and who is on duty now."""
