package org.ringbook.recordings.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringbook.calls.Call;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings block {@code ringbook.recordings}.
 *
 * @param folder where sound is kept and what is being fetched lies
 * @param giveUpAfter how long it is tried to get a recording that does not come
 * @param key with which sound is encrypted from now on, 32 bytes in Base64; not encrypted while it is empty
 * @param keep what goes when; the first rule that fits a call decides, and what none fits stays
 * @param space how full the disk may get
 * @param compact whether a small copy for ears is made beside each original, where the machine has ffmpeg
 * @param s3 storage elsewhere, in place of the folder
 */
@ConfigurationProperties("ringbook.recordings")
public record RecordingsSettings(
        Path folder,
        @DefaultValue("6d") Duration giveUpAfter,
        @DefaultValue("") String key,
        @DefaultValue List<Rule> keep,
        @DefaultValue Space space,
        @DefaultValue("false") boolean compact,
        @DefaultValue S3 s3) {

    /**
     * One rule; what is not named fits any.
     *
     * @param days how long sound is kept; 0 for ever
     * @param lines numbers of ours, E.164
     * @param teams of the staff page: one of them took part
     * @param directions inbound, outbound, internal
     * @param shorterThan seconds of talk
     * @param results how the call came out
     */
    public record Rule(
            int days,
            @DefaultValue List<String> lines,
            @DefaultValue List<String> teams,
            @DefaultValue List<String> directions,
            Integer shorterThan,
            @DefaultValue List<Call.Result> results) {

        /** @throws IllegalArgumentException in words that say what to set */
        public Rule {
            if (days < 0) {
                throw new IllegalArgumentException("A rule of recordings.keep has days: 0 (for ever) or more.");
            }
        }

        /** Whether there is no recording that it does not fit. */
        boolean fitsAll() {
            return lines.isEmpty()
                    && teams.isEmpty()
                    && directions.isEmpty()
                    && results.isEmpty()
                    && shorterThan == null;
        }

        /** As in the settings: what it names and nothing else. */
        @Override
        public String toString() {
            var named = new ArrayList<String>();
            named.add("days: " + days);
            add(named, "lines", lines);
            add(named, "teams", teams);
            add(named, "directions", directions);
            add(named, "results", results.stream().map(Rule::word).toList());
            if (shorterThan != null) {
                named.add("shorter-than: " + shorterThan);
            }
            return "{" + String.join(", ", named) + "}";
        }

        private static void add(List<String> named, String what, List<String> which) {
            if (!which.isEmpty()) {
                named.add(what + ": [" + String.join(", ", which) + "]");
            }
        }

        /** The result as settings, log and API name it: {@code no_answer}. */
        public static String word(Call.Result result) {
            return result.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param least below it what the rules let go is freed at once, and the health page warns
     * @param stopBelow below it nothing more is fetched or kept: the rest of the disk is for the calls
     * @param beforeTime whether the oldest go before their time when the rules free too little
     */
    public record Space(
            @DefaultValue("5GB") DataSize least,
            @DefaultValue("1GB") DataSize stopBelow,
            @DefaultValue("false") boolean beforeTime) {}

    /**
     * Storage that speaks S3.
     *
     * @param endpoint address; Amazon's own while it is empty
     * @param bucket off while it is empty
     * @param prefix what the names of all its objects begin with
     * @param pathStyle whether the bucket stands in the path rather than in the name of the host
     */
    public record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("") String bucket,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String prefix,
            @DefaultValue("true") boolean pathStyle,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {

        static final S3 NONE = new S3("", "", "us-east-1", "", true, "", "");

        public boolean isSet() {
            return !bucket.isBlank();
        }

        /** Without the keys. */
        @Override
        public String toString() {
            return isSet() ? "S3[" + bucket + "]" : "S3[]";
        }
    }

    /** For tests: a folder alone. */
    public static RecordingsSettings in(Path folder, Duration giveUpAfter) {
        return in(folder, giveUpAfter, "", List.of(), new Space(DataSize.ofBytes(0), DataSize.ofBytes(0), false));
    }

    /** For tests: a folder with its rules. */
    public static RecordingsSettings in(Path folder, Duration giveUpAfter, String key, List<Rule> keep, Space space) {
        return new RecordingsSettings(folder, giveUpAfter, key, keep, space, false, S3.NONE);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "RecordingsSettings[" + folder + (key.isEmpty() ? "" : ", encrypted") + "]";
    }
}
