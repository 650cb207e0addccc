package org.ringbook.staff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.TelephoneChange.What;

/**
 * What has to be written so that a person has the telephones that their record says: what is new to them begins now, what they
 * no longer have ends now, and nothing of the past is touched. Pure.
 *
 * @param closed rows that end
 * @param listed rows that go on and stand at another place of the list, or are off it
 * @param opened rows that begin; their id is 0
 * @param log lines without an id
 */
record Telephones(
        List<StaffTelephone> closed,
        List<StaffTelephone> listed,
        List<StaffTelephone> opened,
        List<TelephoneChange> log) {

    /** A telephone, and where it is somebody's. */
    private record Key(String telephone, String source) {}

    /**
     * @param takeOver whether what is somebody else's becomes the person's from now on
     * @throws Refused if it is not, and a telephone is somebody else's
     */
    static Telephones of(StaffMember member, StaffSnapshot people, boolean takeOver, String by, Instant now) {
        var all = new Telephones(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<Key, Integer> places = places(member);
        var missing = new LinkedHashMap<>(places);
        for (StaffTelephone row : people.telephones.of(member.id())) {
            Key key = new Key(row.telephone(), row.source());
            Integer place = places.get(key);
            boolean stays = row.open() && place != null && member.active();
            if (row.open() && !stays) {
                all.closed.add(placed(row.to(now), place));
                all.note(What.GIVEN_BACK, row, null, by, now);
            } else if (!Objects.equals(row.place(), listed(row, place, member))) {
                all.listed.add(placed(row, listed(row, place, member)));
            }
            if (stays || !member.active() && (row.open() || row.place() != null)) {
                missing.remove(key);
            }
        }
        missing.forEach((key, place) -> all.open(member, key, place, people, takeOver, by, now));
        return all;
    }

    /** Of what is over, only who has left keeps a list. */
    private static Integer listed(StaffTelephone row, Integer place, StaffMember member) {
        return row.open() || !member.active() && row.place() != null ? place : null;
    }

    private void open(
            StaffMember member, Key key, int place, StaffSnapshot people, boolean takeOver, String by, Instant now) {
        List<StaffTelephone> known = people.telephones.of(key.telephone()).stream()
                .filter(row -> !row.memberId().equals(member.id()))
                .filter(row -> row.source() == null
                        || key.source() == null
                        || row.source().equals(key.source()))
                .toList();
        StaffTelephone owners = known.stream()
                .filter(row -> row.open() && Objects.equals(row.source(), key.source()))
                .findFirst()
                .orElse(null);
        if (!member.active()) {
            opened.add(new StaffTelephone(0, member.id(), key.telephone(), key.source(), now, now, now, place));
            return;
        }
        if (owners != null) {
            refuse(!takeOver, key, people.find(owners.memberId()));
            closed.add(placed(owners.to(now), null));
        }
        // A source of its own begins with its telephone; what is bound says nothing of all others.
        boolean first = known.stream().noneMatch(row -> key.source() != null || row.source() == null)
                && people.telephones.of(member.id()).stream()
                        .noneMatch(row -> key.equals(new Key(row.telephone(), row.source())) && !row.empty());
        var row =
                new StaffTelephone(0, member.id(), key.telephone(), key.source(), first ? null : now, null, now, place);
        opened.add(row);
        note(owners == null ? What.GIVEN : What.TAKEN_OVER, row, owners == null ? null : owners.memberId(), by, now);
    }

    private static void refuse(boolean wrong, Key key, StaffMember owner) {
        if (wrong) {
            boolean mobile = key.telephone().startsWith("+");
            String field = key.source() != null ? "telephones" : mobile ? "mobiles" : "extensions";
            throw Refused.because(
                    field,
                    mobile ? "staff.mobile.taken" : "staff.extension.taken",
                    key.source() == null
                            ? key.telephone()
                            : new BoundTelephone(key.telephone(), key.source()).toString(),
                    owner == null ? "" : owner.name());
        }
    }

    private void note(What what, StaffTelephone row, UUID from, String by, Instant now) {
        boolean assumed = what == What.GIVEN && row.since() == null;
        log.add(new TelephoneChange(
                0,
                now,
                by,
                what,
                row.telephone(),
                row.source(),
                row.memberId(),
                from,
                row.since(),
                null,
                assumed ? new TelephoneChange.Span(null, now) : null,
                null,
                null));
    }

    private static Map<Key, Integer> places(StaffMember member) {
        var places = new LinkedHashMap<Key, Integer>();
        member.extensions().forEach(one -> places.put(new Key(one.digits(), null), places.size()));
        member.mobiles().forEach(one -> places.put(new Key(one.toString(), null), places.size()));
        member.bound().forEach(one -> places.put(new Key(one.telephone(), one.source()), places.size()));
        return places;
    }

    private static StaffTelephone placed(StaffTelephone row, Integer place) {
        return new StaffTelephone(
                row.id(),
                row.memberId(),
                row.telephone(),
                row.source(),
                row.since(),
                row.until(),
                row.notedAt(),
                place);
    }
}
