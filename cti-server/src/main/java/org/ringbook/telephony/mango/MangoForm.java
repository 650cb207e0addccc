package org.ringbook.telephony.mango;

import java.util.List;
import java.util.Map;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionField.Kind;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SettingsOfMap;

/** How a virtual PBX of Mango Office is set up on a page. */
final class MangoForm implements ConnectionForm {

    private static final List<ConnectionField> FIELDS = List.of(
            ConnectionField.neededSecret("key"),
            ConnectionField.neededSecret("salt"),
            ConnectionField.text("line", ""),
            ConnectionField.of("lines", Kind.LIST).among(),
            ConnectionField.text("history", "5m").among(),
            ConnectionField.text("back", "7d").among(),
            ConnectionField.text("address", "https://app.mango-office.ru/vpbx/").among());

    private final NumberPlan plan;

    MangoForm(NumberPlan plan) {
        this.plan = plan;
    }

    @Override
    public String kind() {
        return "mango";
    }

    @Override
    public List<ConnectionField> fields() {
        return FIELDS;
    }

    @Override
    public PbxSource make(String name, Map<String, Object> settings) {
        return new MangoSource(name, SettingsOfMap.read(MangoSettings.Pbx.class, settings), plan);
    }

    @Override
    public Map<String, Object> whileTried() {
        return Map.of("history", "0s");
    }
}
