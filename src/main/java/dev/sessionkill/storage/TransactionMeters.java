package dev.sessionkill.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Shows how many transactions wait; the pool's own meters show only those that have begun. */
@Component
class TransactionMeters {

    TransactionMeters(MeterRegistry registry, Transactions transactions) {
        Gauge.builder("gateway.database.queued", transactions::inLine)
                .description("Transactions that wait for a connection to the database")
                .baseUnit("transactions")
                .register(registry);
    }
}
