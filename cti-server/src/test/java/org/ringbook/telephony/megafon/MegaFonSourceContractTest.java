package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.webhooks.HookSourceContract;
import org.ringbook.telephony.PbxSource;

class MegaFonSourceContractTest extends HookSourceContract {

    private static final String MARIA = "79161112233";
    private static final String CALL = "KD4R8T2MZW0000A1";

    private final MegaFonAts ats = new MegaFonAts();
    private final String start = Fields.compact(Instant.now().minusSeconds(60));

    MegaFonSourceContractTest() {
        // Whoever works there would be a message, too.
        ats.users.clear();
    }

    @Override
    protected PbxSource source() {
        return MegaFonAts.source(
                ats.settings(Duration.ZERO, Map.of()), new CallerAnswers(number -> CallerAnswer.NOBODY));
    }

    @Override
    protected void otherSideStarts() {
        ats.start();
    }

    @Override
    protected void otherSideStops() {
        ats.stop();
    }

    @Override
    protected void tellsTo(String address) {
        ats.tellsTo(address);
    }

    @Override
    protected void saysGarbage() {
        ats.post("application/x-www-form-urlencoded", "cmd=event&crm_token=nobody");
        ats.post("application/x-www-form-urlencoded", "cmd=event&crm_token=" + MegaFonAts.CRM_KEY);
        ats.event("DANCING", CALL, "petrova", MARIA);
        ats.history("in", "Success", CALL, "petrova", MARIA, "start", "yesterday", "duration", "-5");
    }

    @Override
    protected void saysOneCall() {
        ats.event("INCOMING", CALL, "petrova", MARIA, "ext", "101");
        ats.event("ACCEPTED", CALL, "petrova", MARIA, "ext", "101");
        ats.event("COMPLETED", CALL, "petrova", MARIA, "ext", "101");
        ats.history("in", "Success", CALL, "petrova", MARIA, "ext", "101", "start", start, "duration", "30");
    }

    @Override
    protected Form believed() {
        return form(MegaFonAts.CRM_KEY);
    }

    @Override
    protected Form forged() {
        return form("no-key-of-ours");
    }

    private static Form form(String token) {
        var fields = new LinkedHashMap<String, String>();
        fields.putAll(MegaFonAts.fields("cmd", "event", "type", "INCOMING", "callid", CALL, "user", "petrova"));
        fields.putAll(MegaFonAts.fields("phone", MARIA, "crm_token", token));
        return new Form("", MegaFonMasking.form(fields));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(MegaFonAts.KEY, MegaFonAts.CRM_KEY);
    }

    @Override
    protected Set<String> threadNames() {
        return Set.of("megafon-");
    }
}
