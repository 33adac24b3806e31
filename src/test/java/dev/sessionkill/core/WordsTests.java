package dev.sessionkill.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTests {

    @ParameterizedTest
    @MethodSource("names")
    void nameAccountsAndInstances(String name) {
        assertThat(new AccountName(name)).hasToString(name);
        assertThat(new InstanceId(name)).hasToString(name);
    }

    static Stream<String> names() {
        return Stream.of("a", "A", "9", "cdb-8jawylhf", "a.b_c-d", "default", "x".repeat(64));
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void refuseNamesThatAreNone(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountName(name))
                .withMessageStartingWith("must be 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceId(name))
                .withMessageStartingWith("must be 1 to 64");
    }

    static Stream<String> badNames() {
        return Stream.of(
                "",
                " ",
                "-a",
                ".a",
                "_a",
                "..",
                "a b",
                " a",
                "a ",
                "a\n",
                "a/b",
                "a\\b",
                "a:b",
                "a*",
                "ä",
                "а", // Cyrillic
                "a\u0000",
                "x".repeat(65));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap-guangzhou", "a", "na-siliconvalley", "ap-shanghai-fsi", "eu2"})
    void nameRegions(String name) {
        assertThat(new Region(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "AP-guangzhou",
                "-ap",
                "2eu",
                "ap_guangzhou",
                "ap.guangzhou",
                "ap-guangzhou\n",
                "ap guangzhou",
                "ap-gúangzhou",
                "abcdefghijklmnopqrstuvwxyz-abcdef"
            })
    void refuseRegionsThatAreNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Region(name));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4711, Long.MAX_VALUE})
    void nameSessions(long id) {
        assertThat(new ThreadId(id)).hasToString(Long.toString(id));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refuseSessionsThatAreNone(long id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThreadId(id))
                .withMessage("must be a positive 64-bit integer");
    }

    @Test
    void sortSessionsByNumber() {
        assertThat(Stream.of(10L, 9L, Long.MAX_VALUE, 1L).map(ThreadId::new).sorted())
                .extracting(ThreadId::value)
                .containsExactly(1L, 9L, 10L, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"mysql, MYSQL", "cynosdb, CYNOSDB"})
    void nameProductsAsTheVendorDoes(String wireName, Product product) {
        assertThat(Product.named(wireName)).contains(product);
        assertThat(product.wireName()).isEqualTo(wireName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MYSQL", "MySQL", "mysql ", "mariadb", "dbbrain", "redis"})
    void knowNoOtherProduct(String name) {
        assertThat(Product.named(name)).isEmpty();
    }

    @Test
    void nameCallersAndTheirGroups() {
        Caller caller = new Caller("sub:ops", Set.of("group:dba", "group:a b"));

        assertThat(caller).hasToString("sub:ops");
        assertThat(caller.is("sub:ops")).isTrue();
        assertThat(caller.is("group:dba")).isTrue();
        assertThat(List.of("ops", "dba", "group:ops", "sub:dba", "sub:OPS", ""))
                .noneMatch(caller::is);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ops", "sub:", "SUB:ops", "group:dba", " sub:ops"})
    void refuseCallersThatAreNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller(name, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub: ", "sub:a\nb", "sub:a\u001b[31m", "sub:\u0000"})
    void refuseCallersThatAreBlankOrHoldControlCharacters(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller(name, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dba", "group:", "sub:dba", "GROUP:dba"})
    void refuseGroupsThatAreNone(String group) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Caller("sub:ops", Set.of("group:dba", group)));
    }

    @Test
    void sayWhichSettingIsWrong() {
        assertThat(new SettingException("gateway.kill.wait", "must not be negative"))
                .hasMessage("gateway.kill.wait: must not be negative");
    }
}
