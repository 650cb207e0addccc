package org.ringbook.workspace.campaigns;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Entry;
import org.ringbook.workspace.Print;

/** When a promise is due by the clock of the person, where that is another one than the viewer's. */
final class TheirTimes {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private TheirTimes() {}

    /** In words, by entry; those of the viewer's own time are not among the keys. */
    static Map<UUID, String> of(Collection<Entry> promises, AgentWork work, Print print, ZoneId ours) {
        Map<UUID, ZoneId> zones =
                work.zonesOfPromises(promises.stream().map(Entry::id).toList());
        var words = new HashMap<UUID, String>();
        for (Entry one : promises) {
            ZoneId zone = one.timeZone() == null ? zones.get(one.id()) : ZoneId.of(one.timeZone());
            Instant at = one.nextAt();
            if (zone != null
                    && !zone.getRules().getOffset(at).equals(ours.getRules().getOffset(at))) {
                words.put(
                        one.id(),
                        print.say(
                                "campaigns.promise.there", CLOCK.withZone(zone).format(at), zone.getId()));
            }
        }
        return words;
    }
}
