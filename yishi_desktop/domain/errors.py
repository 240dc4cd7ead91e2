"""What a user is told when something could not be done."""


class UserError(Exception):
    """A refusal the user can act on, in three Chinese sentences.

    `happened` says what happened, `safe` what is not lost, `do_next` what to do now. The technical cause goes
    to the log through `__cause__`, never into these sentences.
    """

    def __init__(self, happened: str, safe: str, do_next: str) -> None:
        super().__init__(happened, safe, do_next)
        self.happened = happened
        self.safe = safe
        self.do_next = do_next

    def __str__(self) -> str:
        return f"{self.happened}{self.safe}{self.do_next}"
