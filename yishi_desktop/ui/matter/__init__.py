"""One matter: stepper, page, live paper."""
