package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotesIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sqlite     | http://kills.operations:80
                    sqlite     | checkpoints of the record are not signed
                    everything | http://killer.operations:8443
                    sandbox    | gives anybody a token
                    replicas   | nobody may do anything yet
                    """)
    void tellWhereItIsAndWhatIsStillMissing(String values, String said) {
        assertThat(Chart.notes(values)).contains(said);
    }
}
