"""Who calls a driver through a subsystem: at any time while it is registered there."""


def used_through(adapter, subject):
    """From here on the callbacks of `adapter` may be called on `subject`."""
    push(ref(world.users), User(adapter=adapter, subject=subject))
    if meanwhile("it is used before `probe` returns"):
        event_use()
        no_further()


class User:
    adapter: "type"
    subject: "pointer"


def used_no_more(subject):
    index = length(ref(world.users)) - 1
    while index >= 0:
        if world.users[index].subject == subject:
            removed_now = remove(ref(world.users), world.users[index])
            return None
        index = index - 1

