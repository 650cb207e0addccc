package org.ringbook.telephony.beeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ringbook.telephony.PbxEmployee;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Whose telephone is meant: the PBX's employees as they were last read, and what the settings say of them. Immutable.
 *
 * @param mapped our extension by the PBX's name, number or extension of an employee
 * @param lines last ten digits of the numbers of ours that are taken; empty for all
 */
record Directory(List<User> users, Map<String, String> mapped, Set<String> lines) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * An employee, or a SIM card of one.
     *
     * @param id the PBX's whole name
     * @param user the same without what stands behind the at sign
     * @param extension may be null
     * @param phone ten digits; may be null
     */
    record User(String id, String user, String extension, String phone) {

        /** @return null when it has no name */
        static User of(JsonNode abonent) {
            String id = Row.text(abonent, "userId");
            return id == null || XsiParty.user(id) == null
                    ? null
                    : new User(
                            id,
                            XsiParty.user(id),
                            Phone.digits(Row.text(abonent, "extension")),
                            Phone.key(Row.text(abonent, "phone")));
        }
    }

    static Directory of(Map<String, String> settings) {
        return of(settings, List.of());
    }

    static Directory of(Map<String, String> settings, List<String> lines) {
        var mapped = new TreeMap<String, String>();
        settings.forEach((key, extension) -> mapped.put(key(key), extension));
        var taken = new TreeSet<String>();
        lines.stream().map(Phone::key).filter(Objects::nonNull).forEach(taken::add);
        return new Directory(List.of(), mapped, taken);
    }

    private static String key(String text) {
        return Phone.digits(text) != null ? Phone.key(text) : String.valueOf(XsiParty.user(text));
    }

    Directory with(List<User> read) {
        return new Directory(List.copyOf(read), mapped, lines);
    }

    /** @param line null when it is not told */
    boolean takes(String line) {
        return lines.isEmpty() || line == null || lines.contains(Phone.key(line));
    }

    static List<User> users(JsonNode json) {
        var users = new ArrayList<User>();
        json.forEach(each -> users.add(User.of(each)));
        users.removeIf(Objects::isNull);
        return users;
    }

    /** As it is kept among the messages: no more of the employees than it takes to understand calls. */
    String json() {
        ArrayNode all = MAPPER.createArrayNode();
        users.forEach(user -> all.addObject()
                .put("userId", user.id)
                .put("extension", user.extension)
                .put("phone", user.phone));
        return MAPPER.writeValueAsString(all);
    }

    /** How an employee is named in a call: our extension; failing that the PBX's name. */
    String party(String user) {
        return party(user, null, null);
    }

    /** @return null for nobody */
    String party(String user, String extension, String phone) {
        User known = find(user, extension, phone);
        Stream<String> reported = Stream.of(user, extension, phone);
        Stream<String> more = known == null ? Stream.of() : Stream.of(known.user, known.extension, known.phone);
        return Stream.concat(reported, more.toList().stream())
                .filter(Objects::nonNull)
                .map(name -> mapped.get(key(name)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> extension != null
                        ? extension
                        : known != null && known.extension != null ? known.extension : user != null ? user : phone);
    }

    /** Of a colleague in a call. */
    String party(XsiParty party) {
        String phone = Phone.isShort(party.number()) ? null : Phone.key(party.number());
        return party(party.user(), party.extension(), phone);
    }

    private User find(String user, String extension, String phone) {
        return users.stream()
                .filter(each -> each.user.equals(user))
                .findFirst()
                .or(() -> users.stream()
                        .filter(each -> extension != null && extension.equals(each.extension))
                        .findFirst())
                .or(() -> users.stream()
                        .filter(each -> phone != null && phone.equals(each.phone))
                        .findFirst())
                .orElse(null);
    }

    /** Whether this is one of the numbers of our own. */
    boolean isOurs(String number) {
        String key = Phone.key(number);
        return key != null && users.stream().anyMatch(each -> key.equals(each.phone) || key.equals(each.extension));
    }

    /** Whoever has this extension of ours; null when nobody has. */
    User ofExtension(String extension) {
        return users.stream()
                .filter(each -> extension.equals(party(each.user)))
                .findFirst()
                .orElse(null);
    }

    List<PbxEmployee> employees() {
        return users.stream()
                .map(user -> new PbxEmployee(user.user, party(user.user)))
                .toList();
    }

    /** Names of those who have no extension, here or there. */
    List<String> nameless() {
        return users.stream()
                .map(User::user)
                .filter(user -> user.equals(party(user)))
                .toList();
    }
}
