package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPartTests {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    10.1.2.3:52344,        10.1.2.3
                    10.1.2.3:1,            10.1.2.3
                    10.1.2.3,              10.1.2.3
                    db.example.com:3306,   db.example.com
                    localhost,             localhost
                    localhost:,            localhost:
                    localhost:x,           localhost:x
                    localhost:123456,      localhost:123456
                    :3306,                 :3306
                    '',                    ''
                    # MySQL writes no brackets, so the last number is the port
                    ::1:52344,             ::1
                    fe80::1:2:52344,       fe80::1:2
                    [::1]:52344,           [::1]
                    [::1],                 [::1]
                    """)
    void isWhatStandsBeforeThePort(String host, String part) {
        assertThat(HostPart.of(host)).isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    10.1.2.3:1,  10.1.2.3:2,  true
                    10.1.2.3:1,  10.1.2.4:1,  true
                    10.1.2.3:1,  10.1.2.4,    true
                    10.1.2.3,    10.1.2.4,    true
                    10.1.2.3:1,  10.1.2.3:1,  false
                    10.1.2.3:1,  10.1.2.3,    false
                    10.1.2.3,    10.1.2.3:1,  false
                    10.1.2.3:1,  '10.1.2.3:1 ', false
                    db.a:1,      DB.a:1,      false
                    10.1.2.3:1,  '',          false
                    10.1.2.3:1,  ' ',         false
                    '',          10.1.2.3:1,  false
                    """)
    void areTwoClientsOnlyWhenBothAreKnown(String one, String other, boolean different) {
        assertThat(HostPart.areDifferent(one, other)).isEqualTo(different);
    }
}
