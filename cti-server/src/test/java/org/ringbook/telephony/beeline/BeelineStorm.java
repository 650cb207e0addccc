package org.ringbook.telephony.beeline;

import static org.ringbook.telephony.beeline.Stories.MARIA;
import static org.ringbook.telephony.beeline.Stories.PAVEL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.storm.StormCall;
import org.ringbook.storm.StormCall.Letter;
import org.ringbook.storm.StormSource;

/** Thousands of calls of a made-up cloud PBX of Beeline. */
public final class BeelineStorm implements StormSource {

    private static final String XML = "application/xml; charset=UTF-8";

    /**
     * A story, and what the log must say of it.
     *
     * @param client of the story, also among {@code answeredBy}; each call gets another one
     */
    private record Play(
            Consumer<Stories> story,
            String direction,
            String client,
            String result,
            List<String> answeredBy,
            int talkSeconds) {}

    private static final List<Play> PLAYS = List.of(
            new Play(Stories::answered, "inbound", MARIA, "answered", List.of("101"), 64),
            new Play(Stories::groupCall, "inbound", MARIA, "answered", List.of("102"), 80),
            new Play(Stories::missed, "inbound", MARIA, "missed", List.of(), 0),
            new Play(Stories::busy, "inbound", MARIA, "busy", List.of(), 0),
            new Play(Stories::outgoing, "outbound", PAVEL, "answered", List.of(PAVEL), 60),
            new Play(Stories::outgoingBusy, "outbound", PAVEL, "busy", List.of(), 0),
            new Play(Stories::internal, "internal", null, "answered", List.of("102"), 30),
            new Play(Stories::click, "outbound", PAVEL, "answered", List.of(PAVEL), 163),
            new Play(Stories::handedOn, "inbound", MARIA, "answered", List.of("101", "103"), 78),
            new Play(Stories::consulted, "inbound", MARIA, "answered", List.of("101", "103"), -1),
            new Play(Stories::outgoingHandedOn, "outbound", PAVEL, "answered", List.of(PAVEL, "102"), -1),
            new Play(Stories::pickedUpElsewhere, "inbound", MARIA, "answered", List.of("102"), 40),
            new Play(Stories::onTheMobile, "inbound", MARIA, "answered", List.of("102"), 50));

    private final BeelineCloud cloud = Stories.staffed().collects(true);

    @Override
    public String name() {
        return BeelineBench.NAME;
    }

    @Override
    public List<String> settings() {
        String pbx = "ringbook.beeline." + BeelineBench.NAME + ".";
        return List.of(
                pbx + "token=" + cloud.token(),
                pbx + "address=" + cloud.address(),
                pbx + "callback=https://cti.example.org",
                pbx + "secret=" + BeelineBench.SECRET,
                pbx + "history=0s",
                pbx + "records=0s");
    }

    @Override
    public StormCall call(int number, Instant at) {
        Play play = PLAYS.get(number % PLAYS.size());
        String client = "7916%07d".formatted(number);
        cloud.forgetTold();
        cloud.at(Instant.ofEpochSecond(at.getEpochSecond()));
        play.story.accept(new Stories(cloud));
        var letters = new ArrayList<Letter>();
        for (String told : cloud.told()) {
            String event = told.replace(play.client == null ? MARIA : play.client, client);
            letters.add(new Letter(at.plusSeconds(5L * letters.size()), BeelineBench.SECRET, XML, event));
        }
        return new StormCall(
                sourceId(cloud.told()),
                play.direction,
                play.client == null ? null : "+" + client,
                play.result,
                play.answeredBy.stream()
                        .map(who -> who.equals(play.client) ? "+" + client : who)
                        .toList(),
                play.talkSeconds,
                letters);
    }

    private static String sourceId(List<String> told) {
        return told.get(0).replaceFirst("(?s)^.*?<xsi:extTrackingId>([^<]+)<.*$", "$1");
    }

    @Override
    public Letter forged(Letter letter, String client) {
        String event = letter.body()
                .replaceFirst("tel:\\+7[0-9]{10}", "tel:" + client)
                .replaceFirst("<xsi:eventID>[^<]+", "<xsi:eventID>" + UUID.nameUUIDFromBytes(client.getBytes()));
        return new Letter(letter.at(), "a-secret-of-somebody-else", XML, event);
    }

    @Override
    public void close() {
        cloud.close();
    }
}
