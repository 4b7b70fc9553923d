"""A charge as payers and units read it: items with their basis, the amount, how far it is, the receipt."""
