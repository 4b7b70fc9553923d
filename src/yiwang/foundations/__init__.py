"""What is true of any city: places, bodies, people, time, proof."""
