"""What is known about people without any table: reading a roster of accounts."""
