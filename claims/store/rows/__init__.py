"""Values of the domain as rows, and back without loss.

For each table `put_*` gives the columns of a value by name, and `get_*` reads a row whose columns come
in the order of the tuple beside it.
"""
