"""A conversion between integers is taken to fit: else there is an error before anything is done."""


class word(Generic[T]):
    path = "core::word"

    def from_(value):
        return wrapped(T, value)

    @by_value
    def try_into(self):
        return Ok(self)
