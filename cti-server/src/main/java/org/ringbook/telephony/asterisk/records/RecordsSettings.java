package org.ringbook.telephony.asterisk.records;

import java.time.ZoneId;
import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code records} of a PBX: where its own records are read from after a gap. Nothing is set in it by
 * default, and then gaps are only told of.
 *
 * @param cel a CEL file: a path here, or ftp://, ftps://, sftp://HOST/PATH
 * @param cdr a CDR file, likewise
 * @param database a database of Asterisk's, jdbc:postgresql://… or jdbc:mariadb://…
 * @param celTable table of CEL in it; empty when it has none
 * @param cdrTable table of CDR in it; empty when it has none
 * @param user account for the database or the file server
 * @param hostKey fingerprint "SHA256:…" of the machine, for sftp
 * @param timeZone of times that are written without one, "Europe/Moscow"; that of this machine when empty
 */
public record RecordsSettings(
        @DefaultValue("") String cel,
        @DefaultValue("") String cdr,
        @DefaultValue("") String database,
        @DefaultValue("cel") String celTable,
        @DefaultValue("cdr") String cdrTable,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String hostKey,
        @DefaultValue("") String timeZone) {

    private static final String TABLE = "([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*";

    /** @throws IllegalArgumentException for what could never be read, in words that say what to set */
    public RecordsSettings {
        table("records.cel-table", celTable);
        table("records.cdr-table", cdrTable);
        boolean database_ = database.isBlank()
                || database.startsWith("jdbc:postgresql:")
                || database.startsWith("jdbc:mariadb:")
                || database.startsWith("jdbc:mysql:");
        if (!database_) {
            throw Refused.because("records.database", "telephony.setting.database", database.split(":", 3)[0]);
        }
        if (!timeZone.isBlank()) {
            ZoneId.of(timeZone.strip());
        }
    }

    private static void table(String key, String name) {
        if (!name.isBlank() && !name.matches(TABLE)) {
            throw Refused.because(key, "telephony.setting.table", key);
        }
    }

    /** Nothing to fill gaps from. */
    public static RecordsSettings none() {
        return new RecordsSettings("", "", "", "cel", "cdr", "", "", "", "");
    }

    ZoneId zone() {
        return timeZone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(timeZone.strip());
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Records[" + (cel.isBlank() && cdr.isBlank() && database.isBlank() ? "none" : "set") + "]";
    }
}
