"""Arithmetic of the studies on given numbers: forecasts, cash flows, economics. Says nothing of law."""
