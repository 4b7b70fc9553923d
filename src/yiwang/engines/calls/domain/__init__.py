"""What a call is, told by its happenings; states of seats; when somebody is to be called back. No Django."""
