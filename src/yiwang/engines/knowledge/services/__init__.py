"""Acts on scripts: writing, reviewing, withdrawing; beginning with a pack's; asking units for what is missing."""
