package org.ringbook.telephony.beeline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Variants;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** Click-to-call. It is not repeated by itself: it might ring twice. */
final class BeelineDialling {

    /** No longer than somebody waits at a telephone. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final BeelineApi api;
    private final NumberPlan plan;
    private final Variants variants;

    BeelineDialling(BeelineApi api, NumberPlan plan, Variants variants) {
        this.api = api;
        this.plan = plan;
        this.variants = variants;
    }

    /**
     * @param employee whole name, extension or number of the one whose telephone is to ring
     * @return tracking id of the call that comes; null when the PBX did not tell it
     */
    String call(String employee, String to) {
        try {
            String answer = api.post(
                    "abonents/" + UriUtils.encode(employee, StandardCharsets.UTF_8) + "/call",
                    Map.of("phoneNumber", dialled(to)),
                    PATIENCE);
            return tracking(answer);
        } catch (PbxFailed failed) {
            throw new DialRefused(failed.notice());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DialRefused(Notice.of("beeline.stopped"));
        }
    }

    /**
     * Hands a conversation on.
     *
     * @param call of that employee, by the PBX's own id
     */
    void transfer(String employee, String call, String to) {
        String body = Messages.MAPPER.writeValueAsString(
                Messages.MAPPER.createObjectNode().put("callId", call).put("phoneNumber", dialled(to)));
        try {
            api.command(
                    "abonents/" + UriUtils.encode(employee, StandardCharsets.UTF_8) + "/callTransfer", body, PATIENCE);
        } catch (PbxFailed failed) {
            throw new DialRefused(failed.notice());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DialRefused(Notice.of("beeline.stopped"));
        }
    }

    /** A bare text, one in quotes, nothing, or an object. */
    private String tracking(String answer) {
        JsonNode json = answer.isBlank() ? null : Messages.json(answer);
        String id = answer.strip();
        if (json != null && json.isObject()) {
            variants.met("click-to-call is answered with an object");
            String named = Row.text(json, "externalTrackingId");
            id = named == null ? String.valueOf(Row.text(json, "extTrackingId")) : named;
        } else if (json != null && json.isString()) {
            id = json.asString().strip();
        }
        boolean reported = id.matches("[A-Za-z0-9][A-Za-z0-9:._-]{3,99}");
        variants.met(
                reported ? "click-to-call tells the id of the call" : "click-to-call does not tell the id of the call");
        return reported ? id : null;
    }

    /** Ten digits of a number of this country, which is the form that is sure to work; extensions as they are. */
    private String dialled(String to) {
        if (!to.matches("[+]?[0-9]{2,20}")) {
            throw new DialRefused(Notice.of("beeline.dial.number"));
        }
        if (plan.read(to) instanceof NumberReading.Outside outside) {
            String whole = outside.number().toString();
            return whole.matches("[+]7[0-9]{10}") ? whole.substring(2) : whole;
        }
        return to;
    }
}
