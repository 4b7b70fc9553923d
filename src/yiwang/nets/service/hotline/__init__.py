"""The 12345 hotline: demands taken, given to who is responsible, answered, called back; callers protected."""
