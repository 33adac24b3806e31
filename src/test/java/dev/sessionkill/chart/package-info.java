/** The Helm chart, rendered by Helm and read as Kubernetes would. */
@NullMarked
package dev.sessionkill.chart;

import org.jspecify.annotations.NullMarked;
