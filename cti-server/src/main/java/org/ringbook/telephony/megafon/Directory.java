package org.ringbook.telephony.megafon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ringbook.telephony.PbxEmployee;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Whose telephone is meant: the PBX's employees as they were last read, and what the settings say of them. Immutable.
 *
 * @param mapped our extension by login, extension or number of an employee
 */
record Directory(List<User> users, Map<String, String> mapped) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** @param numbers direct number, mobile, SIMs: the last ten digits of each */
    record User(String login, String ext, List<String> numbers) {}

    static Directory of(Map<String, String> settings) {
        var mapped = new TreeMap<String, String>();
        settings.forEach((key, extension) -> mapped.put(key(key), extension));
        return new Directory(List.of(), mapped);
    }

    private static String key(String text) {
        String last10 = Phone.last10(text);
        return last10 != null ? last10 : text.replaceFirst("@.*$", "").toLowerCase(Locale.ROOT);
    }

    Directory with(List<User> read) {
        return new Directory(List.copyOf(read), mapped);
    }

    /** What was kept of the employees; see {@link #json}. */
    static List<User> users(JsonNode json) {
        var users = new ArrayList<User>();
        for (JsonNode each : json.path("users")) {
            var numbers = new ArrayList<String>();
            each.path("numbers").forEach(number -> numbers.add(number.asString()));
            Fields fields = Fields.of(each);
            users.add(new User(fields.text("login"), fields.text("ext"), numbers));
        }
        return users;
    }

    /** As it is kept among the messages. */
    String json() {
        ArrayNode all = MAPPER.createArrayNode();
        for (User user : users) {
            var one = all.addObject();
            one.put("login", user.login).put("ext", user.ext);
            user.numbers.forEach(one.putArray("numbers")::add);
        }
        return MAPPER.writeValueAsString(MAPPER.createObjectNode().set("users", all));
    }

    /**
     * How a party is named in a call.
     *
     * @param ours number of the company in the call: that of a SIM tells whose it is
     * @return our extension; failing that the number of their SIM in E.164, which whoever has it here is known by; failing
     *     that the login, and null for nobody
     */
    String party(Person person, String ours) {
        String number = person.known() ? null : ours;
        User user = user(person, number);
        Stream<String> reported =
                Stream.of(person.login(), person.ext(), person.telnum(), number).filter(Objects::nonNull);
        Stream<String> known =
                user == null ? Stream.of() : Stream.concat(Stream.of(user.login, user.ext), user.numbers.stream());
        return Stream.concat(reported, known.filter(Objects::nonNull))
                .map(key -> mapped.get(key(key)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> person.ext() != null
                        ? person.ext()
                        : user != null && user.ext != null ? user.ext : simOrLogin(person, user, ours));
    }

    private static String simOrLogin(Person person, User user, String ours) {
        return Stream.of(person.telnum(), ours)
                .filter(number -> user != null && Phone.last10(number) != null)
                .filter(number -> user.numbers.contains(Phone.last10(number)))
                .map(Phone::international)
                .filter(number -> number.startsWith("+"))
                .findFirst()
                .orElseGet(() -> loginOf(person, user));
    }

    private static String loginOf(Person person, User user) {
        return person.login() != null || user == null ? person.login() : user.login;
    }

    private User user(Person person, String ours) {
        User user = person.login() == null ? null : find(each -> person.login().equals(each.login));
        user = user == null && person.ext() != null ? find(each -> person.ext().equals(each.ext)) : user;
        user = user == null ? byNumber(person.telnum()) : user;
        return user == null ? byNumber(ours) : user;
    }

    private User byNumber(String number) {
        String last10 = Phone.last10(number);
        return last10 == null ? null : find(user -> user.numbers.contains(last10));
    }

    /** Whom a call was made by or to, of which only a number of the company is told: a SIM's. */
    boolean knows(String number) {
        String last10 = Phone.last10(number);
        return last10 != null && (mapped.containsKey(last10) || byNumber(number) != null);
    }

    /** Whether whoever has this login can be reached by a SIM or a mobile beside their direct number. */
    boolean hasMobile(String login, String direct) {
        User user = find(each -> login.equals(each.login));
        return user != null && user.numbers.stream().anyMatch(number -> !number.equals(Phone.last10(direct)));
    }

    /** The PBX's own name of whoever has this extension of ours; null when nobody has. */
    String login(String extension) {
        User user = find(each -> extension.equals(party(new Person(each.login, each.ext, null), null)));
        if (user != null) {
            return user.login;
        }
        return mapped.entrySet().stream()
                .filter(each -> each.getValue().equals(extension))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    List<PbxEmployee> employees() {
        return users.stream()
                .map(user -> new PbxEmployee(
                        user.login == null ? String.valueOf(user.ext) : user.login,
                        party(new Person(user.login, user.ext, null), null)))
                .toList();
    }

    /** Logins of those who have no extension, here or there. */
    List<String> nameless() {
        return users.stream()
                .filter(user -> Objects.equals(party(new Person(user.login, user.ext, null), null), user.login))
                .map(User::login)
                .toList();
    }

    private User find(java.util.function.Predicate<User> wanted) {
        return users.stream().filter(wanted).findFirst().orElse(null);
    }
}
