"""Duty rotas (值班表): who is on duty for a unit from when to when, at nights and on holidays."""
