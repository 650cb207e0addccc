package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;

/** The plainest form that signs in. */
@Controller
class SignInPage {

    @GetMapping(path = "/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String form(HttpServletRequest request, CsrfToken csrf) {
        String why = request.getParameter("wrong") != null
                ? "<p>Login or password is wrong. · Неверный логин или пароль.</p>"
                : request.getParameter("wait") != null
                        ? "<p>Too many tries. Wait a little. · Слишком много попыток, подождите.</p>"
                        : "";
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Ringbook</title>
                <h1>Ringbook</h1>%s
                <form method="post" action="/sign-in">
                <input type="hidden" name="%s" value="%s">
                <p><label>Login · Логин <input name="login" autocomplete="username" autofocus required></label>
                <p><label>Password · Пароль
                <input name="password" type="password" autocomplete="current-password" required></label>
                <p><button>Sign in · Войти</button></form></html>
                """.formatted(why, csrf.getParameterName(), HtmlUtils.htmlEscape(csrf.getToken()));
    }
}
