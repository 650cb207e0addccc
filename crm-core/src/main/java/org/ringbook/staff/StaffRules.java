package org.ringbook.staff;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

/** What a record of a person must be, alone and beside the others. */
final class StaffRules {

    static final int NAME_LENGTH = 100;
    static final int LOGIN_LENGTH = 64;
    static final int EXTENSIONS = 20;
    static final int MOBILES = 20;

    private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]*");
    private static final Pattern MOBILE = Pattern.compile("\\+[1-9]\\d{2,14}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private StaffRules() {}

    /** The record as it is kept: without needless spaces, empty fields null. Refused when it cannot be kept. */
    static StaffMember tidied(StaffMember member) {
        String name = member.name() == null ? "" : member.name().strip();
        refuseIf(name.isEmpty(), "name", "staff.name.missing");
        refuseIf(name.length() > NAME_LENGTH, "name", "staff.name.long", NAME_LENGTH);
        refuseIf(CONTROL.matcher(name).find(), "name", "staff.name.control");
        refuseIf(member.role() == null, "role", "staff.role.missing");
        String language = blankToNull(member.language());
        refuseIf(language != null && !Set.of("ru", "en").contains(language), "language", "staff.language.unknown");
        Set<Extension> seen = new HashSet<>();
        for (Extension extension : member.extensions()) {
            refuseIf(!seen.add(extension), "extensions", "staff.extension.twice", extension.digits());
        }
        refuseIf(seen.size() > EXTENSIONS, "extensions", "staff.extension.many", EXTENSIONS);
        Set<PhoneNumber> numbers = new HashSet<>();
        for (PhoneNumber mobile : member.mobiles()) {
            refuseIf(!numbers.add(mobile), "mobiles", "staff.mobile.twice", mobile);
        }
        refuseIf(numbers.size() > MOBILES, "mobiles", "staff.mobile.many", MOBILES);
        return new StaffMember(
                member.id(),
                name,
                login(member),
                member.role(),
                member.extensions(),
                member.mobiles(),
                bound(member, seen, numbers),
                language,
                member.active(),
                team(member),
                member.sees(),
                member.hears());
    }

    private static List<BoundTelephone> bound(StaffMember member, Set<Extension> extensions, Set<PhoneNumber> mobiles) {
        Set<BoundTelephone> seen = new HashSet<>();
        for (BoundTelephone one : member.bound()) {
            String telephone = one.telephone();
            boolean mobile = telephone != null && MOBILE.matcher(telephone).matches();
            refuseIf(
                    !mobile && !Extension.isExtension(telephone),
                    "telephones",
                    "staff.telephone.unreadable",
                    shown(one));
            String source = one.source();
            boolean fit = source != null && !source.isBlank() && source.length() <= NAME_LENGTH;
            refuseIf(!fit || CONTROL.matcher(source).find(), "telephones", "staff.telephone.source", telephone);
            refuseIf(!seen.add(one), "telephones", "staff.telephone.twice", one);
            boolean anywhere = mobile
                    ? mobiles.contains(PhoneNumber.of(telephone))
                    : extensions.contains(new Extension(telephone));
            refuseIf(anywhere, "telephones", "staff.telephone.anyway", one);
        }
        refuseIf(seen.size() > EXTENSIONS, "telephones", "staff.extension.many", EXTENSIONS);
        return member.bound();
    }

    private static String shown(BoundTelephone one) {
        String text = String.valueOf(one.telephone());
        return text.length() > LOGIN_LENGTH ? text.substring(0, LOGIN_LENGTH) + "…" : text;
    }

    private static String team(StaffMember member) {
        String team = blankToNull(member.team());
        refuseIf(team != null && team.length() > NAME_LENGTH, "team", "staff.team.long", NAME_LENGTH);
        refuseIf(team != null && CONTROL.matcher(team).find(), "team", "staff.team.control");
        return team;
    }

    private static String login(StaffMember member) {
        String login = blankToNull(member.login());
        if (login != null) {
            refuseIf(login.length() > LOGIN_LENGTH, "login", "staff.login.long", LOGIN_LENGTH);
            refuseIf(!LOGIN.matcher(login).matches(), "login", "staff.login.characters");
        }
        return login;
    }

    /** The last one who could give rights back must keep them. */
    static void fits(StaffMember member, StaffSnapshot others) {
        if (member.login() != null) {
            StaffMember owner = others.byLogin(member.login());
            refuseIf(isAnother(owner, member), "login", "staff.login.taken", member.login(), nameOf(owner));
        }
        StaffMember before = member.id() == null ? null : others.find(member.id());
        boolean resigns = before != null && StaffSnapshot.administers(before) && !StaffSnapshot.administers(member);
        refuseIf(resigns && !others.administratorsWithout(member.id()), faultOf(member), "staff.administrator.last");
    }

    private static String faultOf(StaffMember member) {
        if (!member.active()) {
            return "active";
        }
        return member.role() == Role.ADMINISTRATOR ? "login" : "role";
    }

    private static boolean isAnother(StaffMember owner, StaffMember member) {
        return owner != null && !owner.id().equals(member.id());
    }

    private static String nameOf(StaffMember owner) {
        return owner == null ? "" : owner.name();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void refuseIf(boolean wrong, String field, String key, Object... args) {
        if (wrong) {
            throw Refused.because(field, key, args);
        }
    }
}
