package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.asterisk.records.RecordedEvent;
import org.ringbook.telephony.asterisk.records.RecordsText;

/** What a file that is replayed says, and what is odd about it. For one file, on one thread. */
final class ReplayedText {

    private final AmiTranslation translation;
    private final List<CallFact> facts = new ArrayList<>();
    private final TreeSet<String> events = new TreeSet<>();
    private Instant now = Instant.EPOCH;
    private boolean stamped = true;
    private long messages;
    private long ofCalls;
    private long refused;
    private RecordsText records;

    ReplayedText(AmiTranslation translation) {
        this.translation = translation;
    }

    List<CallFact> facts() {
        return facts;
    }

    void records(RecordsText read) {
        records = read;
        for (RecordedEvent told : read.reported()) {
            facts.addAll(translation.translate(new AmiMessage(told.message(read.kind())), told.at()));
        }
    }

    void stream(String text) {
        byte[] bytes = (CapturedText.withoutIndentation(text) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        new AmiFraming().accept(bytes, 0, bytes.length, one -> take(new AmiMessage(one)));
    }

    private void take(AmiMessage message) {
        messages++;
        if (message.event() != null && events.size() < 20) {
            events.add(Printable.text(message.event(), 40));
        }
        Instant at = AmiEvents.time(message, null);
        if (at == null) {
            now = now.plusMillis(1);
            stamped &= message.event() == null || message.isEvent("FullyBooted");
        } else {
            now = at;
        }
        facts.addAll(translation.translate(message, now));
        if (AmiTranslation.concerns(message)) {
            ofCalls++;
            refused += message.refusal() == null ? 0 : 1;
        }
    }

    /** What whoever reads the calls should know. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (!stamped) {
            remarks.add(
                    "Some messages have no Timestamp (timestampevents = yes in manager.conf); times are estimates.");
        }
        if (refused > 0) {
            remarks.add(
                    refused + " messages were not believed: a header twice, or an id or channel name that is none.");
        }
        if (records != null && records.unreadable() > 0) {
            remarks.add(records.unreadable() + " lines were passed over: they have no time or no uniqueid"
                    + (records.kind().equals("cdr") ? " (loguniqueid = yes in cdr.conf)." : "."));
        }
        return remarks;
    }

    /** Why no call comes of it, in words for whoever made the file. */
    String whyNothing() {
        if (records != null) {
            return records.rows() + " rows of " + records.kind().toUpperCase(java.util.Locale.ROOT)
                    + " were read, and none tells of a call between two.";
        }
        if (events.isEmpty()) {
            return "it holds no AMI event, and is no CEL or CDR file. An event begins with a line \"Event: Newchannel\","
                    + " and an empty line ends it.";
        }
        if (ofCalls == 0) {
            return "none of its " + messages + " messages tells of a call; there are " + String.join(", ", events)
                    + ". The account in manager.conf needs read = system,call,agent,cdr,user.";
        }
        return ofCalls == refused
                ? "none of its " + ofCalls + " messages about calls could be believed."
                : "its " + ofCalls + " messages about calls tell of nobody who called anybody.";
    }
}
