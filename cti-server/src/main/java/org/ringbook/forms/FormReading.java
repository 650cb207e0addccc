package org.ringbook.forms;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.NewClaim;
import org.ringbook.contacts.Contacts;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;

/** What a message of a form says. Pure. */
final class FormReading {

    /** What a key begins with that is a token. */
    static final String TOKEN = "token ";

    private static final Pattern MARK = Pattern.compile(
            "(?i)(.*\\.)?(utm_[a-z]+|roistat(_visit|_promo)?|visit|yclid|gclid|_ym_uid|metrika_client_id|ct_session)");
    private static final Pattern LINK = Pattern.compile("(?i)https?://|www\\.|\\[url");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;]+");
    /** RFC 5321. */
    private static final int LONGEST_EMAIL = 254;

    private static final int LONGEST_LINE = 255;
    private static final int LONGEST_TEXT = 20_000;

    private static final Pattern ALL_EQUAL = Pattern.compile("7?([0-9])\\1{8,}");

    private final FormFields fields;
    private final FormSettings.Form form;
    private final Preset preset;

    FormReading(FormFields fields, FormSettings.Form form) {
        this.fields = fields;
        this.form = form;
        this.preset = Preset.named(form.preset());
    }

    /** A message by which the sender only tries whether anybody listens. */
    boolean isTest() {
        return "test".equals(fields.first(List.of("test")));
    }

    /** What proves that somebody filled the form in; null when it has none. */
    String token() {
        return fields.first(List.of(FormToken.FIELD));
    }

    /** Whether the visitor asks to be called at once. */
    boolean asksForCall() {
        String asked = fields.first(List.of("callback", "call_me", "call-me"));
        return asked != null && !List.of("0", "false", "no", "off", "нет").contains(asked.toLowerCase(Locale.ROOT));
    }

    /** The sender's own id of the message, told apart from the keys of ours; null when it has none. A token is good for one message. */
    String key() {
        if (form.token() && token() != null) {
            return TOKEN + FormToken.plain(token());
        }
        String key = field("key");
        String state = fields.first(List.of(Preset.isOfCalls(form.preset()) ? "status" : "call_state"));
        return key == null ? null : state == null ? "id " + key : "id " + key + " " + state;
    }

    String secret() {
        return preset.secretField() == null ? null : fields.first(List.of(preset.secretField()));
    }

    /** @see TrackedCall#read */
    TrackedCall trackedCall(NumberPlan plan, ZoneId zone, Instant at) {
        return TrackedCall.read(fields, plan, zone, at);
    }

    String phoneAsTyped() {
        return field("phone");
    }

    private String field(String name) {
        List<String> described = form.fields().get(name);
        return fields.first(
                described == null || described.isEmpty() ? preset.fields().getOrDefault(name, List.of()) : described);
    }

    /**
     * @param tooMany why there are too many of them; null when there are not
     * @throws IllegalArgumentException when there is nobody to answer
     */
    Incoming incoming(String formName, NumberPlan plan, String tooMany, Instant at) {
        String typed = phoneAsTyped();
        PhoneNumber phone = typed == null ? null : plan.parse(typed).orElse(null);
        String email = field("email");
        if (email != null
                && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())) {
            email = null;
        }
        if (phone == null && email == null && typed == null) {
            throw new IllegalArgumentException("Neither a number nor an e-mail is in it");
        }
        String text = text(typed, phone);
        return new Incoming(
                Lead.Channel.FORM,
                form.source() == null ? formName : form.source(),
                form.queue(),
                field("name"),
                field("company"),
                phone,
                email,
                text,
                field("page"),
                marks(),
                tooMany == null ? doubt(phone, email, text) : tooMany,
                null,
                null,
                at);
    }

    /**
     * A claim, of somebody whom nobody has looked up yet. What is longer than a claim may be is cut: nothing of a client is refused.
     *
     * @param tooMany see {@link #incoming}
     * @throws IllegalArgumentException when there is nobody to answer
     */
    NewClaim claim(String key, NumberPlan plan, String tooMany, Instant at) {
        Incoming in = incoming("", plan, tooMany, at);
        return new NewClaim(
                key,
                Claim.Channel.FORM,
                ClaimFields.of(said -> {
                    said.subject = cut(line(field("subject")), LONGEST_LINE);
                    said.text = cut(in.text(), LONGEST_TEXT);
                    said.name = cut(line(both(in.name(), in.company())), LONGEST_LINE);
                    said.phone = in.phone();
                    said.email = in.email() != null && Contacts.isEmail(in.email()) ? in.email() : null;
                    said.orderText = cut(line(field("order")), LONGEST_LINE);
                }),
                null,
                in.doubtful(),
                at);
    }

    private static String both(String name, String company) {
        return name == null ? company : company == null ? name : name + ", " + company;
    }

    private static String line(String text) {
        return text == null ? null : text.replaceAll("\\s+", " ").strip();
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    /** A number that cannot be one is kept as it was typed. */
    private String text(String typed, PhoneNumber phone) {
        String answers = preset.answers().isEmpty()
                ? null
                : fields.list(
                        preset.answers().get(0),
                        preset.answers().get(1),
                        preset.answers().get(2));
        String written = field("text");
        String all = answers == null ? written : written == null ? answers : written + "\n" + answers;
        return typed != null && phone == null ? typed + (all == null ? "" : "\n" + all) : all;
    }

    private Map<String, String> marks() {
        var marks = new LinkedHashMap<String, String>();
        fields.all().forEach((name, value) -> {
            if (MARK.matcher(name).matches()) {
                marks.putIfAbsent(name.substring(name.lastIndexOf('.') + 1), value);
            }
        });
        String cookies = fields.first(List.of("COOKIES", "cookies", "extra.cookies"));
        if (cookies != null) {
            for (String cookie : cookies.split("; ?")) {
                int equals = cookie.indexOf('=');
                if (equals > 0 && MARK.matcher(cookie.substring(0, equals)).matches()) {
                    marks.putIfAbsent(cookie.substring(0, equals), cookie.substring(equals + 1));
                }
            }
        }
        return marks;
    }

    private String doubt(PhoneNumber phone, String email, String text) {
        if (fields.first(List.of("website", "honeypot", "hp")) != null) {
            return "honeypot";
        }
        String name = field("name");
        if (name != null && LINK.matcher(name).find()) {
            return "link";
        }
        if (text != null
                && LINK.matcher(text).find()
                && !CYRILLIC.matcher(text + name).find()) {
            return "link";
        }
        if (phone == null && email == null
                || phone != null
                        && ALL_EQUAL.matcher(Long.toString(phone.e164())).matches()) {
            return "number";
        }
        return null;
    }
}
