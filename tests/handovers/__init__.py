"""Results from the decision to the receipt, through the stand-in carriers."""
