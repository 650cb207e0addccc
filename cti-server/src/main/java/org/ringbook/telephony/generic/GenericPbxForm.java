package org.ringbook.telephony.generic;

import java.util.List;
import java.util.Map;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionField.Kind;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SettingsOfMap;

/** How any other telephone system is described on a page, as the settings file describes it. */
final class GenericPbxForm implements ConnectionForm {

    private static final List<ConnectionField> FIELDS = List.of(
            ConnectionField.neededSecret("secret"),
            ConnectionField.text("secret-in", "header X-Ringbook-Secret"),
            ConnectionField.choice("body", "json", "form"),
            new ConnectionField("fields", Kind.PAIRS, true, false, "", List.of()),
            ConnectionField.of("events", Kind.PAIRS),
            ConnectionField.of("directions", Kind.PAIRS),
            ConnectionField.of("results", Kind.PAIRS),
            ConnectionField.of("ended-by", Kind.PAIRS),
            ConnectionField.of("employees", Kind.PAIRS),
            ConnectionField.text("time", "iso"),
            ConnectionField.text("time-zone", "UTC"),
            ConnectionField.text("answer", "").among(),
            ConnectionField.of("dial.url", Kind.SECRET).among(),
            ConnectionField.choice("dial.method", "POST", "GET").among(),
            ConnectionField.of("dial.headers", Kind.SECRET_PAIRS).among(),
            ConnectionField.of("dial.body", Kind.SECRET_LINES).among(),
            ConnectionField.text("recordings.address", "").among(),
            ConnectionField.of("recordings.headers", Kind.SECRET_PAIRS).among(),
            ConnectionField.text("recordings.after", "20s").among());

    private final NumberPlan plan;

    GenericPbxForm(NumberPlan plan) {
        this.plan = plan;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public List<ConnectionField> fields() {
        return FIELDS;
    }

    @Override
    public PbxSource make(String name, Map<String, Object> settings) {
        return new GenericPbxSource(name, SettingsOfMap.read(GenericPbxSettings.Pbx.class, settings), plan);
    }
}
