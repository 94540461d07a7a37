"""Many deals: a folder checked as one book, a row a deal; or a store on disk that keeps deals, their facts and what was found of them."""
