"""Search: what is indexed, how it is asked for, what is shown of it. Imports models and nothing else of ours."""
