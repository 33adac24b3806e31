package dev.sessionkill.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillIdTests {

    @Test
    void sortsByTheTimeAtWhichItWasMade() {
        List<String> made = Stream.generate(() -> KillId.next().toString()).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void isAUuidOfVersion7() {
        KillId id = KillId.next();

        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    @Test
    void readsWhatItWrites() {
        KillId id = KillId.next();

        assertThat(KillId.parse(id.toString())).contains(id);
        assertThat(KillId.parse(id.toString().toUpperCase(java.util.Locale.ROOT))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1-1-1-1-1",
                "019a9c6e-0000-7000-8000-00000000000",
                "019a9c6e-0000-7000-8000-0000000000011",
                " 019a9c6e-0000-7000-8000-000000000001",
                "019a9c6e-0000-7000-8000-000000000001\n",
                "019a9c6e000070008000000000000001",
                "{019a9c6e-0000-7000-8000-000000000001}",
                "urn:uuid:019a9c6e-0000-7000-8000-000000000001",
                "019a9c6e-0000-7000-8000-00000000000g",
                "019a9c6e_0000_7000_8000_000000000001",
                "-19a9c6e-0000-7000-8000-000000000001",
                "٠19a9c6e-0000-7000-8000-000000000001"
            })
    void isNotReadFromAnythingElse(String text) {
        assertThat(KillId.parse(text)).isEmpty();
    }
}
