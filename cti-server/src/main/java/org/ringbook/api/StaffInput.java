package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.BoundTelephone;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;

/**
 * @param mobiles left out means as they are
 * @param active left out means yes
 */
@Schema(name = "StaffMemberInput")
record StaffInput(
        @Schema(example = "Anna Petrova", requiredMode = Schema.RequiredMode.REQUIRED)
        String name,

        @Schema(example = "anna", nullable = true) String login,

        @Schema(
                allowableValues = {"agent", "supervisor", "administrator"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        String role,

        @Schema(example = "[\"101\"]") List<String> extensions,

        @Schema(
                example = "[\"+79160000101\"]",
                nullable = true,
                description = "Numbers on which only this person is reached, as people write them. Calls of theirs"
                        + " are the person's. Left out, they stay as they are.")
        List<String> mobiles,

        @Schema(
                nullable = true,
                description =
                        "What is theirs at one telephone source only: it goes there before what is somebody's at any."
                                + " Left out, it stays as it is.")
        List<AtSource> telephones,

        @Schema(nullable = true, description = "Whether telephones of other people become this person's, from now on.")
        Boolean takeOver,

        @Schema(example = "ru", nullable = true) String language,
        Boolean active,

        @Schema(example = "Sales", nullable = true, description = "Left out, it stays as it is; empty for none.")
        String team,

        @Schema(
                allowableValues = {"none", "own", "team", "all", ""},
                nullable = true,
                description = "Whose calls the person sees. Left out, it stays as it is; empty for what the role may.")
        String sees,

        @Schema(
                allowableValues = {"none", "own", "team", "all", ""},
                nullable = true,
                description = "Whose recordings the person hears. Left out, it stays as it is; empty for what the role"
                        + " may.")
        String hears,

        @Schema(
                nullable = true,
                description =
                        "Of somebody who is active no more, also later: who takes over their clients, open leads and tasks, and missed calls.")
        UUID heirId,

        @Schema(nullable = true, description = "That what they have open stays as it is.")
        Boolean leaveOpen) {

    private static final int LONGEST_NUMBER = 64;

    StaffMember with(StaffMember before, NumberPlan plan) {
        List<Extension> telephones = extensions == null
                ? List.of()
                : extensions.stream().map(StaffInput::telephone).toList();
        return new StaffMember(
                before == null ? null : before.id(),
                name,
                login,
                roleOfWord(),
                telephones,
                mobiles == null && before != null ? before.mobiles() : mobiles(plan),
                telephones == null && before != null ? before.bound() : bound(plan),
                language,
                active == null || active,
                team == null && before != null ? before.team() : team,
                sees == null && before != null ? before.sees() : reach("sees", sees),
                hears == null && before != null ? before.hears() : reach("hears", hears));
    }

    private static Scope reach(String field, String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        for (Scope each : Scope.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw NotDone.wrong(field, "\"" + field + "\" is one of none, own, team, all, or empty for what the role may.");
    }

    /** @param source its name in the settings */
    @Schema(name = "StaffTelephoneInput")
    record AtSource(
            @Schema(example = "101") String telephone,

            @Schema(example = "branch") String source) {}

    private List<BoundTelephone> bound(NumberPlan plan) {
        return telephones == null
                ? List.of()
                : telephones.stream().map(one -> bound(one, plan)).toList();
    }

    private static BoundTelephone bound(AtSource one, NumberPlan plan) {
        if (one == null || one.source() == null || one.source().isBlank()) {
            throw NotDone.wrong(
                    "telephones",
                    "Each of \"telephones\" needs a \"source\". What is theirs at any stands in \"extensions\" and"
                            + " \"mobiles\".");
        }
        String telephone = Extension.isExtension(one.telephone())
                ? one.telephone()
                : plan.parse(
                                one.telephone() == null || one.telephone().length() > LONGEST_NUMBER
                                        ? null
                                        : one.telephone())
                        .map(PhoneNumber::toString)
                        .orElseThrow(() -> NotDone.wrong(
                                "telephones",
                                "\"" + Shown.text(one.telephone())
                                        + "\" is no extension (2 to 6 digits) and no telephone number."));
        return new BoundTelephone(telephone, one.source().strip());
    }

    private List<PhoneNumber> mobiles(NumberPlan plan) {
        return mobiles == null
                ? List.of()
                : mobiles.stream().map(text -> mobile(text, plan)).toList();
    }

    private static PhoneNumber mobile(String text, NumberPlan plan) {
        return plan.parse(text == null || text.length() > LONGEST_NUMBER ? null : text)
                .orElseThrow(() -> NotDone.wrong(
                        "mobiles",
                        "\"" + Shown.text(text) + "\" is no telephone number. Write it with the country code, such"
                                + " as +79161112233."));
    }

    private Role roleOfWord() {
        for (Role each : Role.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(role)) {
                return each;
            }
        }
        throw NotDone.wrong("role", "The role is one of agent, supervisor, administrator.");
    }

    private static Extension telephone(String digits) {
        if (!Extension.isExtension(digits)) {
            throw NotDone.wrong("extensions", "\"" + Shown.text(digits) + "\" is no extension (2 to 6 digits).");
        }
        return new Extension(digits);
    }
}
