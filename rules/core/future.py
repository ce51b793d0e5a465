"""Futures: what an `async fn` gives is its body, which runs where it is awaited, as a whole."""


class Future:
    """The variant is the body."""

    path = "core::Future"

    def awaited(future):
        """What is no future of the driver's is ready, and its own result."""
        if is_a(ref(future), "core::Future"):
            return future()
        return future
