package dev.sessionkill.access;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;

/** What is open to whom. Whatever is not named here is closed. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] FOR_CALLERS = {
        "/sessions", "/sessions/kill", "/sessions/kill/*", "/audit/**", "/quota"
    };

    private static final String[] FOR_READERS = {
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/problems/**"
    };

    @Bean
    TurnedAway turnedAway(SecurityProblems problems) {
        return new TurnedAway(problems);
    }

    /**
     * A request is observed as a whole. Security would observe each of its filters beside that,
     * which costs as much as reading the token.
     */
    @Bean
    SecurityObservationSettings withoutObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** The management port shares the filter chains, so its rules stand here, first. */
    @Bean
    @Order(1)
    SecurityFilterChain managementRules(HttpSecurity http, TurnedAway turnedAway) {
        http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(
                        it ->
                                it.requestMatchers(EndpointRequest.to("health", "prometheus"))
                                        .permitAll()
                                        .anyRequest()
                                        .denyAll());
        return stateless(http, turnedAway).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain gatewayRules(
            HttpSecurity http,
            TokenAuthentication authentication,
            TurnedAway turnedAway,
            Environment environment) {
        http.authorizeHttpRequests(it -> rules(it, environment))
                .oauth2ResourceServer(
                        it ->
                                it.authenticationManagerResolver(_ -> authentication)
                                        .bearerTokenResolver(new BearerHeader())
                                        .authenticationEntryPoint(turnedAway)
                                        .accessDeniedHandler(turnedAway));
        return stateless(http, turnedAway).build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    requests,
            Environment environment) {
        // An error page is dispatched anew; closed, every error would end as an empty 403.
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(HttpMethod.GET, FOR_READERS)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, FOR_READERS)
                .permitAll()
                .requestMatchers(FOR_CALLERS)
                .authenticated()
                // Other methods of a page that exists are answered with those that it knows.
                .requestMatchers(FOR_READERS)
                .authenticated();
        if (environment.matchesProfiles("sandbox")) {
            requests.requestMatchers("/sandbox/**").permitAll();
        }
        requests.anyRequest().denyAll();
    }

    /** Only bearer tokens count and no cookie does, so there is no session and nothing to forge. */
    private static HttpSecurity stateless(HttpSecurity http, TurnedAway turnedAway) {
        return http.sessionManagement(
                        it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        it ->
                                it.authenticationEntryPoint(turnedAway)
                                        .accessDeniedHandler(turnedAway));
    }
}
