package org.ringbook.access;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * Which address asks for which role, for programs and for pages. Each role may also do what the ones before it may.
 * {@link PasswordSignIn} is found by its type; named here too, it would be asked twice.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RightsSettings.class)
class AccessConfiguration {

    private static final String AGENT = Role.AGENT.name();
    private static final String SUPERVISOR = Role.SUPERVISOR.name();
    private static final String ADMINISTRATOR = Role.ADMINISTRATOR.name();

    @Bean
    Rights rights(Staff staff, RightsSettings settings) {
        return new Rights(staff::all, settings.byAction());
    }

    /** Tells when a session ends, so that what it opened ends with it. */
    @Bean
    static HttpSessionEventPublisher endsOfSessions() {
        return new HttpSessionEventPublisher();
    }

    /** Programs, and scripts of our pages: an answer is never a redirection or a form. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http, AccessTokens tokens, ResumeTickets tickets, Staff staff, ApiRefusals refusals) {
        PageHeaders.on(http);
        return http.securityMatcher("/api/**", "/agents/session", "/agents/line")
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .addFilterBefore(new UploadsOfStrangers(refusals), CsrfFilter.class)
                .addFilterBefore(new BearerFilter(tokens, tickets, staff, refusals), BasicAuthenticationFilter.class)
                .addFilterBefore(new StillOnStaffFilter(staff), AuthorizationFilter.class)
                .exceptionHandling(how -> how.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(new OwnPages()))
                .authorizeHttpRequests(rules -> rules.requestMatchers(GET, "/api/openapi.json")
                        .permitAll()
                        .requestMatchers(POST, "/api/health/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(
                                "/api/webhooks",
                                "/api/webhooks/**",
                                "/api/audit",
                                "/api/robots",
                                "/api/robots/**",
                                "/api/connections",
                                "/api/connections/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/api/health/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(GET, "/api/metrics")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(
                                "/api/floor",
                                "/api/floor/**",
                                "/api/alarms",
                                "/api/alarms/**",
                                "/api/alarm-rules",
                                "/api/panels",
                                "/api/panels/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(GET, "/api/staff/me")
                        .hasRole(AGENT)
                        .requestMatchers(PUT, "/api/staff/me/password")
                        .hasRole(AGENT)
                        .requestMatchers("/api/staff/tokens", "/api/staff/tokens/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(GET, "/api/staff/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/staff/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(DELETE, "/api/bin/{id}")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(
                                DELETE,
                                "/api/contacts/**",
                                "/api/companies/**",
                                "/api/legal-entities/{id}",
                                "/api/leads/{id}",
                                "/api/claims/{id}",
                                "/api/deals/{id}",
                                "/api/payments/{id}")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(POST, "/api/products", "/api/terms/{id}/close")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(PUT, "/api/products/{id}")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(GET, "/api/segments/{id}/members.csv")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(
                                POST,
                                "/api/segments",
                                "/api/segments/count",
                                "/api/segments/{id}/refresh",
                                "/api/segments/{id}/list")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(PUT, "/api/segments/{id}")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(DELETE, "/api/segments/{id}")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/claim-reports", "/api/claim-reports/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(GET, "/api/claim-causes", "/api/claim-causes/**")
                        .hasRole(AGENT)
                        .requestMatchers("/api/claim-causes", "/api/claim-causes/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/api/merges", "/api/merges/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(GET, "/api/calls/*/flight", "/api/call-limits", "/api/call-limits/trunks")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/do-not-call/imports")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(GET, "/api/do-not-call", "/api/do-not-call/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/do-not-call/*/end")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/call-limits/**", "/api/alarm-rules/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(GET, "/api/reports/sales/pay")
                        .hasRole(AGENT)
                        .requestMatchers("/api/reports", "/api/reports/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/plans", "/api/plans/**", "/api/ad-costs", "/api/ad-costs/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/pay-rules", "/api/pay-rules/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(GET, "/api/pipelines", "/api/deal-types", "/api/lost-reasons")
                        .hasRole(AGENT)
                        .requestMatchers(
                                "/api/pipelines",
                                "/api/pipelines/**",
                                "/api/deal-types",
                                "/api/deal-types/**",
                                "/api/lost-reasons",
                                "/api/lost-reasons/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(GET, "/api/dispositions", "/api/dispositions/**")
                        .hasRole(AGENT)
                        .requestMatchers("/api/dispositions", "/api/dispositions/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(
                                "/api/contacts/*/personal-data",
                                "/api/contacts/*/personal-data/**",
                                "/api/contacts/*/personal-data.zip",
                                "/api/personal-data/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(GET, "/api/fields", "/api/fields/**")
                        .hasRole(AGENT)
                        .requestMatchers("/api/fields", "/api/fields/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(
                                "/api/contacts/import",
                                "/api/contacts/imports/**",
                                "/api/contacts.csv",
                                "/api/imports",
                                "/api/imports/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(POST, "/api/campaigns/*/next")
                        .hasRole(AGENT)
                        .requestMatchers(GET, "/api/campaigns")
                        .hasRole(AGENT)
                        .requestMatchers(POST, "/api/campaigns", "/api/campaigns/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/campaigns/*/ahead")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/api/scripts", "/api/scripts/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(PUT, "/api/campaign-results")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/api/campaigns/**", "/api/lists", "/api/lists/**", "/api/attempts/*/correct")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(GET, "/api/entries", "/api/attempts")
                        .hasRole(SUPERVISOR)
                        .anyRequest()
                        .hasRole(AGENT))
                .build();
    }

    /** People in a browser. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, Staff staff) {
        PageHeaders.on(http);
        return http.formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("login")
                        .passwordParameter("password")
                        .failureHandler(new SignInFailed())
                        .permitAll())
                .addFilterBefore(
                        new UploadsOfStrangers((request, response, why) -> response.sendError(403)), CsrfFilter.class)
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .addFilterBefore(new StillOnStaffFilter(staff), AuthorizationFilter.class)
                .csrf(Customizer.withDefaults())
                .authorizeHttpRequests(rules -> rules.requestMatchers(
                                "/sign-in",
                                "/actuator/health/**",
                                "/error",
                                "/assets/**",
                                "/webjars/**",
                                "/favicon.ico")
                        .permitAll()
                        .requestMatchers("/language", "/language/**")
                        .permitAll()
                        .requestMatchers(GET, "/calendar/*", "/panel/*", "/panel/*/stream")
                        .permitAll()
                        .requestMatchers("/floor", "/floor/**", "/panels", "/panels/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/actuator/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/staff/tokens", "/staff/tokens/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(GET, "/staff/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/staff/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers(
                                "/contacts/import/**", "/contacts.csv", "/imports", "/imports/**", "/calls/*/flight")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(
                                "/reports",
                                "/reports/**",
                                "/claims/reports/**",
                                "/plans",
                                "/plans/**",
                                "/ad-costs",
                                "/ad-costs/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/claims/causes", "/claims/causes/**", "/pay/rules/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/recordings/plays")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/recordings", "/recordings/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/parties/*/do-not-call/end")
                        .hasRole(SUPERVISOR)
                        .requestMatchers("/do-not-call/import")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/do-not-call", "/do-not-call/**")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(GET, "/limits", "/alarm-rules", "/dial-rules", "/settings")
                        .hasRole(SUPERVISOR)
                        .requestMatchers(
                                "/dispositions",
                                "/dispositions/**",
                                "/fields",
                                "/fields/**",
                                "/contacts/*/personal-data",
                                "/contacts/*/personal-data/**",
                                "/contacts/*/personal-data.zip",
                                "/personal-data/**",
                                "/limits/**",
                                "/alarm-rules/**",
                                "/dial-rules/**",
                                "/derive",
                                "/derive/**",
                                "/webhooks",
                                "/webhooks/**",
                                "/robots",
                                "/robots/**",
                                "/audit",
                                "/connections/**",
                                "/start",
                                "/start/**",
                                "/feed/**")
                        .hasRole(ADMINISTRATOR)
                        .anyRequest()
                        .hasRole(AGENT))
                .build();
    }
}
