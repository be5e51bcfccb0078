"""Benchmarks: figures as ratios and differences to a peer run side by side, with machine, versions and spread."""
