package org.ringbook.telephony.megafon;

import java.util.List;
import java.util.Map;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionField.Kind;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SettingsOfMap;

/** How a virtual PBX of MegaFon, or another of its kind, is set up on a page. */
final class MegaFonForm implements ConnectionForm {

    private static final List<ConnectionField> FIELDS = List.of(
            ConnectionField.needed("address"),
            ConnectionField.neededSecret("key"),
            ConnectionField.neededSecret("crm-key"),
            ConnectionField.text("line", ""),
            ConnectionField.of("employees", Kind.PAIRS).among(),
            ConnectionField.choice("route", "true", "false").among(),
            ConnectionField.choice("internal", "false", "true").among(),
            ConnectionField.text("history", "1m").among(),
            ConnectionField.text("again", "8m").among(),
            ConnectionField.text("back", "7d").among());

    private final NumberPlan plan;
    private final CallerAnswers answers;

    MegaFonForm(NumberPlan plan, CallerAnswers answers) {
        this.plan = plan;
        this.answers = answers;
    }

    @Override
    public String kind() {
        return "megafon";
    }

    @Override
    public List<ConnectionField> fields() {
        return FIELDS;
    }

    @Override
    public PbxSource make(String name, Map<String, Object> settings) {
        return new MegaFonSource(
                name, SettingsOfMap.read(MegaFonSettings.Pbx.class, settings), plan, answers, MegaFonApi.RATES);
    }

    @Override
    public Map<String, Object> whileTried() {
        return Map.of("history", "0s");
    }
}
