package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.kill.Quotas;
import java.util.ArrayList;
import java.util.List;

/** Quotas that are what a test says, and remember who asked. */
final class FakeQuotas implements Quotas {

    List<Quota> quotas = List.of();
    final List<Caller> callers = new ArrayList<>();

    @Override
    public List<Quota> of(Caller caller) {
        callers.add(caller);
        return quotas;
    }
}
