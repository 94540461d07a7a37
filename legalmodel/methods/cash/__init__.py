"""Cash of a deal over time: what comes in, how the order of payments shares it out, and what each class gets."""
