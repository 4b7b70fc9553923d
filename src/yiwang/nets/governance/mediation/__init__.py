"""Grassroots mediation (人民调解): asked for, contacted within minutes, agreed on, sealed; both sides protected."""
