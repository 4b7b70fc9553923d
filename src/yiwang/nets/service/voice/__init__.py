"""What people say of services: ratings, what cannot be done, and the sentences that cost them most ways."""
