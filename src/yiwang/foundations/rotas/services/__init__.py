"""Acts on rotas: somebody is put on and taken off, a file is taken in, a number is shown for a purpose."""
