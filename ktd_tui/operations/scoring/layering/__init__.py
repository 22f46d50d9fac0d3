"""Layers of points at work: who may fill one, what it proposes, replies to it, and what a meeting decides."""
