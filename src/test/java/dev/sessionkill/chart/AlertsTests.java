package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.chart.PrometheusRule.Alert;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each alert over histories that it is made for, and over some that are almost the same. */
class AlertsTests {

    private static final Map<String, String> SCRAPE =
            Map.of("job", "session-kill-gateway", "namespace", "operations", "pod", "kills-1");

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    /** One value every 15 seconds: 4 are a minute, 40 ten. */
    private static final String FIRING =
            """
            Down                | process_uptime_seconds 0+15x8 _x28
            Restarts            | process_start_time_seconds 1x4 2x4 3x4 4x4
            KillsFail           | http_server_requests_seconds_count{uri="/sessions/kill",method="POST",status="502"} 0+1x21; http_server_requests_seconds_count{uri="/sessions/kill",method="POST",status="200"} 0+8x21
            OutcomeUnknown      | gateway_kills_seconds_count{account="a",state="FINISHED",result="UNKNOWN"} 0x4 1x4
            UnknownLingers      | gateway_unknown_kills{account="a"} 0 1x24
            CallsRefused        | gateway_upstream_calls_seconds_count{account="a",stage="PREPARE",reply="REFUSED"} 0+11x21; gateway_upstream_calls_seconds_count{account="a",stage="LIST",reply="DONE"} 0+10x21
            CallsLost           | gateway_upstream_calls_seconds_count{account="a",stage="COMMIT",reply="UNKNOWN"} 0+6x21; gateway_upstream_calls_seconds_count{account="a",stage="COMMIT",reply="DONE"} 0+94x21; gateway_upstream_calls_seconds_count{account="a",stage="LIST",reply="DONE"} 0+900x21
            BudgetUsedUp        | resilience4j_ratelimiter_waiting_threads{name="a/KillMySqlThreads"} 0 1x40
            BudgetSpentByOthers | gateway_budget_exceeded_calls_total{account="a",action="KillMySqlThreads"} 0x4 4x4
            KillsWaitLong       | gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="10.0"} 0+89x21; gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="30.0"} 0+100x21; gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="+Inf"} 0+100x21
            KillsExpire         | gateway_kills_seconds_count{account="a",state="EXPIRED",result="NOT_KILLED"} 0x4 1x4
            CommitsLate         | gateway_commit_gap_seconds_bucket{account="a",le="4.0"} 0+98x42; gateway_commit_gap_seconds_bucket{account="a",le="6.0"} 0+100x42; gateway_commit_gap_seconds_bucket{account="a",le="+Inf"} 0+100x42
            LeasesLost          | gateway_lost_leases_total{account="a"} 0x4 1x4
            GuardRefuses        | gateway_kill_sessions_total{account="a",outcome="PROTECTED",pod="kills-1"} 0x4 11x4; gateway_kill_sessions_total{account="a",outcome="PROTECTED",pod="kills-2"} 0x4 10x4
            GuardRefuses        | gateway_kill_sessions_total{account="a",outcome="NOT_PERMITTED"} 0x4 21x4
            DatabaseWaits       | hikaricp_connections_timeout_total{pool="HikariPool-1"} 0x4 1x4
            DatabaseSlow        | gateway_database_queued_transactions 0 11x16
            RecordTampered      | gateway_audit_verification{standing="TAMPERED"} 0x4 1
            CheckpointRefused   | gateway_audit_checkpoint_refused 1x8
            CheckpointsStopped  | gateway_audit_checkpoint_age_seconds 901+15x40; gateway_audit_head_age_seconds 900+15x40
            CheckpointsStopped  | gateway_audit_checkpoint_age_seconds NaNx40; gateway_audit_head_age_seconds 5x40
            CredentialsMissing  | gateway_credentials_age_seconds{account="a"} 5x4 NaNx4
            CredentialsRunOut   | gateway_credentials_left_seconds{account="a"} 599
            VolumeFull          | disk_free_bytes{path="/data/."} 14x40; disk_total_bytes{path="/data/."} 100x40
            HeapFull            | jvm_memory_usage_after_gc{area="heap",pool="long-lived"} 0.91x40
            ErrorsLogged        | logback_events_total{level="error"} 0x4 1x4
            """;

