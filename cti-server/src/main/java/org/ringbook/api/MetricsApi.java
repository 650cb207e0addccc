package org.ringbook.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Meters",
        description = "For Prometheus, with a token of an administrator; see the dashboard in docker/grafana.")
class MetricsApi {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final ObjectProvider<PrometheusMeterRegistry> registry;

    MetricsApi(ObjectProvider<PrometheusMeterRegistry> registry) {
        this.registry = registry;
    }

    @GetMapping(path = "/api/metrics", produces = "text/plain")
    @Operation(operationId = "metrics", summary = "All meters, in the text form of Prometheus")
    ResponseEntity<String> metrics() {
        PrometheusMeterRegistry known = registry.getIfAvailable();
        return known == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok().header("Content-Type", TEXT).body(known.scrape());
    }
}
