"""What a device owns until it is unbound. Source: drivers/base/devres.c, drivers/base/dd.c (6.12)."""


def kept_until_unbound(dev, node):
    """The list owns one count of the node."""
    push(ref(dev.devres), node)


def kept_no_more(dev, node):
    """It is taken off the list, whose count of it goes."""
    if remove(ref(dev.devres), node):
        drop_now(as_arc(node))


@source("drivers/base/devres.c release_nodes: the last that was added goes first")
def all_let_go(dev):
    while length(ref(dev.devres)) > 0:
        node = pop(ref(dev.devres))
        node.revoke()
