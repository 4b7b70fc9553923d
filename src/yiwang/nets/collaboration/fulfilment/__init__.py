"""What follows from a decision, for those at work: fees, refunds and books (缴费对账), results handed out (送达)."""
