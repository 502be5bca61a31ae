"""How speech is read: the parts that claims.extract.attribution puts together; see README.md."""
