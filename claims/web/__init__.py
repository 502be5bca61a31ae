"""What the two doors that speak HTTP share; see README.md for the rule of this folder."""
