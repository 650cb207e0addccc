package org.ringbook.workspace.start;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Once a session the first page leads an administrator to what is still missing; whoever leaves it finds it again in the menu. */
@Component
class StartLeadsThere implements HandlerInterceptor, WebMvcConfigurer {

    private static final String SHOWN = StartLeadsThere.class.getName();

    private final GuidedStart start;

    StartLeadsThere(GuidedStart start) {
        this.start = start;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Principal who = request.getUserPrincipal();
        boolean first = who != null
                && request.getSession(false) != null
                && request.getSession().getAttribute(SHOWN) == null;
        if (!first || !start.isOpenFor(start.member(who.getName()).orElse((StaffMember) null))) {
            return true;
        }
        request.getSession().setAttribute(SHOWN, Boolean.TRUE);
        response.sendRedirect(request.getContextPath() + "/start");
        return false;
    }
}
