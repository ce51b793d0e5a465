"""modcheck reads the Rust source of a kernel module and reports what its life cycle does not give back.

Start reading at `modcheck.pipeline`. `__version__` is the only name this module offers.
"""

__version__ = "0.1.0"
