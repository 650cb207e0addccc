package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.DialFormat;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.telephony.PbxSource.DialRefused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Click-to-call. It is not repeated by itself: it might ring twice. */
final class MegaFonDialling {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** No longer than somebody waits at a telephone. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final String NEWER = "click-to-call over crmapi/v1";
    private static final String OLDER = "click-to-call over sys/crm_api.wcgp";

    private final MegaFonApi api;
    private final NumberPlan plan;
    private final String line;
    private final Variants variants;

    MegaFonDialling(MegaFonApi api, NumberPlan plan, String line, Variants variants) {
        this.api = api;
        this.plan = plan;
        this.line = line;
        this.variants = variants;
    }

    /**
     * @param user login of the employee, or an extension
     * @return the id that the PBX gave it, which need not be that of the call; null when it gave none
     */
    String call(String user, String to) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("phone", dialled(to));
        parameters.put("user", user);
        if (!line.isEmpty()) {
            parameters.put("clid", String.valueOf(Phone.digits(line)));
        }
        try {
            return id(asked(parameters));
        } catch (MegaFonFailed failed) {
            throw new DialRefused(failed.note());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DialRefused(Notice.of("megafon.stopped"));
        }
    }

    private String asked(Map<String, String> parameters) throws MegaFonFailed, InterruptedException {
        if (!variants.has(OLDER)) {
            try {
                String answer = api.command("makecall", MAPPER.writeValueAsString(parameters), PATIENCE);
                variants.met(NEWER);
                return answer;
            } catch (MegaFonFailed failed) {
                if (!failed.unknown() || variants.has(NEWER)) {
                    throw failed;
                }
            }
        }
        String answer = api.legacy("command", "makeCall", parameters, PATIENCE);
        variants.met(OLDER);
        return answer;
    }

    /** An object with one key or another, or the bare id. */
    private static String id(String answer) {
        JsonNode json = Told.tree(answer);
        if (json != null && json.isObject()) {
            return Fields.of(json).first("callid", "uuid", "uid", "id");
        }
        String bare = json != null && json.isString() ? json.asString() : answer.strip();
        return bare.matches("[A-Za-z0-9-]{6,64}") ? bare : null;
    }

    /** Digits with the country code and no plus, which the PBX refuses; extensions as they are. */
    private String dialled(String to) {
        if (!to.matches("[+]?[0-9]{2,20}")) {
            throw new DialRefused(Notice.of("megafon.dial.number"));
        }
        return plan.read(to) instanceof NumberReading.Outside outside
                ? plan.dialled(outside.number(), DialFormat.DIGITS)
                : to.replace("+", "");
    }
}
