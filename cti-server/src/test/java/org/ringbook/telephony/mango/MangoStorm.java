package org.ringbook.telephony.mango;

import static org.ringbook.telephony.mango.MangoBench.MARIA;
import static org.ringbook.telephony.mango.MangoBench.PAVEL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.storm.StormCall;
import org.ringbook.storm.StormCall.Letter;
import org.ringbook.storm.StormSource;

/** Thousands of calls of a made-up Mango Office. */
public final class MangoStorm implements StormSource {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GLEBS_MOBILE = "+79990001122";

    /**
     * A story, and what the log must say of it.
     *
     * @param client of the story, also among {@code answeredBy}; each call gets another one
     */
    private record Play(
            Function<Stories, MangoCall> story,
            String direction,
            String client,
            String result,
            List<String> answeredBy,
            int talkSeconds) {}

    private static final List<Play> PLAYS = List.of(
            new Play(Stories::answered, "inbound", MARIA, "answered", List.of("101"), 60),
            new Play(Stories::groupCall, "inbound", MARIA, "answered", List.of("101"), 80),
            new Play(Stories::missed, "inbound", MARIA, "missed", List.of(), 0),
            new Play(Stories::lostInTheMenu, "inbound", PAVEL, "missed", List.of(), 0),
            new Play(Stories::busy, "inbound", MARIA, "busy", List.of(), 0),
            new Play(Stories::outgoing, "outbound", PAVEL, "answered", List.of(PAVEL), 60),
            new Play(Stories::outgoingBusy, "outbound", PAVEL, "busy", List.of(), 0),
            new Play(Stories::internal, "internal", null, "answered", List.of("102"), 30),
            new Play(told -> told.clickToCall("crm-cb-000042"), "outbound", PAVEL, "answered", List.of(PAVEL), 60),
            new Play(told -> told.clickToCallThatNobodyPicksUp("crm-cb-1"), "outbound", PAVEL, "failed", List.of(), 0),
            new Play(Stories::consulted, "inbound", MARIA, "answered", List.of("101", "103"), 104),
            new Play(Stories::handedOn, "inbound", MARIA, "answered", List.of("101", "103"), 78),
            new Play(Stories::handedOnByKeys, "inbound", MARIA, "answered", List.of("101", "103"), -1),
            new Play(Stories::outgoingHandedOn, "outbound", PAVEL, "answered", List.of(PAVEL, "102"), 50),
            new Play(Stories::heldForAMinute, "inbound", MARIA, "answered", List.of("101"), 85),
            new Play(Stories::forwardedToAMobile, "inbound", MARIA, "answered", List.of(GLEBS_MOBILE), 40));

    private final MangoOffice office = MangoBench.staffed().collects(true);
    private final Stories stories = new Stories(office);

    @Override
    public String name() {
        return MangoBench.NAME;
    }

    @Override
    public List<String> settings() {
        String vats = "ringbook.mango." + MangoBench.NAME + ".";
        return List.of(
                vats + "key=" + office.key(),
                vats + "salt=" + office.salt(),
                vats + "address=" + office.address(),
                vats + "history=0s");
    }

    @Override
    public StormCall call(int number, Instant at) {
        Play play = PLAYS.get(number % PLAYS.size());
        String client = "7916%07d".formatted(number);
        office.forgetTold();
        office.at(Instant.ofEpochSecond(at.getEpochSecond()));
        MangoCall call = play.story.apply(stories);
        var letters = new ArrayList<Letter>();
        for (MangoOffice.Told told : office.told()) {
            String json = told.json().replace(play.client == null ? MARIA : play.client, client);
            letters.add(new Letter(at.plusSeconds(5L * letters.size()), told.path(), FORM, office.form(json)));
        }
        return new StormCall(
                call.entry(),
                play.direction,
                play.client == null ? null : "+" + client,
                play.result,
                play.answeredBy.stream()
                        .map(who -> who.equals(play.client) ? "+" + client : who)
                        .toList(),
                play.talkSeconds,
                letters);
    }

    @Override
    public Letter forged(Letter letter, String client) {
        String json =
                "{\"entry_id\":\"Zm9yZ2Vk\",\"call_id\":\"forged\",\"seq\":1,\"call_state\":\"Appeared\",\"from\":{\"number\":\""
                        + client.substring(1) + "\"},\"to\":{\"extension\":\"101\"},\"timestamp\":"
                        + letter.at().getEpochSecond() + "}";
        String sign = letter.body().replaceFirst("^.*&sign=([0-9a-f]+)&.*$", "$1");
        return new Letter(letter.at(), "events/call", FORM, office.form(json, sign));
    }

    @Override
    public void close() {
        office.close();
    }
}
