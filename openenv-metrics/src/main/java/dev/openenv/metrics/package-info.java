/**
 * What a server does, as numbers: start at {@link dev.openenv.metrics.ServerMetrics}. Bring a {@code MeterRegistry} of your
 * own to send them elsewhere than to Prometheus.
 */
@NullMarked
package dev.openenv.metrics;

import org.jspecify.annotations.NullMarked;
