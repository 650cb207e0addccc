package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.files.FileServer;

/**
 * Recordings that a PBX writes into a folder: here, on a share that is mounted here, or on a machine that is reached over FTP, FTPS
 * or SFTP. The PBX names a file by its own path; a file is taken only when it lies in that folder, whatever its name says.
 */
public final class RecordingFolder implements RecordingFetcher {

    private static final int LONGEST_PATH = 1024;
    private static final int LONGEST_NAME = 255;
    /** A recording of a day and a half in 16 bits, 8 kHz and stereo. */
    private static final long LARGEST = 4L * 1024 * 1024 * 1024;
    /** A file that is not there so long after the call will hardly come. */
    private static final Duration SURELY_THERE = Duration.ofHours(1);

    private final String source;
    private final URI folder;
    private final String folderOfPbx;
    private final String name;
    private final Sides sides;
    private final FileServer server;

    /**
     * How the files of the two sides are named, beside that of both: what follows the name, before its ending.
     *
     * @param outside of the file with the outside party's side, "-in"; empty when sides are not recorded apart
     * @param ours of the file with our side, "-out"
     */
    public record Sides(String outside, String ours) {

        public static final Sides TOGETHER = new Sides("", "");

        boolean apart() {
            return !outside.isEmpty() && !ours.isEmpty();
        }
    }

    /**
     * @param folder where we find the files: {@code file:}, {@code ftp:}, {@code ftps:} or {@code sftp:}
     * @param folderOfPbx the same folder as the PBX names it, absolute
     * @param name below the folder, of a recording whose name the PBX does not tell: {@code {uniqueid}} is the source's id of the
     *     leg; empty when it is not known
     */
    public RecordingFolder(String source, URI folder, String folderOfPbx, String name, Sides sides, FileServer server) {
        this.name = name;
        this.source = source;
        this.folder = folder;
        this.folderOfPbx = folderOfPbx.endsWith("/") ? folderOfPbx : folderOfPbx + "/";
        this.sides = sides;
        this.server = server;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public List<Path> fetch(Wanted wanted, Path into) throws IOException {
        if (wanted.file() == null && name.isEmpty()) {
            throw new NotThereYet("not_named");
        }
        String path =
                ourPath(wanted.file() != null ? wanted.file() : folderOfPbx + name.replace("{uniqueid}", wanted.leg()));
        try (FileServer.Session session = server.open()) {
            if (sides.apart()) {
                var both = new ArrayList<Path>();
                for (String side : List.of(sides.outside(), sides.ours())) {
                    String name = withSide(path, side);
                    if (session.size(name) > 0) {
                        both.add(copy(session, name, into.resolve("side" + both.size()), wanted));
                    }
                }
                if (both.size() == 2) {
                    return both;
                }
            }
            return List.of(copy(session, path, into.resolve("sound"), wanted));
        }
    }

    /** Where the file is for us. Nothing but plain names below the folder is believed. */
    private String ourPath(String told) throws NeverThere {
        boolean plain = told.startsWith(folderOfPbx)
                && told.length() <= LONGEST_PATH
                && told.chars().noneMatch(Character::isISOControl);
        if (!plain) {
            throw new NeverThere(told.startsWith(folderOfPbx) ? "name_refused" : "other_folder");
        }
        String below = told.substring(folderOfPbx.length());
        for (String name : below.split("/", -1)) {
            boolean refused = name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
            if (refused) {
                throw new NeverThere("name_refused");
            }
        }
        String base = folder.getPath();
        return (base.endsWith("/") ? base : base + "/") + below;
    }

    private static String withSide(String path, String side) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) + side + path.substring(dot) : path + side;
    }

    private Path copy(FileServer.Session session, String path, Path into, Wanted wanted) throws IOException {
        if (session.leadsOut(path, folder.getPath())) {
            throw new NeverThere("link_out");
        }
        long size = session.size(path);
        if (size < 0) {
            boolean late = wanted.endedAt() != null
                    && Instant.now().isAfter(wanted.endedAt().plus(SURELY_THERE));
            throw new NotThereYet(late ? "no_file" : "not_there_yet");
        }
        if (size > LARGEST) {
            throw new NeverThere("too_large");
        }
        // What an earlier try left may be of a file that was still being written: its head changes at the end.
        Files.deleteIfExists(into);
        wanted.space().require(size);
        try (OutputStream out = wanted.space().guard(Files.newOutputStream(into))) {
            session.copy(path, 0, out);
        }
        if (Files.size(into) != session.size(path)) {
            throw new NotThereYet("being_written");
        }
        return into;
    }
}
