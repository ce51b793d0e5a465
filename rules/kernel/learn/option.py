"""More of `core::Option` and `core::Result`; atomics of one task alone. Source: their documentation."""


class Option:
    path = "core::Option"

    @by_value
    def unwrap_or_default(self):
        if is_some(self):
            return payload(self)
        return 0

    @by_value
    def unwrap_or_else(self, f):
        if is_some(self):
            return payload(self)
        return f()

    @by_value
    def transpose(self):
        if is_some(self):
            inner = payload(self)
            if is_ok(inner):
                return Ok(Some(payload(inner)))
            return Err(payload(inner))
        return Ok(NONE)

    @by_value
    def unwrap_unchecked(self):
        return payload(self)

    @by_value
    def map_or(self, other, f):
        if is_some(self):
            return f(payload(self))
        return other

    @by_value
    def map_or_else(self, other, f):
        if is_some(self):
            return f(payload(self))
        return other()


class Result:
    path = "core::Result"

    @by_value
    def unwrap_or_default(self):
        if is_ok(self):
            return payload(self)
        return 0

    @by_value
    def unwrap_or_else(self, f):
        if is_ok(self):
            return payload(self)
        return f(payload(self))

    @by_value
    def inspect_err(self, f):
        if is_ok(self):
            return self
        f(payload_ref(self))
        return self

    @by_value
    def err(self):
        if is_ok(self):
            return NONE
        return Some(payload(self))
