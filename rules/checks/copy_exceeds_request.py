"""## What it does

Reports an interrupt handler that returns with the device's line still asserted and nothing of it
acknowledged, or that quiets the line and returns `irq::Return::None`.

## Why is this bad?

The line is level triggered: as long as it is asserted the handler is called again at once. If it says
`Handled` each time, the processor does nothing else. If it says `None`, the kernel takes the line for one
that nobody owns, and after 99,900 of 100,000 such interrupts switches it off: the device, and each other
one on the line, is deaf from then on. This happens as well to a handler that does its work and says `None`.

## Example

```rust
fn handle_irq(data: &IrqData) -> irq::Return {
    data.napi.schedule(); // the cause is still set, and not masked
    irq::Return::Handled
}
```

## Instead

```rust
fn handle_irq(data: &IrqData) -> irq::Return {
    let cause = data.win.readl(ICR).unwrap_or(0); // reading clears it
    if cause == 0 {
        return irq::Return::None; // somebody else on the line
    }
    data.napi.schedule();
    irq::Return::Handled
}
```

## Known limits

A handler that clears some of several causes makes progress and is not reported. What all handlers of the line
answer together is judged, as the kernel does.
"""

title = "the handler does not quiet its line, or disowns its own interrupt"
tier = "error"
group = "device"
message = "`{callback}` leaves its interrupt unsettled: {detail}"
help = (
    "read and clear the cause in the handler (or mask it there), return `Handled` if it was the device's own "
    "and `None` only if no cause was set"
)
symptom = [
    'irq 11: nobody cared (try booting with the "irqpoll" option)',
    "Disabling IRQ #11",
]
references = [
    "linux 6.1 kernel/irq/spurious.c:202, 415: what becomes of an interrupt that nobody handles",
]
points_at = "callback"
label = "this handler"
