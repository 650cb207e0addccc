package org.ringbook.http;

import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    private static final int VIRTUAL_THREADS_SINCE = 21;

    /** As it names no order, it comes after what finds out behind a proxy which address asks. */
    @Bean
    static WebServerFactoryCustomizer<TomcatWebServerFactory> boundsOfRequests(
            LoadShedding shedding, Environment environment, @Value("${server.tomcat.threads.max:200}") int threads) {
        boolean threadsAreCheap = areThreadsCheap(environment);
        return server -> {
            if (threadsAreCheap) {
                server.addProtocolHandlerCustomizers(
                        handler -> handler.setExecutor(new VirtualThreadExecutor("tomcat-handler-")));
            }
            int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            server.addEngineValves(new Arrivals(half, threadsAreCheap ? 10_000 : threads / 2, shedding));
            if (!threadsAreCheap) {
                server.addEngineValves(new ReservedThreads(Math.max(1, threads * 3 / 4), shedding));
            }
            server.addEngineValves(new SlowBodies(UnfinishedBodies.ofServer(threadsAreCheap, threads), shedding));
        };
    }

    /**
     * Whether each request has a virtual thread: wherever Java has them. Spring Boot would ask Java when the jar is built which beans that
     * takes, and a start on another Java would have to work out all of them anew; so it is asked here.
     */
    private static boolean areThreadsCheap(Environment environment) {
        boolean wanted = environment.getProperty("spring.threads.virtual.enabled", Boolean.class, true);
        return wanted && Runtime.version().feature() >= VIRTUAL_THREADS_SINCE;
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
