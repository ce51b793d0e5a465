"""`core::cmp`: the smaller and the larger of two numbers."""


class Cmp:
    path = "core::cmp"

    def min(left, right):
        return minimum(left, right)

    def max(left, right):
        return maximum(left, right)
