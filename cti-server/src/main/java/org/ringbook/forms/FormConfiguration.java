package org.ringbook.forms;

import jakarta.servlet.Filter;
import java.util.regex.Pattern;
import org.ringbook.calendar.WorkingCalendar;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Opens {@code /forms} in the server, and refuses to start with a form that anybody could send to. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FormSettings.class)
class FormConfiguration {

    private static final int SHORTEST_SECRET = 16;
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s*]+");

    @Bean
    FormServlet formServlet(
            FormSettings settings, FormIntake intake, FormWork work, FormTokenKey tokens, WorkingCalendar calendar) {
        settings.forms().forEach(FormConfiguration::check);
        return new FormServlet(settings, intake, work, tokens, calendar);
    }

    @Bean
    FormIntake formIntake(FormSettings settings, FormInbox inbox) {
        FormSettings.Spool spool = settings.spool();
        return new FormIntake(
                inbox,
                new FormSpool(
                        spool.folder(),
                        spool.files(),
                        spool.size().toBytes(),
                        spool.leastFree().toBytes()),
                settings.ofForm());
    }

    static void check(String name, FormSettings.Form form) {
        if (Preset.named(form.preset()) == null) {
            throw new IllegalStateException("ringbook.web-forms.forms." + name + ".preset: \"" + form.preset()
                    + "\" is not known. Known: " + String.join(", ", Preset.names()));
        }
        String secret = form.signature() == null ? form.secret() : form.signature();
        if (secret == null || secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException("ringbook.web-forms.forms." + name
                    + " needs a secret, or a signature, of at least " + SHORTEST_SECRET + " characters.");
        }
        if (form.token() && form.secret() == null) {
            throw new IllegalStateException("ringbook.web-forms.forms." + name
                    + ".token is for pages, which know a secret; a server that signs needs none.");
        }
        for (String origin : form.origins()) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalStateException("ringbook.web-forms.forms." + name + ".origins: \"" + origin
                        + "\" is no origin. Write https://www.example.org, without a path.");
            }
        }
    }

    @Bean
    ServletRegistrationBean<FormServlet> formMapping(FormServlet servlet) {
        var forms = new ServletRegistrationBean<>(servlet, "/forms/*");
        forms.setName("forms");
        return forms;
    }

    /** Before the sign-in and before whatever looks for parameters: it would read the body and leave nothing of it. */
    @Bean
    FilterRegistrationBean<Filter> formsFirst(FormServlet servlet) {
        Filter straight = (request, response, others) -> servlet.service(request, response);
        var first = new FilterRegistrationBean<>(straight);
        first.setName("forms-first");
        first.addUrlPatterns("/forms/*");
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }
}
