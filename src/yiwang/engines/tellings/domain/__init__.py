"""What is told, to whom, and what becomes of it; no Django."""
