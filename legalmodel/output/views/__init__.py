"""Views: which parties and relations of a deal a chart shows. A view owns no facts and knows no format."""
