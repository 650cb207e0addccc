package org.ringbook.telephony.asterisk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What the rows of CEL say of one channel. */
final class CelChannel {

    /** A telephone that was busy or away is gone before this; one that lived longer has rung. */
    private static final Duration RINGS_AFTER = Duration.ofMillis(300);
    /** Causes of a hang-up that say more than Dial's own word. */
    private static final Set<String> NEVER_RANG = Set.of("1", "3", "17", "20", "27", "34", "38");

    private static final String BUSY = "17";
    private static final String REJECTED = "21";
    private static final Set<String> DIALLERS = Set.of("Dial", "Queue", "FollowMe", "Page");

    final String id;
    final String name;
    String linked;
    Instant began;
    Instant answered;
    Instant hungUp;
    String cause = "";
    boolean originated;
    String application = "";
    String data = "";
    String shows = "";
    String queue;
    boolean parked;

    CelChannel(String id, String name) {
        this.id = id;
        this.name = name;
    }

    boolean local() {
        return name.startsWith("Local/");
    }

    boolean called() {
        return !originated && !id.equals(linked) && !(local() && name.endsWith(";2"));
    }

    boolean dials() {
        return DIALLERS.contains(application);
    }

    boolean hasRung() {
        boolean lasted = hungUp == null || Duration.between(began, hungUp).compareTo(RINGS_AFTER) >= 0;
        return answered != null || lasted && !NEVER_RANG.contains(cause);
    }

    boolean wasBusy() {
        return cause.equals(BUSY);
    }

    /** Whether its own cause says how the attempt ended, whatever happened to the others at that moment. */
    boolean saysWhyItself() {
        return NEVER_RANG.contains(cause) || cause.equals(REJECTED);
    }

    boolean beganAfter(CelChannel other) {
        return began != null && (other.began == null || other.began.isBefore(began));
    }

    /** Of what Dial was given, "PJSIP/101&PJSIP/89161112233@carrier,20,tT", the part that led to this channel. */
    String dialledBy(String data) {
        String devices = data.split(",", 2)[0];
        int slash = name.indexOf('/') + 1;
        String endpoint = name.substring(slash, Math.max(name.lastIndexOf('-'), slash));
        String found = "";
        for (String device : devices.split("&")) {
            String place = device.substring(device.indexOf('/') + 1);
            boolean fits = !endpoint.isEmpty() && place.contains(endpoint);
            found = fits || devices.equals(device) ? place : found;
        }
        return found;
    }
}
