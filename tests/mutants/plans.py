"""Which functions of a right driver are mutated, and how: `r` removes a statement, `d` runs it twice, `s`
swaps it with the next one. The drivers are those of `tests.running.RIGHT`."""

Plan = dict[str, dict[str, str]]

PLANS: dict[str, Plan] = {
    "d_right": {
        "r4l_e1000_demo.rs": {
            "open": "s", "stop": "rds", "start_xmit": "r", "poll": "r",
            "probe": "rs", "probe_enabled": "rs", "probe_reserved": "rs", "remove": "rds",
        },
        "nic.rs": {"engines_off": "rs", "mask_all": "rs"},
        "ring.rs": {"reap": "r", "abandon": "r"},
    },
    "e1000_guards": {
        "e1000_guards.rs": {"probe": "rs", "remove": "r", "drop": "r", "leave_chip": "r"},
        "hold.rs": {"drop": "rd", "keep": "r"},
        "chip.rs": {"drop": "r", "quiet": "rs"},
        "port.rs": {"drop": "rd", "stop": "rs", "open": "s"},
        "send.rs": {"give_back": "r", "take_oldest": "r"},
    },
    "edu_modern": {
        "edu.rs": {"unbind": "r", "finish": "r", "handle": "r"},
    },
    "timer": {
        "timer.rs": {"start": "rd", "drop": "rd", "on": "s", "quiet": "rs", "run": "rs", "unbind": "r"},
    },
}  # fmt: skip
