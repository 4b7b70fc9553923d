"""What the portal's pages show, as plain values made from what the engines give."""
