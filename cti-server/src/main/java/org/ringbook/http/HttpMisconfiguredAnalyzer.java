package org.ringbook.http;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class HttpMisconfiguredAnalyzer extends AbstractFailureAnalyzer<HttpMisconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, HttpMisconfigured cause) {
        return new FailureAnalysis(cause.getMessage(), cause.todo(), failure);
    }
}
