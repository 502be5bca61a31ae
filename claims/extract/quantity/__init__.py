"""How one amount is read: the parts that claims.extract.quantities puts together; see README.md."""
