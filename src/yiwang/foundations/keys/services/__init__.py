"""Acts on keys: closing and opening values, making keys, re-encrypting what older keys closed."""
