"""A definition that cannot be used."""


class DefinitionError(Exception):
    """A procedure, form or calendar file is wrong. `place` names file and spot, `problem` says what is wrong."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}：{problem}")
        self.place = place
        self.problem = problem
