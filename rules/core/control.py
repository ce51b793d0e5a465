"""`core::ops::ControlFlow`: whether something goes on, or ends with a value."""


class ControlFlow:
    variants = ["Continue", "Break"]

    def is_break(self):
        return is_break(peek(self))

    def is_continue(self):
        return not is_break(peek(self))

    @by_value
    def break_value(self):
        if is_break(self):
            return Some(payload(self))
        return NONE
