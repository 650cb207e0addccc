package org.ringbook.telephony.asterisk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the rows of CEL say of one channel. */
final class CelChannel {

    /** A telephone that was away is gone before this; one that lived longer has rung. */
    private static final Duration RINGS_AFTER = Duration.ofMillis(300);
    /** A telephone that is busy says so at once; who says it later has heard it ring, and declined. */
    private static final Duration BUSY_WITHIN = Duration.ofSeconds(1);
    /** Causes of a hang-up that say more than Dial's own word. */
    private static final Set<String> NEVER_RANG = Set.of("1", "3", "20", "27", "34", "38");

    /** It did not ring, and sent the caller somewhere else. */
    private static final String REDIRECTED = "23";

    private static final String BUSY = "17";
    private static final String REJECTED = "21";
    private static final Set<String> DIALLERS = Set.of("Dial", "Queue", "FollowMe", "Page");

    final String id;
    final String name;
    final List<CelDialling> diallings = new ArrayList<>(1);
    String linked;
    Instant began;
    Instant answered;
    /** When it first came into a bridge. */
    Instant bridged;

    Instant hungUp;
    String cause = "";
    /** The channel that hung it up, as far as it is known. */
    String hungUpBy = "";

    String dialStatus = "";
    boolean originated;
    /** Of a channel that the PBX called by itself, the number that it was given to show: on a click whom it is to reach. */
    String given = "";
    /** Whether an application of its own ran after it was answered, before it spoke: it was asked whether it takes the call. */
    boolean asked;

    /** Where a device that it called sent it on to last. */
    String forward = "";

    Instant forwarded;

    String queue;
    boolean parked;
    String came = "";
    private Instant seen;

    CelChannel(String id, String name) {
        this.id = id;
        this.name = name;
    }

    boolean local() {
        return name.startsWith("Local/");
    }

    /** "carrier" of PJSIP/carrier-0000002a, "102@internal" of Local/102@internal-0000000f;1. */
    String endpoint() {
        int slash = name.indexOf('/') + 1;
        return name.substring(slash, Math.max(name.lastIndexOf('-'), slash));
    }

    /** Called by the PBX itself: over a pair of local channels, the first end of it. */
    boolean placed() {
        return originated || id.equals(linked) && local() && name.endsWith(";1");
    }

    boolean called() {
        return !originated && !id.equals(linked) && !(local() && name.endsWith(";2"));
    }

    /** What it runs now, as each of its rows says. */
    void runs(Row row) {
        String application = row.get("appname");
        String data = row.get("appdata");
        boolean dials = DIALLERS.contains(application);
        CelDialling last = diallings.isEmpty() ? null : diallings.get(diallings.size() - 1);
        boolean goesOn = last != null && dials && last.data.equals(data);
        boolean begins = row.get("eventtype").equals("APP_START");
        if (last != null && (!goesOn || row.get("eventtype").equals("APP_END"))) {
            last.ended(row.at());
        }
        if (dials && !goesOn) {
            diallings.add(
                    new CelDialling(application, data, begins || seen == null ? row.at() : seen, row.get("cid_num")));
        }
        seen = row.at();
    }

    /** A telephone rings until it is answered, or given up. */
    boolean hasRung() {
        Duration lived = hungUp == null || began == null ? null : Duration.between(began, hungUp);
        Duration least = wasBusy() ? BUSY_WITHIN : RINGS_AFTER;
        return answered != null
                || !redirected() && (lived == null || lived.compareTo(least) >= 0) && !NEVER_RANG.contains(cause);
    }

    boolean redirected() {
        return cause.equals(REDIRECTED);
    }

    boolean wasBusy() {
        return cause.equals(BUSY);
    }

    /** Whether its own cause says how the attempt ended, whatever happened to the others at that moment. */
    boolean saysWhyItself() {
        return NEVER_RANG.contains(cause) || cause.equals(REJECTED);
    }

    /** When its being called ended well; null when it did not. Who is asked has answered only when they speak. */
    Instant tookTheCall() {
        return asked && called() ? bridged : answered;
    }

    /** Whether it, and nobody else, ended; where nothing is said of that it may have. */
    boolean hungUpItself() {
        boolean nothingSaid = hungUpBy.isEmpty() && dialStatus.isEmpty();
        return nothingSaid || hungUpBy.equals(name) || dialStatus.equals("CANCEL");
    }

    boolean beganAfter(CelChannel other) {
        return began != null && (other.began == null || other.began.isBefore(began));
    }
}
