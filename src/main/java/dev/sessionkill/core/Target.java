package dev.sessionkill.core;

/**
 * Where sessions live: one instance, reached through one account in one region.
 *
 * @param account whose credentials and budget are used
 * @param region the vendor's region of the instance
 * @param product what kind of instance it is
 * @param instance the instance
 */
public record Target(AccountName account, Region region, Product product, InstanceId instance) {}
