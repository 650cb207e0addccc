package org.ringbook.telephony;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens {@code /hooks} in the server. */
@Configuration(proxyBeanMethods = false)
class HooksConfiguration {

    @Bean
    ServletRegistrationBean<HooksServlet> hooks(Sources sources) {
        var hooks = new ServletRegistrationBean<>(new HooksServlet(new Hooks(sources)), "/hooks/*");
        hooks.setName("hooks");
        hooks.setLoadOnStartup(1);
        return hooks;
    }
}
