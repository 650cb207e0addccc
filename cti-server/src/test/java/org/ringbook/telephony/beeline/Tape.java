package org.ringbook.telephony.beeline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.json.JsonMapper;

/** What the PBX told, as it is kept, and which calls come of it in whatever order. */
final class Tape {

    static final Instant NINE = Instant.parse("2026-03-19T09:00:00Z");
    static final Instant LATER = NINE.plusSeconds(3600);
    static final String RECORDINGS = "https://cloudpbx.example.org/records/";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Tape() {}

    static byte[] event(String xml) {
        return new RawHook(Told.EVENT, xml.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    static byte[] pulled(String path, Map<String, Object> row) {
        return Told.message(path, MAPPER.writeValueAsString(row));
    }

    static List<byte[]> of(BeelineCloud cloud, Consumer<Stories> story) {
        cloud.forgetTold();
        cloud.at(NINE);
        story.accept(new Stories(cloud));
        return new ArrayList<>(cloud.told().stream().map(Tape::event).toList());
    }

    static byte[] staff() {
        return Told.message(
                Told.ABONENTS,
                "[{\"userId\":\"9610000101@ip.beeline.ru\",\"extension\":\"101\",\"phone\":\"9610000101\"},"
                        + "{\"userId\":\"9610000102@msk.cn.ims.mnc099.mcc250.3gppnetwork.org\",\"extension\":\"102\","
                        + "\"phone\":\"9610000102\"},"
                        + "{\"userId\":\"SIP0001AB0003@ip.beeline.ru\",\"extension\":\"103\"},"
                        + "{\"userId\":\"SIP0001AB0004@mpbx.sip.beeline.ru\",\"extension\":\"104\"}]");
    }

    static List<Call> calls(List<byte[]> messages) {
        return Calls.derive("beeline", Cast.PLAN, facts(messages));
    }

    static List<CallFact> facts(List<byte[]> messages) {
        var translation = new BeelineTranslation(Directory.of(Map.of()), new Variants(null), RECORDINGS);
        var facts = new ArrayList<CallFact>();
        translation.translate(staff(), LATER, facts::add);
        messages.forEach(message -> translation.translate(message, LATER, facts::add));
        facts.addAll(translation.quiet(LATER.plusSeconds(120)));
        return facts;
    }

    static Call call(List<byte[]> messages) {
        List<Call> calls = calls(messages);
        if (calls.size() != 1) {
            throw new AssertionError("Not one call: " + calls);
        }
        return calls.get(0);
    }
}
