"""Messages to people: in-app, e-mail, SMS."""
