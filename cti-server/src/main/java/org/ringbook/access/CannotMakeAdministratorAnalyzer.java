package org.ringbook.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class CannotMakeAdministratorAnalyzer extends AbstractFailureAnalyzer<CannotMakeAdministrator> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, CannotMakeAdministrator cause) {
        return new FailureAnalysis(
                "The first administrator cannot be made. " + cause.getMessage(),
                "Set another RINGBOOK_ADMIN_PASSWORD or ringbook.admin.login, or leave the password out: one is made.",
                failure);
    }
}
