"""`kernel::error::Error`: a number. What `From` makes one of is that number already, or the driver's own."""


class Error:
    path = "kernel::error::Error"

    def from_(value):
        if numeric(value):
            return value
        if has_method(type_named("kernel::error::Error"), "core::From::from"):
            return invoke(type_named("kernel::error::Error"), "core::From::from", value)
        return convert(value)
