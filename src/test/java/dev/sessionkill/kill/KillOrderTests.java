package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillOrderTests {

    private static final KillOrder ORDINARY = SampleOrders.of(1, 2);
    private static final KillOrder URGENT = SampleOrders.urgent(ORDINARY);

    /** Keys are kept for seven days, so the digest outlives a new version. */
    @Test
    void hasTheDigestOfBeforeThereWasAnUrgentLane() {
        assertThat(ORDINARY.digest())
                .isEqualTo("a65e096d48d4a4cd8fd2f1b4bfeff145dbf123a796f8c159a58bd4bedda94922");
    }

    /** Of every field. A field that is renamed must not change what is known under a key. */
    @Test
    void hasTheDigestThatTheVersionsBeforeGaveIt() {
        KillOrder order =
                new KillOrder(
                        new AccountName("default"),
                        Optional.of(new Region("ap-guangzhou")),
                        Product.CYNOSDB,
                        new InstanceId("cynosdbmysql-1"),
                        new TreeMap<>(Map.of(new ThreadId(7), StoredKill.EXPECTED)),
                        new Reason("a test"),
                        true);

        assertThat(order.digest())
                .isEqualTo("58df941aeb874fcfe03dc88b78046a1f3bb6f2b7ebdc2dd3ce7b6723ee055f6d");
    }

    /** Each pair was one text once, and the second a replay of the first instead of 422. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    app               | -                | null | app                 | -    | -
                    null              | -                | -    | -                   | -    | -
                    x, host=y         | -                | -    | x                   | y, host=null | -
                    x, host=y, db=z   | a                | b    | x                   | y, db=z, host=a | b
                    "null             | -                | -    | "006e0075006c006c   | -    | -
                    \ud800            | -                | -    | ?                   | -    | -
                    """)
    void isAnotherWhenASessionIsExpectedToBeAnother(
            @Nullable String user,
            @Nullable String host,
            @Nullable String db,
            @Nullable String otherUser,
            @Nullable String otherHost,
            @Nullable String otherDb) {
        assertThat(expecting(user, host, db).digest())
                .isNotEqualTo(expecting(otherUser, otherHost, otherDb).digest());
    }

    private static KillOrder expecting(
            @Nullable String user, @Nullable String host, @Nullable String db) {
        return SampleOrders.of(
                new TreeMap<>(
                        Map.of(
                                new ThreadId(1),
                                new Expectation(user, host, db, null, null, null))));
    }

    @Test
    void isAnotherWhenItIsUrgent() {
        assertThat(URGENT.digest()).isNotEqualTo(ORDINARY.digest());
    }

    @Test
    void isUrgentOnRecordOnlyWhenItIs() {
        assertThat(data(ORDINARY)).doesNotContain("urgent");
        assertThat(data(URGENT)).contains("urgent=true");
    }

    private static String data(KillOrder order) {
        return KillEvents.requested(
                        new KillRegister.Entry(
                                KillId.next(),
                                order,
                                SampleOrders.TARGET,
                                SampleOrders.CALLER,
                                Optional.empty()))
                .data()
                .toString();
    }
}
