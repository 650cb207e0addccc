package org.ringbook.recordings.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that fails for the store's settings says so, without a stack trace. */
class StoreMisconfiguredAnalyzer extends AbstractFailureAnalyzer<StoreMisconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StoreMisconfigured cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Put the settings under ringbook.recordings right, and start again.", cause);
    }
}
