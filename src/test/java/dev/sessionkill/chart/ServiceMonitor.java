package dev.sessionkill.chart;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** As much of monitoring.coreos.com/v1 as the chart writes. */
record ServiceMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(String jobLabel, LabelSelector selector, List<Endpoint> endpoints) {}

    record Endpoint(String port, String path, String interval) {}
}
