"""`core::time::Duration`, in milliseconds."""


class Duration:
    milliseconds: "u64"

    def from_millis(value):
        return Duration(milliseconds=value)

    def from_secs(value):
        return Duration(milliseconds=value * 1000)

    def from_micros(value):
        return Duration(milliseconds=value // 1000)
