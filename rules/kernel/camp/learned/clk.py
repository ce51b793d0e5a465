"""`kernel::clk`, derived from the source of the crate."""


class Clk:
    f0: "*bindings::clk"

    # learned f85ebdb78a74
    @by_value
    def prepare_enable(self):
        r1 = clk_prepare_enable(self.f0)
        if r1 < 0:
            drop_now(self)
            return Err(r1)
        return Ok(EnabledClk(f0=self))

    # learned f511d3d303a6
    def drop(self):
        clk_put(self.f0)


class EnabledClk:
    f0: "kernel::clk::Clk"

    # learned d7a305222b3b
    @by_value
    def disable_unprepare(self):
        clk_disable_unprepare(self.f0.f0)
        old1 = self.f0
        self.f0 = Clk(f0=0)
        return old1

    # learned 3d0bbbf5bf41
    def drop(self):
        clk_disable_unprepare(self.f0.f0)
