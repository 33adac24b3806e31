package dev.sessionkill.chart;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of monitoring.coreos.com/v1 as the chart writes. */
record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(List<Group> groups) {

        List<Alert> alerts() {
            return groups.stream().flatMap(it -> it.rules().stream()).toList();
        }
    }

    record Group(String name, List<Alert> rules) {}

    record Alert(
            @JsonProperty("alert") String name,
            @JsonProperty("expr") String expression,
            @JsonProperty("for") @Nullable String pending,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    List<Alert> alerts() {
        return spec.alerts();
    }
}
