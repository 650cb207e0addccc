package org.ringbook.forms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ringbook.files.PrivateFolder;
import org.ringbook.forms.FormInbox.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages of forms that came while the database was away: a file each, on the disk for good before the sender is answered, and gone when
 * the database has it. Bounded in files and bytes, so that no sender fills the disk. Any thread.
 */
final class FormSpool {

    private static final Logger LOG = LoggerFactory.getLogger(FormSpool.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WHOLE = ".form";
    private static final String BEGUN = ".part";
    private static final String UNREADABLE = ".unreadable";
    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final int mostFiles;
    private final long mostBytes;
    private final long leastFree;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** @param leastFree bytes that stay free on the disk */
    FormSpool(Path folder, int mostFiles, long mostBytes, long leastFree) {
        this.folder = folder;
        this.mostFiles = mostFiles;
        this.mostBytes = mostBytes;
        this.leastFree = leastFree;
        if (Files.isDirectory(folder)) {
            recount();
        }
    }

    /** @param key by which the same message is known, as in the table */
    record Spooled(Path file, Message message, String key, boolean test, Instant at) {}

    /** What of it is on the disk when it returns stays there. @throws IOException when it does not fit, or cannot be written */
    void keep(Message message, String key, boolean test, Instant at) throws IOException {
        byte[] content = written(message, key, test, at);
        if (files.incrementAndGet() > mostFiles || bytes.addAndGet(content.length) > mostBytes) {
            recount();
            throw new IOException("The spool of forms is full");
        }
        PrivateFolder.make(folder);
        if (Files.getFileStore(folder).getUsableSpace() < leastFree + content.length) {
            recount();
            throw new IOException("The disk is nearly full");
        }
        String name = "%015d-%s".formatted(at.toEpochMilli(), UUID.randomUUID());
        Path begun = folder.resolve(name + BEGUN);
        try {
            write(begun, content);
            move(begun, folder.resolve(name + WHOLE));
        } catch (IOException failed) {
            delete(begun);
            recount();
            throw failed;
        }
        forceFolder();
    }

    /** For the own user alone, also in a folder that somebody made for others. */
    private static void write(Path begun, byte[] content) throws IOException {
        boolean posix = begun.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ours = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS_ALONE)}
                : new FileAttribute<?>[0];
        try (FileChannel file =
                FileChannel.open(begun, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ours)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                file.write(left);
            }
            file.force(true);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("{} cannot be deleted", file, stays);
        }
    }

    /** What was set aside, and what was never written to its end, is nobody's to read for ever. */
    void forget(Instant before) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(FormSpool::isLeft)
                    .filter(file -> file.toFile().lastModified() < before.toEpochMilli())
                    .forEach(FormSpool::delete);
        } catch (IOException failed) {
            LOG.warn("The spool of forms cannot be cleared", failed);
        }
    }

    private static boolean isLeft(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(UNREADABLE) || name.endsWith(BEGUN);
    }

    private static byte[] written(Message message, String key, boolean test, Instant at) {
        var content = new LinkedHashMap<String, Object>();
        content.put("form", message.form());
        content.put("key", key);
        content.put("test", test);
        content.put("at", at.toString());
        content.put("address", message.address());
        content.put("contentType", message.contentType());
        content.put("query", message.query());
        content.put("body", Base64.getEncoder().encodeToString(message.body()));
        return JSON.writeValueAsBytes(content);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(from, to);
        }
    }

    /** So that the name outlives a power cut too; some systems cannot, and keep it anyway. */
    private void forceFolder() {
        try (FileChannel all = FileChannel.open(folder, StandardOpenOption.READ)) {
            all.force(true);
        } catch (IOException cannot) {
            LOG.debug("The folder {} cannot be forced to the disk", folder, cannot);
        }
    }

    /** How many wait, for the bounds: while some come and others go it may be off by a few. */
    long waiting() {
        return files.get();
    }

    /** Those that wait, oldest first. What cannot be read is set aside, and told. */
    List<Spooled> some(int most) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(WHOLE))
                    .sorted()
                    .limit(most)
                    .map(this::read)
                    .filter(one -> one != null)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Spooled read(Path file) {
        try {
            JsonNode content = JSON.readTree(Files.readAllBytes(file));
            var message = new Message(
                    content.path("form").asString(),
                    text(content, "address"),
                    text(content, "contentType"),
                    text(content, "query"),
                    Base64.getDecoder().decode(content.path("body").asString()));
            return new Spooled(
                    file,
                    message,
                    content.path("key").asString(),
                    content.path("test").asBoolean(),
                    Instant.parse(content.path("at").asString()));
        } catch (IOException | RuntimeException broken) {
            setAside(file, broken);
            return null;
        }
    }

    private static String text(JsonNode content, String name) {
        return content.path(name).isString() ? content.path(name).asString() : null;
    }

    /** The database will never take it. */
    void setAside(Spooled unfit, Exception why) {
        setAside(unfit.file(), why);
    }

    private void setAside(Path file, Exception why) {
        LOG.error("A spooled message of a form cannot be used, and is set aside: {}", file, why);
        try {
            move(file, file.resolveSibling(file.getFileName() + UNREADABLE));
        } catch (IOException stays) {
            LOG.error("{} cannot be set aside", file, stays);
        }
        recount();
    }

    /** The database has it. */
    void done(Spooled spooled) {
        try {
            Files.deleteIfExists(spooled.file());
        } catch (IOException stays) {
            LOG.warn("A spooled message of a form is told again: {} cannot be deleted", spooled.file(), stays);
        }
        recount();
    }

    private synchronized void recount() {
        Map<String, Long> found = new LinkedHashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.filter(file -> file.getFileName().toString().endsWith(WHOLE))
                        .forEach(
                                file -> found.put(file.toString(), file.toFile().length()));
            } catch (IOException unknown) {
                LOG.warn("The spool of forms cannot be counted", unknown);
                return;
            }
        }
        files.set(found.size());
        bytes.set(found.values().stream().mapToLong(Long::longValue).sum());
    }
}
