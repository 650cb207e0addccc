package org.ringbook.api;

import org.ringbook.access.KnownRequests;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class RangesConfiguration {

    /** Before what is noted of each request, and before the chain that signs in. */
    @Bean
    FilterRegistrationBean<RangesFirst> rangesFirst(KnownRequests known, ObjectProvider<RecordingsApi> recordings) {
        var filter = new FilterRegistrationBean<>(new RangesFirst(known, recordings));
        filter.addUrlPatterns("/api/recordings/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
