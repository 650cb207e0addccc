package org.ringbook.api;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.log.CallLog;
import org.ringbook.webhooks.CallDocument;
import org.springframework.stereotype.Component;

/** A webhook tells of a call what {@code GET /api/calls/{id}} answers to an administrator. */
@Component
class CallOfWebhook implements CallDocument {

    private final CallLog log;
    private final CallsApi calls;

    CallOfWebhook(CallLog log, CallsApi calls) {
        this.log = log;
        this.calls = calls;
    }

    @Override
    public Optional<Object> of(UUID call) {
        return log.find(call).map(calls::view);
    }
}
