"""The window: people in presence. Tickets, counters, receiving for somebody, papers in custody, village agents."""
