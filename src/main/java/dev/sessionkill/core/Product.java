package dev.sessionkill.core;

import java.util.Arrays;
import java.util.Optional;

/** The products whose sessions {@code KillMySqlThreads} ends ({@code Product} in dbbrain.md). */
public enum Product {
    /** TencentDB for MySQL. */
    MYSQL("mysql"),
    /** TDSQL-C for MySQL. */
    CYNOSDB("cynosdb");

    private final String wireName;

    Product(String wireName) {
        this.wireName = wireName;
    }

    /** The name that the vendor, and our callers, write. */
    public String wireName() {
        return wireName;
    }

    /** The product of that wire name, spelled exactly so. */
    public static Optional<Product> named(String wireName) {
        return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
    }
}
