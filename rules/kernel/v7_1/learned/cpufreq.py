"""`kernel::cpufreq`, derived from the source of the crate."""


class PolicyCpu:
    f0: "&kernel::cpufreq::Policy"

    # learned 109637ebe70f
    def from_cpu(cpu):
        r1 = cpufreq_cpu_get(cpu)
        if is_error(r1):
            return Err(r1)
        return Ok(PolicyCpu(f0=r1))

    # learned 82b469f58190
    def drop(self):
        cpufreq_cpu_put(self.f0)
