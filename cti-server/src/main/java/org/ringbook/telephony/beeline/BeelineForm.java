package org.ringbook.telephony.beeline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionField.Kind;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SettingsOfMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a cloud PBX of Beeline is set up on a page. */
final class BeelineForm implements ConnectionForm {

    private static final List<ConnectionField> FIELDS = List.of(
            ConnectionField.neededSecret("token"),
            ConnectionField.text("callback", ""),
            ConnectionField.of("secret", Kind.SECRET),
            ConnectionField.of("employees", Kind.PAIRS).among(),
            ConnectionField.of("lines", Kind.LIST).among(),
            ConnectionField.choice("subscribe", "auto", "all", "employees").among(),
            ConnectionField.text("history", "3m").among(),
            ConnectionField.text("again", "1h").among(),
            ConnectionField.text("records", "5m").among(),
            ConnectionField.text("back", "7d").among(),
            ConnectionField.text("address", "https://cloudpbx.beeline.ru/apis/portal/")
                    .among());

    private final NumberPlan plan;
    private final JdbcClient database;

    BeelineForm(NumberPlan plan, JdbcClient database) {
        this.plan = plan;
        this.database = database;
    }

    @Override
    public String kind() {
        return "beeline";
    }

    @Override
    public List<ConnectionField> fields() {
        return FIELDS;
    }

    @Override
    public PbxSource make(String name, Map<String, Object> settings) {
        return BeelineSources.source(name, SettingsOfMap.read(BeelineSettings.Pbx.class, settings), plan, database);
    }

    /** Nobody is asked to send events here while it is only tried. */
    @Override
    public Map<String, Object> whileTried() {
        return Map.of("history", "0s", "records", "0s", "callback", "");
    }

    @Override
    public Set<ConnectionStep.Kind> notWhileTried() {
        return Set.of(ConnectionStep.Kind.WEBHOOK, ConnectionStep.Kind.HISTORY, ConnectionStep.Kind.MEANING);
    }

    @Override
    public boolean hasAddress() {
        return false;
    }
}
