package org.ringbook.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.web.servlet.LocaleResolver;

record LanguageOfViewer(Viewers viewers) implements LocaleResolver {

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return viewers.of(request).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        throw new UnsupportedOperationException("The language is changed by the person, see the language screen");
    }
}
