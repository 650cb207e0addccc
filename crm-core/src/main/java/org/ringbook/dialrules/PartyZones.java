package org.ringbook.dialrules;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In which zone a person is, as they said or a person of ours set it. Any thread; every method waits for the database. */
@Component
public class PartyZones {

    private final JdbcClient jdbc;

    PartyZones(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<ZoneId> of(UUID party) {
        return jdbc.sql("select zone from party_zone where party_id = ?")
                .param(party)
                .query(String.class)
                .optional()
                .map(ZoneId::of);
    }

    /** Zones of the home country's people, to choose from. */
    public static List<String> known() {
        return ZoneTable.shipped().ofCountry("RU").stream()
                .map(ZoneId::getId)
                .sorted()
                .toList();
    }

    /**
     * @param zone id of the tz database, such as Asia/Omsk; null or blank when it is not known any more
     * @throws Refused if there is no such zone
     */
    public void set(UUID party, String zone, UUID by) {
        if (zone == null || zone.isBlank()) {
            jdbc.sql("delete from party_zone where party_id = ?").param(party).update();
            return;
        }
        try {
            jdbc.sql(
                            "insert into party_zone (party_id, zone, by) values (?, ?, ?)"
                                    + " on conflict (party_id, kind) do update set zone = excluded.zone, by = excluded.by, at = now()")
                    .params(party, named(zone.strip()), by)
                    .update();
        } catch (DataIntegrityViolationException gone) {
            throw Refused.because("party", "dialrules.dnc.nobody");
        }
    }

    /** An offset is no zone: it does not know summer time, and zones change. */
    private static String named(String zone) {
        try {
            ZoneId known = ZoneId.of(zone);
            if (zone.contains("/") && !zone.startsWith("Etc/")) {
                return known.getId();
            }
        } catch (DateTimeException unknown) {
            throw Refused.because("zone", "dialrules.zone", zone.substring(0, Math.min(zone.length(), 60)));
        }
        throw Refused.because("zone", "dialrules.zone", zone.substring(0, Math.min(zone.length(), 60)));
    }
}
