"""Cash of a deal over time: what comes in, how the priority of payments shares it out, and what each class gets."""
