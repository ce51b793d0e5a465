"""Ranges of numbers, which are iterators and what slices are indexed by."""

from core import StepBy


class Range:
    start: "usize"
    end: "usize"
    inclusive: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if not is_unit(self.end) and self.start >= self.past():
            return NONE
        self.start = self.start + 1
        return Some(self.start - 1)

    @by_value
    def step_by(self, step):
        if is_unit(self.end):
            return StepBy(inner=self, step=step, begun=0)
        return Stepped(at=self.start, past=self.past(), step=step)

    def past(self):
        """The first number that is not in it."""
        if self.inclusive:
            return self.end + 1
        return self.end

    def start(self):
        return borrow(self.start)

    def end(self):
        return borrow(self.end)

    def len(self):
        return self.past() - self.start

    def is_empty(self):
        return self.start >= self.past()

    def contains(self, wanted):
        value = read_through(wanted)
        if is_unit(self.start):
            return value < self.past()
        if is_unit(self.end):
            return value >= self.start
        return value >= self.start and value < self.past()

    @by_value
    def rev(self):
        return Countdown(start=self.start, past=self.past())


class Countdown:
    """The numbers of a range from the last one on."""

    start: "usize"
    past: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.start >= self.past:
            return NONE
        self.past = self.past - 1
        return Some(self.past)


class Stepped:
    """Numbers some steps apart."""

    at: "usize"
    past: "usize"
    step: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.at >= self.past:
            return NONE
        self.at = self.at + self.step
        return Some(self.at - self.step)
