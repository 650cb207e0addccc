package org.ringbook.telephony.webhooks;

import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Opens {@code /hooks} in the server. */
@Configuration(proxyBeanMethods = false)
class HooksConfiguration {

    @Bean
    HooksServlet hooksServlet(Hooks hooks) {
        return new HooksServlet(hooks);
    }

    @Bean
    ServletRegistrationBean<HooksServlet> hooksMapping(HooksServlet servlet) {
        var hooks = new ServletRegistrationBean<>(servlet, "/hooks/*");
        hooks.setName("hooks");
        return hooks;
    }

    /**
     * Answers before all other filters, those of the sign-in too: the source itself judges who is let in, and a filter that looks
     * for parameters would read the body and leave nothing of it. The mapping of the servlet tells what follows the name.
     */
    @Bean
    FilterRegistrationBean<Filter> hooksFirst(HooksServlet servlet) {
        Filter straight = (request, response, others) -> servlet.service(request, response);
        var first = new FilterRegistrationBean<>(straight);
        first.setName("hooks-first");
        first.addUrlPatterns("/hooks/*");
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }
}
