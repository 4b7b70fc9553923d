"""Setting papers: contracts of data, glyphs, typst, seals, verification codes. No Django."""
