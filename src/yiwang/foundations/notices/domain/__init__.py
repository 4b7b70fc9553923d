"""The plain part of notices: filling templates, quiet hours, and what an SMS gateway must do. No Django."""
