"""Speed and memory, side by side with peers: `make bench`. docs/speed.md has the figures."""
