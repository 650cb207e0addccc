package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.StaffTelephone;

/**
 * One of our people, as the API tells it.
 *
 * @param extensions theirs at any telephone source
 * @param telephones all that are and were theirs, at one source or any, in the order of time
 */
@Schema(name = "StaffMember")
record StaffView(
        UUID id,
        String name,
        String login,

        @Schema(allowableValues = {"agent", "supervisor", "administrator"})
        String role,

        List<Extension> extensions,
        List<PhoneNumber> mobiles,
        List<OneTelephone> telephones,
        String language,
        boolean active,
        String team,

        @Schema(
                allowableValues = {"none", "own", "team", "all"},
                nullable = true)
        String sees,

        @Schema(
                allowableValues = {"none", "own", "team", "all"},
                nullable = true)
        String hears) {

    static StaffView of(StaffMember member, List<StaffTelephone> telephones) {
        return new StaffView(
                member.id(),
                member.name(),
                member.login(),
                member.role().name().toLowerCase(Locale.ROOT),
                member.extensions(),
                member.mobiles(),
                telephones.stream().map(OneTelephone::of).toList(),
                member.language(),
                member.active(),
                member.team(),
                word(member.sees()),
                word(member.hears()));
    }

    private static String word(Scope reach) {
        return reach == null ? null : reach.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A stretch of time in which a telephone was theirs.
     *
     * @param id by which it is corrected
     * @param source the telephone source at which it is theirs; null for any
     * @param since inclusive; null for ever since
     * @param until exclusive; null while it is theirs
     * @param assumedBefore earlier calls are assumed to be theirs; null when they are known to be, or begin with since
     */
    @Schema(name = "StaffTelephone")
    record OneTelephone(
            long id,
            String telephone,

            @Schema(allowableValues = {"extension", "mobile"})
            String kind,

            @Schema(nullable = true) String source,
            @Schema(nullable = true) Instant since,
            @Schema(nullable = true) Instant until,
            @Schema(nullable = true) Instant assumedBefore) {

        static OneTelephone of(StaffTelephone row) {
            return new OneTelephone(
                    row.id(),
                    row.telephone(),
                    row.mobile() ? "mobile" : "extension",
                    row.source(),
                    row.since(),
                    row.until(),
                    row.since() == null ? row.notedAt() : null);
        }
    }
}
