"""`kernel::sync::rcu`, derived from the source of the crate."""


# learned c08285f15932
def read_lock():
    rcu_read_lock()
    return Guard()


class Guard:

    # learned 72a91ae0c4da
    def new():
        rcu_read_lock()
        return Guard()

    # learned b834198facb0
    def default():
        rcu_read_lock()
        return Guard()

    # learned 48ae0ac829e5
    def drop(self):
        rcu_read_unlock()
