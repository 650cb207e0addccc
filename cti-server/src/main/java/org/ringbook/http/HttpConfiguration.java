package org.ringbook.http;

import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    /** As it names no order, it comes after what finds out behind a proxy which address asks. */
    @Bean
    static WebServerFactoryCustomizer<TomcatWebServerFactory> boundsOfRequests(
            LoadShedding shedding, Environment environment, @Value("${server.tomcat.threads.max:200}") int threads) {
        boolean threadsAreCheap = Threading.VIRTUAL.isActive(environment);
        return server -> {
            int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            server.addEngineValves(new Arrivals(half, threadsAreCheap ? 10_000 : threads / 2, shedding));
            if (!threadsAreCheap) {
                server.addEngineValves(new ReservedThreads(Math.max(1, threads * 3 / 4), shedding));
            }
            server.addEngineValves(new SlowBodies(UnfinishedBodies.ofServer(threadsAreCheap, threads), shedding));
        };
    }

    /** Likewise. */
    @Bean
    static WebServerFactoryCustomizer<TomcatWebServerFactory> believedProxies(
            @Value("${ringbook.http.forwarded-headers}") String strategy,
            @Value("${ringbook.http.proxies}") String proxies) {
        Proxies.check(strategy);
        String networks = Proxies.networks(Proxies.list(proxies));
        return server -> server.getEngineValves().stream()
                .filter(RemoteIpValve.class::isInstance)
                .map(RemoteIpValve.class::cast)
                .forEach(valve -> valve.setInternalProxies(networks));
    }

    @Bean
    FilterRegistrationBean<UntrustedHeaders> untrustedHeaders() {
        var filter = new FilterRegistrationBean<>(new UntrustedHeaders());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
