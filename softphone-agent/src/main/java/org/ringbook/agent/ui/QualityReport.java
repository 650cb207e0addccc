package org.ringbook.agent.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.server.Messages;

/** What the server is told of how a call sounded. Pure. */
final class QualityReport {

    private QualityReport() {}

    /** @param call answered, and over @param telephone extension of the account */
    static String of(CallStatus call, MediaQuality quality, String telephone, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("telephone", telephone);
        fields.put("sipCallId", call.sip());
        fields.put("beganAgo", ago(call.beganAt(), now));
        fields.put("answeredAgo", ago(call.answeredAt(), now));
        fields.put("endedAgo", ago(call.endedAt(), now));
        fields.put("codec", quality.codec());
        fields.put("sent", quality.sent());
        fields.put("received", quality.received());
        fields.put("lost", quality.lost());
        fields.put("late", quality.late());
        fields.put("concealedMillis", quality.concealedMillis());
        fields.put("jitterMillis", rounded(quality.jitterMillis()));
        fields.put("bufferMillis", quality.bufferMillis());
        if (quality.roundTripMillis() >= 0) {
            fields.put("roundTripMillis", rounded(quality.roundTripMillis()));
        }
        fields.put("estimate", rounded(quality.estimate()));
        if (quality.lostThere() >= 0) {
            fields.put("lostThere", quality.lostThere());
            fields.put("estimateThere", rounded(quality.estimateThere()));
        }
        return Messages.soundQuality(fields);
    }

    private static double ago(Instant then, Instant now) {
        return Math.max(0, Duration.between(then, now).toMillis()) / 1000.0;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
