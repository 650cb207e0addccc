package org.ringbook.workspace;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Finds the texts and assets that stand in the folders of the screens. A new screen changes nothing here. */
@Configuration(proxyBeanMethods = false)
class WorkspaceConfiguration implements WebMvcConfigurer {

    private static final String HOME = "org/ringbook/workspace/";

    private final Viewers viewers;

    WorkspaceConfiguration(Viewers viewers) {
        this.viewers = viewers;
    }

    @Bean
    static MessageSource messageSource() throws IOException {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(bundles().toArray(String[]::new));
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    private static List<String> bundles() throws IOException {
        var names = new ArrayList<String>();
        for (Resource bundle : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:" + HOME + "**/messages.properties")) {
            String url = bundle.getURL().toString();
            names.add(url.substring(url.lastIndexOf(HOME), url.length() - ".properties".length()));
        }
        return names.stream().distinct().sorted().toList();
    }

    @Bean
    LocaleResolver localeResolver() {
        return new LanguageOfViewer(viewers);
    }

    /**
     * Lets plain forms of pages change and delete with the standard verbs: before it is asked who may, or what is asked would not be what
     * is done. Programs say what they mean, and a file has no such field.
     */
    @Bean
    static FilterRegistrationBean<HiddenHttpMethodFilter> verbsOfForms() {
        var filter = new FilterRegistrationBean<HiddenHttpMethodFilter>(new HiddenHttpMethodFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                String type = request.getContentType();
                return request.getServletPath().startsWith("/api/")
                        || type == null
                        || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
            }
        });
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/" + HOME + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ViewerArgument(viewers));
        resolvers.add(new TypedFieldsArgument());
    }
}
