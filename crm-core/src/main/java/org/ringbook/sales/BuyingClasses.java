package org.ringbook.sales;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.ringbook.reports.Period;
import org.springframework.dao.DataAccessException;

/**
 * In which classes clients are by what they bought in the twelve months that end with a day, as the reports of ABC and XYZ have it, of the
 * deals of everybody. Any thread; waits for the database and throws {@link DataAccessException} without it.
 */
public final class BuyingClasses {

    private final ClientReports clients;
    private final ZoneId zone;

    /** @param zone of the company */
    public BuyingClasses(DataSource database, ZoneId zone) {
        this.clients = new ClientReports(new SalesRows(database, zone));
        this.zone = zone;
    }

    /**
     * @param abc A, B, C, or N for who brought nothing
     * @param xyz X, Y, Z, or NONE for who is too young to say
     */
    public record Of(String abc, String xyz) {}

    /** By client; whoever bought nothing in these months is not there. */
    public Map<UUID, Of> on(LocalDate day) {
        var classes = new HashMap<UUID, Of>();
        clients.classes(SalesQuery.of(new Period(day, day, zone), null), new Foreign())
                .forEach(one -> classes.put(
                        one.client().id(), new Of(one.abc().name(), one.xyz().name())));
        return classes;
    }
}
