package org.ringbook.forms;

import jakarta.servlet.Filter;
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

    @Bean
    FormServlet formServlet(FormSettings settings, FormInbox inbox, FormWork work) {
        settings.forms().forEach(FormConfiguration::check);
        return new FormServlet(settings, inbox, work);
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