    private static final String SILENT =
            """
            Down                | process_uptime_seconds 0+15x8 _x27
            Restarts            | process_start_time_seconds 1x4 2x4 3x4
            KillsFail           | http_server_requests_seconds_count{uri="/sessions/kill",method="POST",status="502"} 0+1x21; http_server_requests_seconds_count{uri="/sessions/kill",method="POST",status="200"} 0+10x21
            KillsFail           | http_server_requests_seconds_count{uri="/sessions/kill",method="POST",status="502"} 0+1x20
            KillsFail           | http_server_requests_seconds_count{uri="/sessions/kill",method="POST",status="409"} 0+1x21
            OutcomeUnknown      | gateway_kills_seconds_count{account="a",state="FINISHED",result="NOT_KILLED"} 0x4 1x4
            UnknownLingers      | gateway_unknown_kills{account="a"} 0 1x22
            UnknownLingers      | gateway_unknown_kills{account="a"} 0 1x10 0 1x22
            CallsRefused        | gateway_upstream_calls_seconds_count{account="a",stage="PREPARE",reply="REFUSED"} 0+10x21; gateway_upstream_calls_seconds_count{account="a",stage="LIST",reply="DONE"} 0+10x21
            CallsRefused        | gateway_upstream_calls_seconds_count{account="a",stage="PREPARE",reply="REFUSED"} 0+11x20; gateway_upstream_calls_seconds_count{account="a",stage="LIST",reply="DONE"} 0+10x20
            CallsRefused        | gateway_upstream_calls_seconds_count{account="a",stage="PREPARE",reply="BUSY"} 0+11x21
            CallsLost           | gateway_upstream_calls_seconds_count{account="a",stage="COMMIT",reply="UNKNOWN"} 0+48x21; gateway_upstream_calls_seconds_count{account="a",stage="COMMIT",reply="DONE"} 0+952x21
            CallsLost           | gateway_upstream_calls_seconds_count{account="a",stage="COMMIT",reply="UNKNOWN"} 0+6x20; gateway_upstream_calls_seconds_count{account="a",stage="COMMIT",reply="DONE"} 0+94x20
            BudgetUsedUp        | resilience4j_ratelimiter_waiting_threads{name="a/KillMySqlThreads"} 0 1x37
            BudgetSpentByOthers | gateway_budget_exceeded_calls_total{account="a",action="KillMySqlThreads"} 0x4 3x4
            KillsWaitLong       | gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="10.0"} 0+92x21; gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="30.0"} 0+100x21; gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="+Inf"} 0+100x21
            KillsWaitLong       | gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="10.0"} 0+89x20; gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="30.0"} 0+100x20; gateway_turn_wait_seconds_bucket{account="a",lane="ORDINARY",le="+Inf"} 0+100x20
            KillsExpire         | gateway_kills_seconds_count{account="a",state="CANCELLED",result="NOT_KILLED"} 0x4 1x4
            CommitsLate         | gateway_commit_gap_seconds_bucket{account="a",le="2.0"} 0+90x42; gateway_commit_gap_seconds_bucket{account="a",le="4.0"} 0+100x42; gateway_commit_gap_seconds_bucket{account="a",le="+Inf"} 0+100x42
            CommitsLate         | gateway_commit_gap_seconds_bucket{account="a",le="4.0"} 0+98x39; gateway_commit_gap_seconds_bucket{account="a",le="6.0"} 0+100x39; gateway_commit_gap_seconds_bucket{account="a",le="+Inf"} 0+100x39
            LeasesLost          | gateway_lost_leases_total{account="a"} 1x8
            GuardRefuses        | gateway_kill_sessions_total{account="a",outcome="PROTECTED"} 0x4 20x4; gateway_kill_sessions_total{account="a",outcome="NOT_PERMITTED"} 0x4 20x4
            GuardRefuses        | gateway_kill_sessions_total{account="a",outcome="CHANGED"} 0x4 21x4
            DatabaseWaits       | hikaricp_connections_timeout_total{pool="HikariPool-1"} 1x8
            DatabaseSlow        | gateway_database_queued_transactions 0 11x14
            DatabaseSlow        | gateway_database_queued_transactions 10x40
            RecordTampered      | gateway_audit_verification{standing="VERIFYING"} 1x40; gateway_audit_verification{standing="TAMPERED"} 0x40
            CheckpointRefused   | gateway_audit_checkpoint_refused 1x7 0x4
            CheckpointsStopped  | gateway_audit_checkpoint_age_seconds 901+15x40; gateway_audit_head_age_seconds 902+15x40
            CheckpointsStopped  | gateway_audit_checkpoint_age_seconds 900x40; gateway_audit_head_age_seconds 5x40
            CheckpointsStopped  | gateway_audit_checkpoint_age_seconds NaNx39 5; gateway_audit_head_age_seconds 5x40
            CredentialsMissing  | gateway_credentials_age_seconds{account="a"} 5x4 NaNx3
            CredentialsMissing  | gateway_credentials_age_seconds{account="a"} 0+15x40
            CredentialsRunOut   | gateway_credentials_left_seconds{account="a"} 600x40
            VolumeFull          | disk_free_bytes{path="/data/."} 15x40; disk_total_bytes{path="/data/."} 100x40
            VolumeFull          | disk_free_bytes{path="/data/."} 14x39; disk_total_bytes{path="/data/."} 100x39
            VolumeFull          | disk_free_bytes{path="/tmp/."} 14x40; disk_total_bytes{path="/tmp/."} 100x40
            HeapFull            | jvm_memory_usage_after_gc{area="heap",pool="long-lived"} 0.9x40
            HeapFull            | jvm_memory_usage_after_gc{area="heap",pool="long-lived"} 0.91x39
            ErrorsLogged        | logback_events_total{level="warn"} 0x4 1x4
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FIRING)
    void fireWithAllLabelsThatTheirWordsUse(String name, String history) {
        Alert alert = Alerts.named(name);

        assertThat(fired(alert, history))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.keySet()).containsAll(used(alert)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = SILENT)
    void areSilentWhenItIsAlmostSo(String name, String history) {
        assertThat(fired(Alerts.named(name), history)).isEmpty();
    }

    @Test
    void haveHistoriesOfBothKinds() {
        Set<String> alerts =
                Alerts.all().stream()
                        .map(it -> it.name().substring(Alerts.PREFIX.length()))
                        .collect(Collectors.toSet());

        assertThat(names(FIRING)).isEqualTo(alerts);
        assertThat(names(SILENT)).isEqualTo(alerts);
    }

    private static Set<Map<String, String>> fired(Alert alert, String history) {
        return new AlertRun(alert)
                .fires(
                        Arrays.stream(history.split("; ", -1))
                                .map(it -> Series.of(it, SCRAPE))
                                .toList());
    }

    private static Set<String> names(String table) {
        return table.lines()
                .map(it -> it.substring(0, it.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    private static List<String> used(Alert alert) {
        return LABEL.matcher(alert.annotations().toString())
                .results()
                .map(it -> it.group(1))
                .toList();
    }
}
