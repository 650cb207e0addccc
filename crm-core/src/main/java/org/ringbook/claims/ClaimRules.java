package org.ringbook.claims;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.claims.Claim.Channel;
import org.ringbook.claims.Claim.Severity;
import org.ringbook.contacts.Contacts;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a claim may say: texts of a length, sums that are some, people who are with us, a client and a deal that are there. */
final class ClaimRules {

    static final int LONGEST_LINE = 255;
    static final int LONGEST_TEXT = 20_000;
    /** numeric(15, 2). */
    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

    private static final Duration AHEAD = Duration.ofDays(3660);
    private static final String HOME = "RUB";

    private final JdbcClient jdbc;
    private final Contacts contacts;
    private final Staff staff;
    private final ClaimCauses causes;
    private final Clock clock;

    ClaimRules(JdbcClient jdbc, Contacts contacts, Staff staff, ClaimCauses causes, Clock clock) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.staff = staff;
        this.causes = causes;
        this.clock = clock;
    }

    /**
     * @param before as it stood; null for a new one. What nobody changes may be of somebody who has left.
     * @param due when nobody says another
     * @throws Refused if a field does not fit
     */
    ClaimFields fit(ClaimFields said, ClaimFields before, Channel channel, Instant due) {
        ClaimFields tidy = tidied(said, due);
        if (before == null && channel == Channel.HAND && tidy.subject() == null && tidy.text() == null) {
            throw Refused.because("subject", "claims.subject");
        }
        Instant now = clock.instant();
        if (tidy.dueAt().isAfter(now.plus(AHEAD)) || tidy.dueAt().isBefore(Instant.EPOCH)) {
            throw Refused.because("dueAt", "claims.due");
        }
        cause(tidy, before);
        if (tidy.blamedId() != null && (before == null || !tidy.blamedId().equals(before.blamedId()))) {
            requirePerson("blamedId", tidy.blamedId());
        }
        if (tidy.partyId() != null && !isKnown(tidy.partyId())) {
            throw Refused.because("partyId", "claims.party");
        }
        if (tidy.email() != null && !Contacts.isEmail(tidy.email())) {
            throw Refused.because("email", "claims.email");
        }
        deal(tidy);
        return tidy;
    }

    private void cause(ClaimFields said, ClaimFields before) {
        boolean same = before != null && Objects.equals(said.causeId(), before.causeId());
        if (said.causeId() == null || same) {
            return;
        }
        if (causes.find(said.causeId()).filter(ClaimCause::active).isEmpty()) {
            throw Refused.because("causeId", "claims.cause.unknown");
        }
    }

    private void deal(ClaimFields said) {
        if (said.dealId() != null && !isThere("select exists (select from deal where id = ?)", said.dealId())) {
            throw Refused.because("dealId", "claims.deal");
        }
        if (said.partId() != null
                && (said.dealId() == null
                        || !isThere(
                                "select exists (select from deal_part where id = ? and deal_id = ?)",
                                said.partId(),
                                said.dealId()))) {
            throw Refused.because("partId", "claims.part");
        }
    }

    private boolean isThere(String sql, Object... ids) {
        return jdbc.sql(sql).params(ids).query(Boolean.class).single();
    }

    boolean isKnown(UUID party) {
        return contacts.contact(party).isPresent() || contacts.company(party).isPresent();
    }

    void requirePerson(String field, UUID person) {
        if (person == null || staff.find(person).filter(StaffMember::active).isEmpty()) {
            throw Refused.because(field, "claims.person");
        }
    }

    private static ClaimFields tidied(ClaimFields said, Instant due) {
        return said.with(tidy -> {
            tidy.subject = line("subject", said.subject());
            tidy.text = text("text", said.text());
            tidy.team = line("team", said.team());
            tidy.amountAsked = amount("amountAsked", said.amountAsked());
            tidy.amountGranted = amount("amountGranted", said.amountGranted());
            tidy.currency = currency(said.currency());
            tidy.severity = Objects.requireNonNullElse(said.severity(), Severity.NORMAL);
            tidy.dueAt = (said.dueAt() == null ? due : said.dueAt()).truncatedTo(ChronoUnit.MICROS);
            tidy.name = line("name", said.name());
            tidy.email = line("email", said.email());
            tidy.orderText = line("orderText", said.orderText());
        });
    }

    static BigDecimal amount(String field, BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        // Before anything is computed: 1e999999999 is short to write, and long to round.
        boolean huge =
                amount.precision() - (long) amount.scale() > MOST.precision() || amount.scale() > MOST.precision();
        if (huge || amount.signum() < 0 || amount.compareTo(MOST) > 0) {
            throw Refused.because(field, "claims.amount");
        }
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static String currency(String typed) {
        String code = line("currency", typed);
        if (code == null) {
            return HOME;
        }
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT)).getCurrencyCode();
        } catch (IllegalArgumentException none) {
            throw Refused.because("currency", "claims.currency");
        }
    }

    static Integer score(Integer score) {
        if (score != null && (score < 1 || score > 5)) {
            throw Refused.because("score", "claims.score");
        }
        return score;
    }

    static String line(String field, String text) {
        String kept = text(field, text);
        String line = kept == null ? null : kept.replaceAll("\\s+", " ");
        if (line != null && line.length() > LONGEST_LINE) {
            throw Refused.because(field, "claims.long", LONGEST_LINE);
        }
        return line;
    }

    static String text(String field, String text) {
        String kept = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (kept.length() > LONGEST_TEXT) {
            throw Refused.because(field, "claims.long", LONGEST_TEXT);
        }
        if (kept.indexOf('\0') >= 0) {
            throw Refused.because(field, "claims.unfit");
        }
        return kept.isEmpty() ? null : kept;
    }
}
