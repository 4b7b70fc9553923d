"""What follows from a decision, for those at work: fees and refunds, books compared (缴费对账)."""
