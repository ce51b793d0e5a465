"""todo"""


def add(commands):
    pass
