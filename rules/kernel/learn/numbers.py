"""A conversion between integers is taken to fit: else there is an error before anything is done."""


class word(Generic[T]):
    path = "core::word"

    @by_value
    def try_into(self):
        return Ok(self)
