"""Readers under a fuzzer that looks for new ways through their code."""
