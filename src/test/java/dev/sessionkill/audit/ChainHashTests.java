package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainHashTests {

    private static final RecordedEvent EVENT =
            new RecordedEvent(
                    42,
                    1_795_338_000_250L,
                    "LISTED",
                    "sub:\u00fc",
                    null,
                    "{\"rows\":3}",
                    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
                    "");

    @Test
    void isWhatItsDescriptionSays() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(
                HexFormat.of()
                        .parseHex(
                                "00112233445566778899aabbccddeeff"
                                        + "00112233445566778899aabbccddeeff"));
        for (String field : List.of("42", "1795338000250", "LISTED", "sub:\u00fc")) {
            byte[] utf8 = field.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
        out.writeInt(0xffffffff);
        out.writeInt(10);
        out.write("{\"rows\":3}".getBytes(StandardCharsets.US_ASCII));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());

        assertThat(new ChainHash().of(EVENT)).isEqualTo(HexFormat.of().formatHex(hash));
    }

    /** Computed with other tools than Java's, from docs/audit.md. */
    @Test
    void hasTheValueThatOthersCompute() {
        assertThat(new ChainHash().of(EVENT))
                .isEqualTo("19da61dd9c22d5fc5852ad883532d29fa84d8df28bd959868e9d25d4770f6c46");
    }

    @Test
    void beginsAtTheHashOfAName() throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(
                                "session-kill-gateway audit chain 1"
                                        .getBytes(StandardCharsets.US_ASCII));

        assertThat(ChainEnd.GENESIS).isEqualTo(new ChainEnd(0, HexFormat.of().formatHex(hash)));
    }

    static Stream<RecordedEvent> others() {
        RecordedEvent it = EVENT;
        return Stream.of(
                new RecordedEvent(
                        4, it.at(), it.kind(), it.caller(), null, it.data(), it.prev(), ""),
                new RecordedEvent(42, 0, it.kind(), it.caller(), null, it.data(), it.prev(), ""),
                new RecordedEvent(
                        42, it.at(), "LISTE", "Dsub:\u00fc", null, it.data(), it.prev(), ""),
                new RecordedEvent(42, it.at(), it.kind(), "sub:u", null, it.data(), it.prev(), ""),
                new RecordedEvent(
                        42, it.at(), it.kind(), it.caller(), "", it.data(), it.prev(), ""),
                new RecordedEvent(
                        42, it.at(), it.kind(), it.caller(), null, "{\"rows\":4}", it.prev(), ""),
                new RecordedEvent(
                        42,
                        it.at(),
                        it.kind(),
                        it.caller(),
                        null,
                        it.data(),
                        it.prev().replace('0', '1'),
                        ""));
    }

    @ParameterizedTest
    @MethodSource("others")
    void dependsOnEveryField(RecordedEvent other) {
        assertThat(new ChainHash().of(other)).isNotEqualTo(new ChainHash().of(EVENT));
    }

    @Test
    void growsWithItsEvents() {
        RecordedEvent large =
                new RecordedEvent(
                        42, 1, "LISTED", "sub:a", null, "x".repeat(100_000), EVENT.prev(), "");
        ChainHash hash = new ChainHash();

        assertThat(hash.of(large)).isEqualTo(new ChainHash().of(large));
        assertThat(hash.of(EVENT)).isEqualTo(new ChainHash().of(EVENT));
    }
}
