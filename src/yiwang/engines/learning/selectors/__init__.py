"""What may be read of learning: histories, versions, suggestions with their reasons."""
