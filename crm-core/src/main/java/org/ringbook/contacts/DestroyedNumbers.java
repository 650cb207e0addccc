package org.ringbook.contacts;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers of people whose data were destroyed. Files are asked of them, so that an old one brings nobody back; whoever calls again, or is
 * entered by hand, is somebody new. There are few enough numbers in the world to try them all: what keeps the hashes from being read is the
 * salt, which whoever has the database alone has not. Any thread; every method waits for the database.
 */
@Component
public class DestroyedNumbers {

    private static final String GIVEN = " (select decode(h, 'hex') from unnest(cast(? as text[])) h)";

    private final JdbcClient jdbc;
    private final Salt salt;

    DestroyedNumbers(JdbcClient jdbc, Salt salt) {
        this.jdbc = jdbc;
        this.salt = salt;
    }

    /** What the numbers are hashed with. It stands outside of the database. Any thread. */
    public interface Salt {

        /** Those that are at hand: where one was lost for a while there are several. What was hashed with one that is lost is not known. */
        List<byte[]> known();

        /** With which numbers are hashed now; a new one where all are lost, beside them. */
        byte[] knownOrNew();
    }

    /** In the transaction of whoever calls. @param numbers without the plus */
    public void add(Collection<Long> numbers) {
        Map<String, Long> hashes = hashes(salt.knownOrNew(), numbers);
        jdbc.sql("insert into destroyed_number (hash)" + GIVEN + " on conflict (hash) do update set at = now()")
                .param(hashes.keySet().toArray(String[]::new))
                .update();
    }

    /** Those of them that are. */
    Set<Long> among(long[] numbers) {
        boolean none = jdbc.sql("select not exists (select from destroyed_number)")
                .query(Boolean.class)
                .single();
        if (none) {
            return Set.of();
        }
        var found = new HashSet<Long>();
        salt.known().forEach(known -> found.addAll(among(known, numbers)));
        return found;
    }

    private Set<Long> among(byte[] known, long[] numbers) {
        Map<String, Long> hashes =
                hashes(known, java.util.Arrays.stream(numbers).boxed().toList());
        var found = new HashSet<Long>();
        jdbc.sql("select encode(hash, 'hex') from destroyed_number where hash = any(array" + GIVEN + ")")
                .param(hashes.keySet().toArray(String[]::new))
                .query(String.class)
                .list()
                .forEach(hash -> found.add(hashes.get(hash)));
        return found;
    }

    private static Map<String, Long> hashes(byte[] salt, Collection<Long> numbers) {
        var hashes = new HashMap<String, Long>();
        MessageDigest digest = sha256();
        for (Long number : numbers) {
            digest.update(salt);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
            hashes.put(HexFormat.of().formatHex(digest.digest()), number);
        }
        return hashes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException noneSuch) {
            throw new IllegalStateException("Every Java has SHA-256", noneSuch);
        }
    }
}
