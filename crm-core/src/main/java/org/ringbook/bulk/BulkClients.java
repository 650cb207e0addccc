package org.ringbook.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Companies and people: given to somebody, tagged, deleted. */
@Component
class BulkClients implements BulkTarget {

    private final Contacts contacts;
    private final PartyDetails details;
    private final Staff staff;
    private final Bin bin;

    BulkClients(Contacts contacts, PartyDetails details, Staff staff, Bin bin) {
        this.contacts = contacts;
        this.details = details;
        this.staff = staff;
        this.bin = bin;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.CONTACT, BulkSubject.COMPANY);
    }

    private record Client(String name, UUID responsible) {}

    private Client client(BulkSubject kind, UUID record) {
        Client found = kind == BulkSubject.CONTACT
                ? contacts.contact(record).map(BulkClients::client).orElse(null)
                : contacts.company(record).map(BulkClients::client).orElse(null);
        if (found == null) {
            throw Refused.because("id", "bin.gone");
        }
        return found;
    }

    private static Client client(Contact one) {
        return new Client(one.name(), one.responsibleId());
    }

    private static Client client(Company one) {
        return new Client(one.name(), one.responsibleId());
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        Client client = client(change.subject(), record);
        return switch (change.action()) {
            case GIVE -> {
                UUID person = People.active(staff, change.value()).id();
                boolean same = person.equals(client.responsible());
                if (!same) {
                    People.requireMayHandOn(client.responsible(), by);
                }
                yield new Look(client.name(), !same);
            }
            case TAG -> new Look(client.name(), !has(record, change.value()));
            case UNTAG -> new Look(client.name(), has(record, change.value()));
            case BIN -> new Look(bin.refuseUnlessDeletable(change.subject().bin(), record, by), true);
            default -> throw Refused.because("action", "bulk.action");
        };
    }

    private List<String> tags(UUID record) {
        return details.of(record).map(Details::tags).orElse(List.of());
    }

    private boolean has(UUID record, String tag) {
        return tags(record).stream().anyMatch(one -> one.equalsIgnoreCase(tag.strip()));
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        Look look = look(change, record, by);
        if (!look.changes()) {
            return null;
        }
        Client client = client(change.subject(), record);
        return switch (change.action()) {
            case GIVE -> {
                StaffMember person = People.active(staff, change.value());
                contacts.give(record, person.id(), staff);
                yield new Written(
                        one("responsible", text(client.responsible())), one("responsible", text(person.id())));
            }
            case TAG, UNTAG -> {
                boolean on = change.action() == BulkChange.Action.TAG;
                details.tag(record, change.value(), on);
                yield new Written(one("tag", Boolean.toString(!on)), one("tag", Boolean.toString(on)));
            }
            case BIN ->
                new Written(
                        Map.of(),
                        one(
                                "item",
                                text(bin.put(change.subject().bin(), record, by).id())));
            default -> throw Refused.because("action", "bulk.action");
        };
    }

    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        if (change.action() == BulkChange.Action.BIN) {
            bin.restore(UUID.fromString(row.after().get("item")), by);
            return true;
        }
        Client now = client(change.subject(), row.record());
        if (change.action() == BulkChange.Action.GIVE) {
            boolean same = Objects.equals(text(now.responsible()), row.after().get("responsible"));
            if (same) {
                String before = row.before().get("responsible");
                contacts.give(row.record(), before == null ? null : UUID.fromString(before), staff);
            }
            return same;
        }
        boolean had = Boolean.parseBoolean(row.before().get("tag"));
        boolean same = has(row.record(), change.value()) != had;
        if (same) {
            details.tag(row.record(), change.value(), had);
        }
        return same;
    }

    static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    static Map<String, String> one(String key, String value) {
        var one = new HashMap<String, String>();
        one.put(key, value);
        return one;
    }

    /** Whom things are given to, and by whom. */
    static final class People {

        private People() {}

        static StaffMember active(Staff staff, String id) {
            try {
                return staff.find(UUID.fromString(id))
                        .filter(StaffMember::active)
                        .orElseThrow(() -> Refused.because("value", "bulk.person"));
            } catch (IllegalArgumentException none) {
                throw Refused.because("value", "bulk.person");
            }
        }

        /** One's own, and what is nobody's; what is a colleague's is a supervisor's to give. */
        static void requireMayHandOn(UUID owner, StaffMember by) {
            if (owner != null && !owner.equals(by.id()) && by.role().compareTo(Role.SUPERVISOR) < 0) {
                throw Refused.because("id", "bulk.not-yours");
            }
        }
    }
}
