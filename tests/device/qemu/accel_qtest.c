/* The accelerator `qtest`, which Debian leaves out of its QEMU packages: in: nothing; out: two types registered.
 *
 * The qtest server is in the stock qemu-system-x86_64. What is missing is the type that parks the processor and
 * makes the virtual clock the one that qtest sets. No header of QEMU is needed: the places in its class structs
 * were read off the code of Debian's 7.2, and accelerator.py looks at that code again before it trusts them.
 *
 *   cc -shared -fPIC -O1 -DSTAMP=qemu_stamp_<40 hex digits> -o accel-qtest-x86_64.so accel_qtest.c
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct TypeInfo {
    const char *name, *parent;
    size_t instance_size, instance_align;
    void (*instance_init)(void *), (*instance_post_init)(void *), (*instance_finalize)(void *);
    bool abstract;
    size_t class_size;
    void (*class_init)(void *, void *), (*class_base_init)(void *, void *);
    void *class_data, *interfaces;
} TypeInfo;

extern void *type_register_static(const TypeInfo *);
extern bool qtest_allowed;
extern int64_t qtest_get_virtual_clock(void);
extern void dummy_start_vcpu_thread(void *);

enum { NAME = 0x60, INIT_MACHINE = 0x68, ALLOWED = 0x88 };        /* of AccelClass */
enum { CREATE_VCPU_THREAD = 0x70, GET_VIRTUAL_CLOCK = 0xb8 };     /* of AccelOpsClass */

static void set(void *class, size_t place, void *value)
{
    *(void **)((char *)class + place) = value;
}

static int init_machine(void *machine)
{
    (void)machine;
    return 0;
}

static void accel_init(void *class, void *data)
{
    (void)data;
    set(class, NAME, "QTest");
    set(class, INIT_MACHINE, (void *)init_machine);
    set(class, ALLOWED, &qtest_allowed);
}

static void ops_init(void *class, void *data)
{
    (void)data;
    set(class, CREATE_VCPU_THREAD, (void *)dummy_start_vcpu_thread);
    set(class, GET_VIRTUAL_CLOCK, (void *)qtest_get_virtual_clock);
}

static const TypeInfo accel = { .name = "qtest-accel", .parent = "accel", .class_init = accel_init };
static const TypeInfo ops = { .name = "qtest-accel-ops", .parent = "accel-ops", .class_init = ops_init };

/* The loader refuses a module without these two. */
void STAMP(void);
void STAMP(void) {}
void qemu_module_dummy(void);
void qemu_module_dummy(void) {}

__attribute__((constructor)) static void register_types(void)
{
    type_register_static(&accel);
    type_register_static(&ops);
}
