"""`core::option::Option` and `core::result::Result`, as their documentation says."""


class Option:
    variants = ["Some", "None"]

    @by_value
    def unwrap(self):
        if is_some(self):
            return payload(self)
        panic("called `Option::unwrap()` on a `None` value")

    @by_value
    def expect(self, text):
        if is_some(self):
            return payload(self)
        panic("called `Option::expect()` on a `None` value")

    @by_value
    def unwrap_or(self, other):
        if is_some(self):
            return payload(self)
        return other

    @by_value
    def ok_or(self, error):
        if is_some(self):
            return Ok(payload(self))
        return Err(error)

    @by_value
    def ok_or_else(self, error):
        if is_some(self):
            return Ok(payload(self))
        return Err(error())

    @by_value
    def map(self, f):
        if is_some(self):
            return Some(f(payload(self)))
        return NONE

    @by_value
    def and_then(self, f):
        if is_some(self):
            return f(payload(self))
        return NONE

    def is_some(self):
        if is_some(self):
            return True
        return False

    def is_none(self):
        if is_some(self):
            return False
        return True

    def take(self):
        return replace(self, NONE)

    def replace(self, value):
        return replace(self, Some(value))

    def insert(self, value):
        old = replace(self, Some(value))
        return payload_ref(self)


class Shared:
    """What an `Option` gives without being taken apart."""

    path = "core::Option"

    def as_ref(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def as_mut(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def as_deref(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def as_deref_mut(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def clone(self):
        if is_some(self):
            inner = payload_ref(self)
            return Some(inner.clone())
        return NONE

    def cloned(self):
        if is_some(self):
            inner = payload_ref(self)
            return Some(inner.clone())
        return NONE


class Result:
    variants = ["Ok", "Err"]

    @by_value
    def unwrap(self):
        if is_ok(self):
            return payload(self)
        panic("called `Result::unwrap()` on an `Err` value")

    @by_value
    def expect(self, text):
        if is_ok(self):
            return payload(self)
        panic("called `Result::expect()` on an `Err` value")

    @by_value
    def unwrap_or(self, other):
        if is_ok(self):
            return payload(self)
        return other

    @by_value
    def ok(self):
        if is_ok(self):
            return Some(payload(self))
        return NONE

    @by_value
    def map(self, f):
        if is_ok(self):
            return Ok(f(payload(self)))
        return self

    @by_value
    def map_err(self, f):
        if is_ok(self):
            return self
        return Err(f(payload(self)))

    @by_value
    def and_then(self, f):
        if is_ok(self):
            return f(payload(self))
        return self

    def is_ok(self):
        if is_ok(self):
            return True
        return False

    def is_err(self):
        if is_ok(self):
            return False
        return True

    def as_ref(self):
        if is_ok(self):
            return Ok(payload_ref(self))
        return Err(payload_ref(self))
