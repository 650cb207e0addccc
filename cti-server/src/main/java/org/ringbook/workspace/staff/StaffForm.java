package org.ringbook.workspace.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.BoundTelephone;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;

/**
 * A person of ours as typed into the form.
 *
 * @param extensions parted by commas or spaces; {@code 101@branch} is theirs at that telephone source only
 * @param mobiles parted by commas
 * @param language "ru", "en", or empty to follow the browser
 * @param password empty to leave it as it is
 * @param sees null for what the role may; so is hears
 * @param takeOver whether telephones of others become theirs, from now on
 */
record StaffForm(
        String name,
        String login,
        Role role,
        String extensions,
        String mobiles,
        String language,
        String password,
        Boolean active,
        String team,
        Scope sees,
        Scope hears,
        Boolean takeOver) {

    private static final int LONGEST_NUMBER = 64;

    /** A box that is not ticked, or not there, is not sent. */
    StaffForm {
        active = active != null && active;
        takeOver = takeOver != null && takeOver;
    }

    static StaffForm empty() {
        return new StaffForm(null, null, Role.AGENT, null, null, null, null, true, null, null, null, false);
    }

    /** @param printed how a number is written */
    static StaffForm of(StaffMember member, Function<PhoneNumber, String> printed) {
        String mobiles = Stream.concat(
                        member.mobiles().stream().map(printed),
                        member.bound().stream()
                                .filter(one -> !Extension.isExtension(one.telephone()))
                                .map(one -> printed.apply(PhoneNumber.of(one.telephone())) + "@" + one.source()))
                .collect(Collectors.joining(", "));
        String extensions = Stream.concat(
                        member.extensions().stream().map(Extension::digits),
                        member.bound().stream()
                                .filter(one -> Extension.isExtension(one.telephone()))
                                .map(BoundTelephone::toString))
                .collect(Collectors.joining(", "));
        return new StaffForm(
                member.name(),
                member.login(),
                member.role(),
                extensions,
                mobiles,
                member.language(),
                null,
                member.active(),
                member.team(),
                member.sees(),
                member.hears(),
                false);
    }

    private List<String> typedExtensions() {
        return extensions == null
                ? List.of()
                : Arrays.stream(extensions.split("[\\s,;]+"))
                        .filter(one -> !one.isEmpty())
                        .distinct()
                        .toList();
    }

    /** What was typed as an extension and is none. */
    List<String> unreadable() {
        return typedExtensions().stream()
                .filter(one -> !Extension.isExtension(telephone(one)))
                .toList();
    }

    private List<String> typedMobiles() {
        return mobiles == null
                ? List.of()
                : Arrays.stream(mobiles.split("[,;\\n]+"))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    private static Optional<PhoneNumber> number(String typed, NumberPlan plan) {
        return plan.parse(telephone(typed).length() > LONGEST_NUMBER ? null : telephone(typed));
    }

    private static boolean isBound(String typed) {
        return typed.indexOf('@') >= 0;
    }

    private static String telephone(String typed) {
        return isBound(typed) ? typed.substring(0, typed.indexOf('@')).strip() : typed;
    }

    private static String source(String typed) {
        return typed.substring(typed.indexOf('@') + 1).strip();
    }

    /** Sources that telephones are bound to, as they were typed. */
    List<String> typedSources() {
        return Stream.concat(typedExtensions().stream(), typedMobiles().stream())
                .filter(StaffForm::isBound)
                .map(StaffForm::source)
                .toList();
    }

    private List<BoundTelephone> bound(NumberPlan plan) {
        return Stream.concat(
                        typedExtensions().stream()
                                .filter(StaffForm::isBound)
                                .map(one -> new BoundTelephone(telephone(one), source(one))),
                        typedMobiles().stream()
                                .filter(StaffForm::isBound)
                                .flatMap(one -> number(one, plan).stream()
                                        .map(number -> new BoundTelephone(number.toString(), source(one)))))
                .distinct()
                .toList();
    }

    /** What was typed as a mobile and is no telephone number. */
    List<String> unreadableMobiles(NumberPlan plan) {
        return typedMobiles().stream()
                .filter(one -> number(one, plan).isEmpty())
                .toList();
    }

    StaffMember member(UUID id, NumberPlan plan) {
        return new StaffMember(
                id,
                text(name),
                text(login),
                role == null ? Role.AGENT : role,
                typedExtensions().stream()
                        .filter(one -> !isBound(one))
                        .map(Extension::new)
                        .toList(),
                typedMobiles().stream()
                        .filter(one -> !isBound(one))
                        .flatMap(one -> number(one, plan).stream())
                        .distinct()
                        .toList(),
                bound(plan),
                text(language),
                active,
                text(team),
                sees,
                hears);
    }

    boolean hasPassword() {
        return password != null && !password.isEmpty();
    }

    static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "StaffForm[" + name + ", " + login + ", " + role + "]";
    }
}
