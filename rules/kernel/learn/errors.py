"""Constants of the C API that the crate's own error type rests on. Source: include/linux/err.h."""

constants = {"bindings::MAX_ERRNO": 4095}
