package org.ringbook.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.attachments.AttachmentOwner.Kind;
import org.ringbook.contacts.NewId;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.RecordingsSettings;
import org.ringbook.recordings.store.StoreFull;
import org.ringbook.recordings.store.StoredAudio;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of clients, leads, deals, claims, tasks, calls and events. Whoever sees what a file is attached to sees it and may add one; who added it, or a
 * supervisor, takes it away. Any thread; every method waits for the database, and for the disk.
 */
@Component
public class Attachments {

    private static final long MOST_BYTES = 100L << 20;
    /** What a double click runs, or what runs when it is opened. */
    private static final Set<String> PROGRAMS = Set.of(
            "app",
            "appinstaller",
            "application",
            "appref-ms",
            "bat",
            "chm",
            "cmd",
            "com",
            "cpl",
            "dll",
            "docm",
            "dotm",
            "exe",
            "hta",
            "img",
            "inf",
            "iso",
            "jar",
            "js",
            "jse",
            "library-ms",
            "lnk",
            "msc",
            "msi",
            "msix",
            "msixbundle",
            "msp",
            "mst",
            "pif",
            "pptm",
            "ps1",
            "ps2",
            "psm1",
            "reg",
            "scf",
            "scr",
            "sct",
            "settingcontent-ms",
            "url",
            "vb",
            "vbe",
            "vbs",
            "vhd",
            "vhdx",
            "ws",
            "wsc",
            "wsf",
            "wsh",
            "xlam",
            "xlsm",
            "xltm");

    private final AttachmentRows rows;
    private final AttachmentRights rights;
    private final AudioStore store;
    private final AttachmentSettings settings;
    private final Uploads uploads;

    Attachments(
            JdbcClient jdbc,
            AttachmentRights rights,
            AudioStore store,
            AttachmentSettings settings,
            RecordingsSettings recordings) {
        this.rows = new AttachmentRows(jdbc);
        this.rights = rights;
        this.store = store;
        this.settings = settings;
        this.uploads = new Uploads(recordings.folder().resolve("uploads"), store.diskSpace(), largest());
    }

    /** Bytes of the largest file that is taken. */
    public long largest() {
        return Math.min(MOST_BYTES, settings.largest().toBytes());
    }

    /** False, too, when it is not there. */
    public boolean maySee(AttachmentOwner owner, StaffMember who) {
        return rights.maySee(owner, who);
    }

    /** The newest first; whether they may be seen was asked before. */
    public List<Attachment> of(AttachmentOwner owner) {
        return rows.of(owner.kind(), List.of(owner.id()));
    }

    /** Of many at once; those without a file are not among the keys. */
    public Map<UUID, List<Attachment>> of(Kind kind, Collection<UUID> owners) {
        return rows.of(kind, owners).stream()
                .collect(Collectors.groupingBy(one -> one.owner().id()));
    }

    /** Empty when there is none, or it is not theirs to see. */
    public Optional<Attachment> find(UUID id, StaffMember who) {
        return rows.find(id).filter(one -> maySee(one.owner(), who));
    }

    /**
     * Adds a file. It lies there for good when this returns.
     *
     * @param name as its sender calls it
     * @param content read to its end, not closed
     * @throws Refused when the file is too large, empty or a program, there are too many, the disk has no room, or the owner is gone
     */
    public Attachment add(AttachmentOwner owner, String name, InputStream content, StaffMember by) throws IOException {
        String tidied = AttachmentName.tidied(name);
        String ending = AttachmentName.ending(tidied);
        if (PROGRAMS.contains(ending) || settings.refused().contains(ending)) {
            throw Refused.because("file", "attachments.program", ending);
        }
        if (rows.count(owner) >= settings.most()) {
            throw Refused.because("file", "attachments.many", settings.most());
        }
        Path file = uploads.take(content);
        try {
            return keep(owner, tidied, file, by);
        } catch (StoreFull full) {
            throw Refused.because("file", "attachments.full");
        } catch (DataIntegrityViolationException gone) {
            throw Refused.because("owner", "attachments.owner");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Attachment keep(AttachmentOwner owner, String name, Path file, StaffMember by) throws IOException {
        UUID id = NewId.next();
        long bytes = Files.size(file);
        String format = format(file);
        store.keep(
                file,
                digest -> note(
                        new Attachment(id, owner, name, bytes, format, digest, null, by == null ? null : by.id())));
        return rows.find(id).orElseThrow(() -> Refused.because("owner", "attachments.owner"));
    }

    private void note(Attachment one) {
        try {
            rows.add(one);
        } catch (DataIntegrityViolationException gone) {
            rows.letGo(one.sha256());
            throw gone;
        }
    }

    private static String format(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return FileFormat.of(in.readNBytes(FileFormat.HEAD));
        }
    }

    /** Its bytes; empty when they are not there any more. */
    public Optional<StoredAudio> content(Attachment one) {
        return store.open(one.sha256());
    }

    public boolean mayDelete(Attachment one, StaffMember who) {
        return who.role().compareTo(Role.SUPERVISOR) >= 0 || who.id().equals(one.addedBy());
    }

    /**
     * Its bytes are freed when the store is swept.
     *
     * @throws Refused when it is not theirs to take away
     */
    public void delete(Attachment one, StaffMember by) {
        if (!mayDelete(one, by)) {
            throw Refused.because("id", "attachments.not-yours");
        }
        rows.delete(one.id());
    }

    /** In the transaction in which a follower of calls takes it. */
    void callMerged(UUID call, UUID into) {
        rows.callMerged(call, into);
    }
}
