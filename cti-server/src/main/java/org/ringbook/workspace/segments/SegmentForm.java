package org.ringbook.workspace.segments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.segments.Segment;
import org.ringbook.segments.SegmentCondition;
import org.ringbook.segments.SegmentCondition.Is;
import org.ringbook.segments.SegmentCondition.What;
import org.ringbook.segments.SegmentRule;
import org.ringbook.segments.SegmentRule.Group;
import org.ringbook.segments.SegmentRule.Match;
import org.ringbook.staff.StaffMember;

/**
 * A segment as it is typed. Values of a condition stand on one line with commas between them, people by their names.
 *
 * @param groups the last of them is always empty: what is typed there makes another one
 * @param version that was looked at; 0 for a new one
 */
record SegmentForm(String name, String note, boolean hand, Match match, List<Lines> groups, int version) {

    private static final String FIELD = "field:";
    private static final String KIND = "kind:";
    private static final int MOST_TYPED = 40;

    /** A group of conditions. */
    record Lines(Match match, List<Line> lines) {}

    /** @param what {@code region}, {@code field:person.key}, {@code kind:person} */
    record Line(String what, Is is, String values, String from, String to, String days) {

        static final Line EMPTY = new Line("", Is.ANY, "", "", "", "");
    }

    private static final Lines SPARE = new Lines(Match.ALL, List.of(Line.EMPTY));

    static SegmentForm blank(boolean hand) {
        return new SegmentForm("", "", hand, Match.ALL, List.of(SPARE), 0);
    }

    static SegmentForm of(Segment segment, Collection<StaffMember> people) {
        var groups = new ArrayList<Lines>();
        if (segment.rule() != null) {
            segment.rule()
                    .groups()
                    .forEach(group -> groups.add(new Lines(
                            group.match(),
                            group.conditions().stream()
                                    .map(one -> line(one, people))
                                    .toList())));
        }
        groups.add(SPARE);
        return new SegmentForm(
                segment.name(),
                segment.note(),
                segment.byHand(),
                segment.rule() == null ? Match.ALL : segment.rule().match(),
                groups,
                segment.version());
    }

    private static Line line(SegmentCondition one, Collection<StaffMember> people) {
        String what = one.what().word();
        List<String> values = one.values();
        if (one.what() == What.KIND) {
            what = KIND + String.join(",", values);
            values = List.of();
        } else if (one.what() == What.FIELD) {
            what = FIELD + one.field();
        } else if (one.what() == What.RESPONSIBLE) {
            values = values.stream().map(id -> nameOf(id, people)).toList();
        }
        return new Line(
                what,
                one.is(),
                String.join(", ", values),
                text(one.from()),
                text(one.to()),
                one.days() == null ? "" : one.days().toString());
    }

    private static String nameOf(String id, Collection<StaffMember> people) {
        return people.stream()
                .filter(one -> one.id().toString().equals(id))
                .map(StaffMember::name)
                .findFirst()
                .orElse(id);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    /** What a browser sent: {@code what0}, {@code is0} and so on of the first group. A condition without {@code what} is none. */
    static SegmentForm typed(Map<String, String[]> sent) {
        var groups = new ArrayList<Lines>();
        for (int group = 0; group < MOST_TYPED && sent.containsKey("what" + group); group++) {
            String[] whats = sent.get("what" + group);
            var lines = new ArrayList<Line>();
            for (int i = 0; i < Math.min(whats.length, MOST_TYPED); i++) {
                if (!whats[i].isBlank()) {
                    lines.add(new Line(
                            whats[i],
                            is(at(sent, "is" + group, i)),
                            at(sent, "values" + group, i),
                            at(sent, "from" + group, i),
                            at(sent, "to" + group, i),
                            at(sent, "days" + group, i)));
                }
            }
            if (!lines.isEmpty()) {
                groups.add(new Lines(match(at(sent, "match" + group, 0)), lines));
            }
        }
        groups.add(SPARE);
        return new SegmentForm(
                at(sent, "name", 0),
                at(sent, "note", 0),
                sent.containsKey("hand"),
                match(at(sent, "match", 0)),
                groups,
                number(at(sent, "version", 0)));
    }

    private static String at(Map<String, String[]> sent, String name, int place) {
        String[] all = sent.getOrDefault(name, new String[0]);
        return place < all.length ? all[place].strip() : "";
    }

    private static int number(String typed) {
        return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : 0;
    }

    private static Match match(String word) {
        return word.equals("any") ? Match.ANY : Match.ALL;
    }

    private static Is is(String word) {
        return Arrays.stream(Is.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** As it is counted and kept; null of one that is chosen by hand. */
    SegmentRule rule(Collection<StaffMember> people) {
        return hand
                ? null
                : new SegmentRule(
                        match,
                        groups.stream()
                                .filter(group -> group != SPARE)
                                .map(group -> new Group(
                                        group.match(),
                                        group.lines().stream()
                                                .map(line -> condition(line, people))
                                                .toList()))
                                .toList());
    }

    private static SegmentCondition condition(Line line, Collection<StaffMember> people) {
        if (line.what().startsWith(KIND)) {
            return SegmentCondition.any(
                    What.KIND, line.what().substring(KIND.length()).split(","));
        }
        boolean own = line.what().startsWith(FIELD);
        What what = own
                ? What.FIELD
                : Arrays.stream(What.values())
                        .filter(one -> one.word().equals(line.what()))
                        .findFirst()
                        .orElse(null);
        boolean listed = line.is() == Is.ANY || line.is() == Is.NONE;
        boolean between = line.is() == Is.BETWEEN;
        boolean days =
                line.is() == Is.WITHIN || line.is() == Is.BEFORE || what == What.WON_SUM || what == What.WON_COUNT;
        return new SegmentCondition(
                what,
                own ? line.what().substring(FIELD.length()) : null,
                line.is(),
                listed ? values(what, line.values(), people) : List.of(),
                between ? line.from() : null,
                between ? line.to() : null,
                // What is no number is refused as 0 is.
                !days || line.days().isBlank() ? null : Integer.valueOf(number(line.days())));
    }

    private static List<String> values(What what, String typed, Collection<StaffMember> people) {
        return Arrays.stream(typed.split("[,;]"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> what == What.RESPONSIBLE
                        ? idOf(value, people)
                        : what == What.ABC || what == What.XYZ ? value.toUpperCase(Locale.ROOT) : value)
                .toList();
    }

    private static String idOf(String typed, Collection<StaffMember> people) {
        return people.stream()
                .filter(one -> one.name().equalsIgnoreCase(typed) || typed.equalsIgnoreCase(one.login()))
                .map(StaffMember::id)
                .map(UUID::toString)
                .findFirst()
                .orElse(typed);
    }

    /** What was counted, to see whether something else is to be saved. */
    static String mark(SegmentRule rule) {
        return Integer.toHexString(rule.groups().stream()
                .map(group -> group.match().word()
                        + group.conditions().stream()
                                .map(SegmentCondition::toString)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("|", rule.match().word(), ""))
                .hashCode());
    }
}
