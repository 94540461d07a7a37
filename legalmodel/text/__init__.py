"""Files as text: plain data and the place of every value, read strictly. The only room that knows YAML."""
