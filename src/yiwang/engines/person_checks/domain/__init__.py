"""What a provider must do, how far somebody has got, and what stands in the way: plain Python."""
