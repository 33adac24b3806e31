package dev.sessionkill.core;

/** Targets where it does not matter which. */
public final class SampleTargets {

    private SampleTargets() {}

    /** A MySQL instance of the account {@code default} in Guangzhou. */
    public static Target of(String instance) {
        return new Target(
                new AccountName("default"),
                new Region("ap-guangzhou"),
                Product.MYSQL,
                new InstanceId(instance));
    }
}
