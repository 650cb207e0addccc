package org.ringbook.telephony.asterisk.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One run of an application that calls somebody: Dial with its devices, or Queue and the like, whose devices CEL does not name. */
final class CelDialling {

    private static final String ANY_GROUP_OF_LINES = "[gGrR][0-9]+";

    /** One of the devices that Dial was given, "PJSIP/89161112233@carrier". */
    private static final class Device {
        final String technology;
        final String place;
        boolean reached;

        Device(String text) {
            int slash = text.indexOf('/');
            technology = slash < 0 ? "" : text.substring(0, slash);
            place = text.substring(slash + 1);
        }

        boolean isOf(CelChannel channel) {
            if (!channel.name.startsWith(technology + "/")) {
                return false;
            }
            String endpoint = channel.endpoint();
            boolean group = place.split("/", 2)[0].matches(ANY_GROUP_OF_LINES);
            return group
                    || place.equals(endpoint)
                    || place.endsWith("@" + endpoint)
                    || place.contains("@" + endpoint + "/")
                    || place.startsWith(endpoint + "/")
                    || endpoint.startsWith(place + "/")
                    || channel.local() && place.split("/", 2)[0].equals(endpoint);
        }
    }

    private final List<Device> devices = new ArrayList<>();
    private final Instant from;
    /** The number that is shown to whom it calls. */
    final String shows;

    final String data;
    private Instant to;

    /**
     * @param from when it began, or since when it may have: a Dial that follows another at once has no row of its own
     * @param shows the caller's number
     */
    CelDialling(String application, String data, Instant from, String shows) {
        this.data = data;
        this.from = from;
        this.shows = shows;
        if (application.equals("Dial")) {
            for (String device : data.split(",", 2)[0].split("&")) {
                devices.add(new Device(device));
            }
        }
    }

    void ended(Instant at) {
        to = to == null ? at : to;
    }

    private boolean goesOnAt(Instant at) {
        return !at.isBefore(from) && (to == null || !at.isAfter(to));
    }

    /** How well it explains a channel; more is better, 0 is not at all. */
    int explains(CelChannel channel) {
        if (channel.began == null || !goesOnAt(channel.began)) {
            return 0;
        }
        if (devices.isEmpty()) {
            return 2;
        }
        int best = 1;
        for (Device device : devices) {
            best = device.isOf(channel) ? Math.max(best, device.reached ? 3 : 4) : best;
        }
        return best;
    }

    /**
     * Takes note of a channel that it called.
     *
     * @return what it dialled to reach it, "89161112233@carrier"; "" when that is not known
     */
    String reached(CelChannel channel) {
        Device found = null;
        for (Device device : devices) {
            boolean better = found == null || found.reached && !device.reached;
            found = device.isOf(channel) && better ? device : found;
        }
        if (found == null) {
            return "";
        }
        found.reached = true;
        return found.place;
    }
}
