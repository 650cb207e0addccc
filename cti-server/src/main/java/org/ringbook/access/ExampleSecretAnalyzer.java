package org.ringbook.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class ExampleSecretAnalyzer extends AbstractFailureAnalyzer<ExampleSecret> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, ExampleSecret cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Give it a value of its own: openssl rand -hex 16 makes one.", failure);
    }
}
