"""Structure to reports: what one article says happened."""
