package org.ringbook.telephony.asterisk;

import java.net.URI;
import java.nio.file.Path;
import org.ringbook.files.FileServer;
import org.ringbook.recordings.fetch.RecordingFolder;
import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code recordings} of a PBX: where the files of MixMonitor are. Nothing is fetched while no folder is set.
 *
 * @param folder where we find them: a path here, or ftp://, ftps://, sftp://HOST/PATH
 * @param pbxFolder the same folder as the PBX names it
 * @param name of a file whose name the PBX does not tell, below the folder; {@code {uniqueid}} is the id of the recorded channel
 * @param outside what the name of the file with the outside party's side has before its ending, where MixMonitor writes each
 *     side into a file of its own; empty where it does not
 * @param ours the same of our side
 * @param user account for the file server
 * @param hostKey fingerprint "SHA256:…" of the machine, for sftp
 */
public record RecordingPlace(
        @DefaultValue("") String folder,
        @DefaultValue("/var/spool/asterisk/monitor") String pbxFolder,
        @DefaultValue("{uniqueid}.wav") String name,
        @DefaultValue("") String outside,
        @DefaultValue("") String ours,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String hostKey) {

    /** @throws IllegalArgumentException for what could never be fetched, in words that say what to set */
    public RecordingPlace {
        if (!folder.isBlank()) {
            FileServer.at(place(folder), user, password, hostKey);
        }
        if (!pbxFolder.startsWith("/")) {
            throw Refused.because("recordings.pbx-folder", "telephony.setting.pbx-folder", pbxFolder);
        }
        if (outside.isEmpty() != ours.isEmpty()) {
            throw Refused.because("recordings.outside", "telephony.setting.outside-and-ours");
        }
    }

    /** Nothing is fetched. */
    public static RecordingPlace none() {
        return new RecordingPlace("", "/", "", "", "", "", "", "");
    }

    boolean isSet() {
        return !folder.isBlank();
    }

    private static URI place(String folder) {
        String text = folder.strip();
        return text.contains("://")
                ? URI.create(text)
                : Path.of(text).toAbsolutePath().toUri();
    }

    RecordingFolder fetcher(String source) {
        URI place = place(folder);
        return new RecordingFolder(
                source,
                place,
                pbxFolder,
                name,
                new RecordingFolder.Sides(outside, ours),
                FileServer.at(place, user, password, hostKey));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "RecordingPlace[" + (isSet() ? "set" : "none") + "]";
    }
}
