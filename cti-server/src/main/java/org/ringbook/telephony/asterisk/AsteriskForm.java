package org.ringbook.telephony.asterisk;

import java.util.List;
import java.util.Map;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionField.Kind;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SettingsOfMap;

/** How an Asterisk is set up on a page. Files of this machine and databases are named in the settings file alone. */
final class AsteriskForm implements ConnectionForm {

    private static final List<ConnectionField> FIELDS = List.of(
            ConnectionField.needed("host"),
            ConnectionField.of("port", Kind.NUMBER).usually("5038"),
            ConnectionField.text("user", "ringbook"),
            ConnectionField.neededSecret("secret"),
            ConnectionField.text("command-user", ""),
            ConnectionField.of("command-secret", Kind.SECRET),
            ConnectionField.of("trunks", Kind.LIST),
            ConnectionField.of("extensions", Kind.PAIRS).among(),
            ConnectionField.text("channel", "PJSIP/{extension}").among(),
            ConnectionField.text("context", "from-internal").among(),
            ConnectionField.choice("dial-format", "national", "plus", "digits").among(),
            ConnectionField.choice("attended-transfer", "consultation", "dialplan")
                    .among(),
            ConnectionField.of("ring-seconds", Kind.NUMBER).usually("25").among(),
            ConnectionField.of("records.cel", Kind.SERVER).among(),
            ConnectionField.of("records.cdr", Kind.SERVER).among(),
            ConnectionField.text("records.user", "").among(),
            ConnectionField.of("records.password", Kind.SECRET).among(),
            ConnectionField.text("records.host-key", "").among(),
            ConnectionField.text("records.time-zone", "").among(),
            ConnectionField.of("recordings.folder", Kind.SERVER).among(),
            ConnectionField.text("recordings.pbx-folder", "/var/spool/asterisk/monitor")
                    .among(),
            ConnectionField.text("recordings.name", "{uniqueid}.wav").among(),
            ConnectionField.text("recordings.user", "").among(),
            ConnectionField.of("recordings.password", Kind.SECRET).among(),
            ConnectionField.text("recordings.host-key", "").among(),
            ConnectionField.of("agi.port", Kind.NUMBER).usually("0").among(),
            ConnectionField.text("agi.address", "127.0.0.1").among());

    private final NumberPlan plan;
    private final CallerAnswers answers;

    AsteriskForm(NumberPlan plan, CallerAnswers answers) {
        this.plan = plan;
        this.answers = answers;
    }

    @Override
    public String kind() {
        return "asterisk";
    }

    @Override
    public List<ConnectionField> fields() {
        return FIELDS;
    }

    @Override
    public PbxSource make(String name, Map<String, Object> settings) {
        return AsteriskSources.source(name, read(settings), plan, answers);
    }

    private static AsteriskSettings.Pbx read(Map<String, Object> settings) {
        return SettingsOfMap.read(AsteriskSettings.Pbx.class, settings);
    }

    @Override
    public Map<String, Object> whileTried() {
        return Map.of("agi.port", 0);
    }

    @Override
    public String copies(Map<String, Object> settings) {
        return AmiRights.stanzas(read(settings), null);
    }

    @Override
    public boolean hasAddress() {
        return false;
    }
}
