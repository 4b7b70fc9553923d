"""services of applications."""
