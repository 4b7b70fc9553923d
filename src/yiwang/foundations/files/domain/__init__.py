"""What a file really is and whether it is harmless: sniffing, images, PDF. No Django, no disk."""
