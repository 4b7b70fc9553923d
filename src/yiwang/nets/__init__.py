"""What people use: one app per system or audience."""
