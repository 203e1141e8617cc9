"""The command line: verbs, options and answers as `contract.md` of the product has them."""
