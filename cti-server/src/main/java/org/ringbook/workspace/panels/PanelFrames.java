package org.ringbook.workspace.panels;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringbook.floor.Floor;
import org.ringbook.panels.Panel;
import org.ringbook.panels.PanelView;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import tools.jackson.databind.json.JsonMapper;

/** What a wall is sent: the pages of a panel as one piece of HTML, in the panel's language. Times run in the browser, so a frame is the same until something happens. */
@Component
class PanelFrames {

    private static final int PEOPLE_A_PAGE = 8;
    private static final int QUEUES_A_PAGE = 3;

    private final SpringTemplateEngine templates;
    private final MessageSource messages;
    private final JsonMapper json;
    private final Floor floor;
    /** Of this start: a page of an earlier one may be of an earlier version. */
    private final String build = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    PanelFrames(SpringTemplateEngine templates, MessageSource messages, JsonMapper json, Floor floor) {
        this.templates = templates;
        this.messages = messages;
        this.json = json;
        this.floor = floor;
    }

    /** As JSON text, which has no line feed in it. */
    String of(Panel panel, PanelView view) {
        return json.writeValueAsString(html(panel, view));
    }

    private String html(Panel panel, PanelView view) {
        var context = new Context(Locale.forLanguageTag(panel.language()), values(panel, view));
        return templates.process("panels/frame", context);
    }

    /** For the template. */
    Map<String, Object> values(Panel panel, PanelView view) {
        Locale locale = Locale.forLanguageTag(panel.language());
        var values = new HashMap<String, Object>();
        values.put("build", build);
        values.put("panel", panel);
        values.put("view", view);
        values.put("people", pages(view.people(), PEOPLE_A_PAGE));
        values.put("queues", pages(view.queues(), QUEUES_A_PAGE));
        values.put("words", new Words(messages, locale, floor.settings().answerWithin()));
        return values;
    }

    private static <T> List<List<T>> pages(List<T> all, int size) {
        var pages = new ArrayList<List<T>>();
        for (int i = 0; i < all.size(); i += size) {
            pages.add(all.subList(i, Math.min(all.size(), i + size)));
        }
        return pages;
    }

    /** How things are written on a wall. */
    public record Words(MessageSource messages, Locale locale, Duration within) {

        public String say(String key, Object... values) {
            return messages.getMessage(key, values, key, locale);
        }

        public String percent(Double share) {
            return share == null ? "–" : say("floor.percent", String.format(locale, "%.1f", share * 100));
        }

        /** Short, as it is read from afar: 1.2M. */
        public String money(BigDecimal amount) {
            NumberFormat compact = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
            compact.setMaximumFractionDigits(1);
            return compact.format(amount);
        }

        public String reason(String reason) {
            return reason == null ? "" : messages.getMessage("presence.reason." + reason, null, reason, locale);
        }

        /** A share of a bar's height, in percent. */
        public long height(Double share) {
            return share == null ? 0 : Math.round(share * 100);
        }

        public long millis(Instant at) {
            return at == null ? 0 : at.toEpochMilli();
        }
    }
}
